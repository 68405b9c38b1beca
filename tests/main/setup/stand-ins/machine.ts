import type { Machine } from '../../../../main/setup/tensorflow/machine.mjs';

/** A machine on which both ways to TensorFlow are open, whatever the tests run on. */
export const linux: Machine = {
  platform: 'linux',
  arch: 'x64',
  glibc: '2.36',
  compiler: '/usr/bin/g++',
  nvidia: false,
  cuda11: false,
};
