/**
 * How the process of an engine is started, so that it keeps to its memory. Each was measured on 12,000 steps of a small net, whose
 * time they leave as it is.
 */
export const PROCESS_SETTINGS = {
  /**
   * A step leaves little garbage, and all of it at once: a young generation of 2 MB does what V8's 16 MB would. Those fill up over
   * the first 10,000 steps, which is 20 MB more.
   */
  flags: ['--max-semi-space-size=2'],
  /** The malloc of glibc would keep eight heaps a core, and TensorFlow's threads spread over them: 10 MB more. */
  environment: { MALLOC_ARENA_MAX: '2' },
} as const;
