// Two test processes share the cores. With a thread for each of them small networks take up to 1.8 times less of the processor
// than with a pool of threads each, which mostly wait for one another. Import it before anything that loads TensorFlow.
process.env['GENLOOM_THREADS'] ??= '1';
