import type { EpochMs, EventOrder } from '@cisterna/contract';
import type { PumpState } from '../pump/pump-state.ts';
import { decideClockSkew } from './deadlines/clock-skew.ts';
import { decideDataGap, type DataGap } from './deadlines/data-gap.ts';
import { decideDrugExpiry } from './deadlines/drug-expiry.ts';
import { decideMriRecovery } from './deadlines/mri-recovery.ts';
import { earliest, nothingDue, type Occasion } from './deadlines/occasion.ts';
import { decideSilence } from './deadlines/pump-silent.ts';
import { decideRefillDue } from './deadlines/refill-due.ts';
import { decideLift } from './deadlines/stall-lift.ts';
import type { AlertTransition, Episode } from './episode.ts';

/** What the clock or an arrival, and not an event, has decided for a pump. Kept beside the fold, since it is no function of the events. */
export interface Calendar {
  readonly refillDue: Episode | null;
  /** The fill that the alert speaks of. */
  readonly refillDueFor: EventOrder | null;
  readonly drugExpiry: Episode | null;
  readonly rejected: Episode | null;
  readonly silent: Episode | null;
  readonly gap: DataGap;
  readonly skew: Episode | null;
  /** What the clock has added to the fold's episodes, or raised where the fold has none. */
  readonly recoveries: readonly Episode[];
  /** The stall whose MRI window is over and that has been told since. */
  readonly lifted: string | null;
}

export const emptyCalendar: Calendar = {
  refillDue: null,
  refillDueFor: null,
  drugExpiry: null,
  rejected: null,
  silent: null,
  gap: null,
  skew: null,
  recoveries: [],
  lifted: null,
};

export interface CalendarDecision {
  readonly calendar: Calendar;
  readonly transitions: readonly AlertTransition[];
  /** When the clock alone will next change something, silence aside; null: never. */
  readonly dueAt: EpochMs | null;
  /** From when on the pump is silent unless it is heard; null: it is known to be, or never. Moves with every event. */
  readonly silenceDueAt: EpochMs | null;
}

const toldBy = (parts: readonly Pick<CalendarDecision, 'transitions'>[]): readonly AlertTransition[] => {
  let told = nothingDue;
  for (const { transitions } of parts) if (transitions.length > 0) told = told.length === 0 ? transitions : [...told, ...transitions];
  return told;
};

/**
 * What has become of a pump's deadlines and arrivals on an occasion. Idempotent: asked again with its own calendar and nothing new it
 * decides nothing. What was passed over is told with its own due time.
 */
export const decideCalendar = (state: PumpState, calendar: Calendar, occasion: Occasion): CalendarDecision => {
  const refillDue = decideRefillDue(state, { episode: calendar.refillDue, fill: calendar.refillDueFor }, occasion);
  const drugExpiry = decideDrugExpiry(state, calendar.drugExpiry, occasion);
  const silent = decideSilence(state, calendar.silent, occasion);
  const gap = decideDataGap(state, calendar.gap, occasion);
  const skew = decideClockSkew(state, calendar.skew, occasion);
  const recoveries = decideMriRecovery(state, calendar.recoveries, occasion);
  const lifted = decideLift(state, calendar.lifted, occasion);
  return {
    calendar: {
      refillDue: refillDue.part.episode,
      refillDueFor: refillDue.part.fill,
      drugExpiry: drugExpiry.part,
      rejected: calendar.rejected,
      silent: silent.part,
      gap: gap.part,
      skew: skew.part,
      recoveries: recoveries.part,
      lifted: lifted.part,
    },
    transitions: toldBy([refillDue, drugExpiry, silent, gap, skew, recoveries]),
    dueAt: earliest([refillDue, drugExpiry, gap, recoveries, lifted].map(({ dueAt }) => dueAt)),
    silenceDueAt: silent.dueAt,
  };
};
