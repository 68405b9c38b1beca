/**
 * Whether there is a screen before which a person sits: not on CI, over SSH or without a display.
 * @param {NodeJS.ProcessEnv} env
 * @param {string} [platform]
 */
export function hasDesktop(env, platform = process.platform) {
  if (env.CI || env.SSH_CONNECTION || env.SSH_TTY) return false;
  return platform === 'darwin' || platform === 'win32' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}
