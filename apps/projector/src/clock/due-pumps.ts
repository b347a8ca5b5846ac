import { pumpsDue, pumpsSilentFrom, type ReadModel, type StoredPump } from '@cisterna/read-model';

/** Pumps are worked off in portions of this size. */
const portion = 500;

/** The pumps of a partition that are due by a time. A portion must be decided before the next is asked for: it is then due no more. */
export const duePumps = async function* (model: ReadModel, partition: number, clock: number): AsyncGenerator<readonly StoredPump[]> {
  for (;;) {
    const pumps = await pumpsDue(model, { partition, clock, limit: portion });
    if (pumps.length > 0) yield pumps;
    if (pumps.length < portion) return;
  }
};

/** The pumps of a partition that count as silent from a time on, or will, unless they are heard. */
export const pumpsFallingSilent = async function* (model: ReadModel, partition: number, from: number): AsyncGenerator<readonly StoredPump[]> {
  for (let after = ''; ;) {
    const pumps = await pumpsSilentFrom(model, { partition, from, after, limit: portion });
    if (pumps.length > 0) yield pumps;
    if (pumps.length < portion) return;
    after = pumps.at(-1)?.pumpId ?? after;
  }
};
