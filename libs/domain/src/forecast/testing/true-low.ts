import type { EpochMs } from '@cisterna/contract';
import type { ImaginedCycles } from './imagined-cycles.ts';

/** True low date of the stretch that a moment falls into; null outside of any. */
export const trueLowAt = ({ stretches }: Pick<ImaginedCycles, 'stretches'>, at: EpochMs): EpochMs | null =>
  stretches.find(({ from, to, lowAt }) => at >= from && at < to && lowAt > at)?.lowAt ?? null;
