import type { PumpEvent } from '@cisterna/contract';
import { refilledBelief, type LevelBelief } from './level-belief.ts';
import { senseLevel } from './sense-level.ts';

/** The account of the fill in which an event falls; before a refill that is the fill which it ends. */
export interface FillAccount {
  readonly filledNl: number;
  /** Unreported volume included. */
  readonly accountNl: number;
  readonly unreportedNl: number;
}

/** What an event means for the belief about the level. */
export interface LevelContext {
  /** Null before the first refill. */
  readonly fill: FillAccount | null;
  /** Whether nothing between a refill and the one before is missing. */
  readonly complete: boolean;
}

/** The belief after an event: refills teach and begin anew, level sensors are heard, all else changes nothing. */
export const evolveLevel = (belief: LevelBelief, event: PumpEvent, { fill, complete }: LevelContext): LevelBelief => {
  if (event.type === 'reservoir.refilled.v1') {
    const { at, data } = event;
    return refilledBelief(belief, fill === null ? null : { ...fill, at, aspiratedNl: data.aspiratedNl, complete }, at);
  }
  if (event.type !== 'delivery.reported.v1' || fill === null) return belief;
  const sensedNl: number | null = event.data.reservoirSensedNl;
  return sensedNl === null ? belief : senseLevel(belief, { at: event.at, sensedNl, filledNl: fill.filledNl, accountNl: fill.accountNl });
};
