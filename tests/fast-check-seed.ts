import fc from 'fast-check';

// The same random cases in every run, so that a red test is red again. GENLOOM_TEST_SEED=n looks at others.
fc.configureGlobal({ seed: Number(process.env.GENLOOM_TEST_SEED ?? 1) });
