import fc from "fast-check";

/**
 * Property tests import fast-check from here, and so all play the same stories in every run: a failure is a change in
 * the code, never luck. `npm run test:stories` plays new ones. From the environment:
 *
 * - `PIPNI_SEED` plays others, and `PIPNI_PATH` of one property the very one that failed: fast-check prints both.
 * - `PIPNI_RUNS` is a factor: 10 plays ten times as many of them, 0.1 a tenth.
 */

const { PIPNI_SEED, PIPNI_PATH, PIPNI_RUNS } = process.env;
const factor = Number(PIPNI_RUNS ?? 1);

/** How many stories a property plays, of as many as it plays by default. */
export const runs = (usual: number): number => Math.max(1, Math.round(usual * factor));

/** For properties that tell of a failure in their own words; `npm run test:stories` reads both ways. */
export const whereItFailed = ({
  seed,
  counterexamplePath,
}: Pick<fc.RunDetails<unknown>, "seed" | "counterexamplePath">): string =>
  `seed: ${seed}, path: "${counterexamplePath}"`;

fc.configureGlobal({
  seed: Number(PIPNI_SEED ?? 20_261_128),
  numRuns: runs(100),
  ...(PIPNI_PATH ? { path: PIPNI_PATH, endOnFailure: true } : {}),
});

export default fc;
