import type { DeliveryReported, EpochMs, PumpEvent, TherapyProgrammed } from '@cisterna/contract';
import { dailyVolumeNl, programmedVolumeNl } from '../therapy/schedule.ts';
import type { Therapy } from '../therapy/therapy.ts';

/**
 * What a pump's account says beyond the basal programme: boluses, and whatever else it counts differently; all of it where no programme ever arrived.
 * Plain data, safe to keep as JSON.
 */
export interface BolusHabit {
  /** Mean beyond the programme, nanolitres a day; may be below 0. */
  readonly extraNl: number;
  /** Standard deviation of single days, nanolitres. */
  readonly spreadNl: number;
  /** Days that the mean rests on, not more than it remembers. */
  readonly days: number;
  /** The day that is being added up: since when, time covered by reports, and their account; null between days. */
  readonly since: EpochMs | null;
  readonly coveredMs: number;
  readonly deliveredNl: number;
}

/** The habit as the future is judged by. */
export interface HabitOutlook {
  readonly extraNl: number;
  /** Variance of the mean of days to come, nL²/day². */
  readonly meanVariance: number;
  /** Variance of a single day around that mean, nL². */
  readonly dayVariance: number;
}

export const initialHabit: BolusHabit = { extraNl: 0, spreadNl: 0, days: 1, since: null, coveredMs: 0, deliveredNl: 0 };

const MS_PER_DAY = 86_400_000;
const LEAST_DAY_MS = 20 * 3_600_000;
/** A habit is remembered for about so many days; an assumption without a source. */
const MEMORY_DAYS = 21;
/** Share of the boluses allowed that a patient of whom nothing is known takes, and its spread; assumptions without a source. */
const PRIOR_SHARE = 0.25;
const PRIOR_SHARE_SPREAD = 0.18;
/** How far a habit changes in the weeks to come, as a share of itself; an assumption without a source. */
const CHANGE = 0.12;
/** Beyond this share of the programme more than boluses is at work: a clinician's bolus, a clock that was set. */
const MOST_BESIDE_BOLUSES = 0.2;
/** How single days differ, as a share, where a first day is all that is known; an assumption without a source. */
const FIRST_DAY_SPREAD = 0.2;
const { abs, max, min, round } = Math;

type Bolus = Therapy['patientBolus'];

const most = (bolus: Bolus): number => (bolus === null ? 0 : bolus.volumeNl * bolus.maxPerDay);

const unknownHabit = (bolus: Bolus): Pick<BolusHabit, 'extraNl' | 'spreadNl' | 'days'> => ({
  extraNl: round(PRIOR_SHARE * most(bolus)),
  spreadNl: round(PRIOR_SHARE_SPREAD * most(bolus)),
  days: 1,
});

const reprogrammed = (habit: BolusHabit, { data }: TherapyProgrammed, former: Therapy | null): BolusHabit => {
  const fresh = { ...habit, since: null, coveredMs: 0, deliveredNl: 0 };
  if (former === null) return { ...fresh, ...unknownHabit(data.patientBolus) };
  const [was, is] = [former.patientBolus, data.patientBolus];
  if (is === null) return was === null ? fresh : { ...fresh, extraNl: 0, spreadNl: 0, days: 1 };
  if (was === null || was.volumeNl === 0) return { ...fresh, ...unknownHabit(is) };
  const factor = min(10, is.volumeNl / was.volumeNl);
  return factor === 1
    ? fresh
    : { ...fresh, extraNl: round(habit.extraNl * factor) + 0, spreadNl: round(habit.spreadNl * factor), days: min(7, habit.days) };
};

const learnDay = (habit: BolusHabit, extraNl: number): BolusHabit => {
  const days = min(MEMORY_DAYS, habit.days + 1);
  const off = extraNl - habit.extraNl;
  const variance = (1 - 1 / days) * (habit.spreadNl ** 2 + off ** 2 / days);
  return { ...habit, extraNl: round(habit.extraNl + off / days) + 0, spreadNl: round(Math.sqrt(variance)), days };
};

/** Where no programme is known the whole day is beyond it, and its first one tells all there is to go by. */
const learnUnprogrammed = (habit: BolusHabit, perDayNl: number): BolusHabit =>
  habit.days > 1
    ? learnDay(habit, perDayNl)
    : { ...habit, extraNl: round(perDayNl) + 0, spreadNl: round(FIRST_DAY_SPREAD * perDayNl), days: 2 };

/** A day counts where reports cover it and the pump ran. */
const closeDay = (habit: BolusHabit, therapy: Therapy | null, at: EpochMs): BolusHabit => {
  const since = habit.since ?? at;
  const lasted = at - since;
  const fresh = { ...habit, since: at, coveredMs: 0, deliveredNl: 0 };
  if (abs(habit.coveredMs - lasted) > 0.04 * lasted || lasted > 3 * MS_PER_DAY) return fresh;
  const days = lasted / MS_PER_DAY;
  if (therapy === null) return learnUnprogrammed(fresh, habit.deliveredNl / days);
  const basalNl = programmedVolumeNl(therapy, since, at);
  if (habit.deliveredNl < 0.5 * basalNl) return fresh;
  const beside = (MOST_BESIDE_BOLUSES * basalNl) / days;
  const extraNl = (habit.deliveredNl - basalNl) / days;
  return learnDay(fresh, max(-beside, min(most(therapy.patientBolus) + beside, extraNl)));
};

const reported = (habit: BolusHabit, { at, data }: DeliveryReported, therapy: Therapy | null): BolusHabit => {
  const { since } = habit;
  const stood = data.deliveredNl === 0 && data.programmedNl > 0;
  if (since === null || at < since || stood) return { ...habit, since: at, coveredMs: 0, deliveredNl: 0 };
  const coveredMs = habit.coveredMs + data.periodSeconds * 1000;
  const deliveredNl = habit.deliveredNl + data.deliveredNl;
  const { extraNl, spreadNl, days } = habit;
  const added = { extraNl, spreadNl, days, since, coveredMs, deliveredNl };
  return at - since < LEAST_DAY_MS ? added : closeDay(added, therapy, at);
};

/** The habit after an event; `therapy` is the programme before it. A changed size of boluses scales it, boluses no longer allowed end it. */
export const evolveHabit = (habit: BolusHabit, event: PumpEvent, therapy: Therapy | null): BolusHabit => {
  if (event.type === 'delivery.reported.v1') return reported(habit, event, therapy);
  return event.type === 'therapy.programmed.v1' ? reprogrammed(habit, event, therapy) : habit;
};

/** The habit as it may go on: single days scatter, their mean is known so well, and habits change. */
export const habitOutlook = ({ extraNl, spreadNl, days }: BolusHabit, bolus: Bolus): HabitOutlook => {
  const counts = bolus === null ? 0 : 0.5 * bolus.volumeNl * max(0, extraNl);
  const dayVariance = max(spreadNl ** 2, counts);
  return { extraNl, dayVariance, meanVariance: dayVariance / days + (CHANGE * extraNl) ** 2 };
};

/** Volume programmed while reports were missing, with the boluses that the habit adds to it; whole nanolitres. */
export const withHabit = (unreportedNl: number, { extraNl }: BolusHabit, therapy: Therapy | null): number => {
  if (unreportedNl === 0 || therapy === null) return unreportedNl;
  const daily = dailyVolumeNl(therapy);
  return daily > 0 ? round(unreportedNl * (1 + max(-0.2, min(2, extraNl / daily)))) : unreportedNl;
};
