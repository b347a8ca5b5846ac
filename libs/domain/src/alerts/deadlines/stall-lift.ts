import type { EpochMs } from '@cisterna/contract';
import type { PumpState } from '../../pump/pump-state.ts';
import type { Episode } from '../episode.ts';
import { nothingDue, type Deadline } from './occasion.ts';

const suppressedStall = (state: PumpState): Episode | undefined => state.alerts.open.find(e => e.kind === 'motor-stall' && e.suppressedUntil !== null);

/** The stall whose suppression has ended at `now`, or what is to be waited for: also once more, where the window became longer after its end. */
const liftOf = (state: PumpState, lifted: string | null, now: EpochMs): { readonly part: string | null; readonly dueAt: EpochMs | null } => {
  const stall = suppressedStall(state);
  const until = stall?.suppressedUntil ?? null;
  if (stall === undefined || until === null) return { part: lifted, dueAt: null };
  return until <= now ? { part: stall.id, dueAt: null } : { part: lifted === stall.id ? null : lifted, dueAt: until };
};

/** The end of a stall's suppression by an MRI window; the alert itself is the fold's. */
export const decideLift: Deadline<string | null> = (state, lifted, { now }) => ({ ...liftOf(state, lifted, now), transitions: nothingDue });
