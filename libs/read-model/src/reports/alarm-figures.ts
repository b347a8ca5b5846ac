import type { AlertKind, EpochMs } from '@cisterna/contract';
import { select } from '../database/select.ts';
import type { ReadModel } from '../read-model.ts';
import { countsText, floodsText, pumpsText } from './alarm-statement.ts';

/** A period from `from` on and before `to`, and the clinics by their pumps' newest registration; null: all. */
export interface AlarmQuery {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly clinicIds: readonly string[] | null;
}

/** The alarms of one kind, or of all. */
export interface AlarmCounts {
  /** Notified in the period and not taken back. */
  readonly raised: number;
  readonly acknowledged: number;
  /** Seconds from notification to acknowledgement. */
  readonly median: number | null;
  readonly chatteringAlarms: number;
  readonly chatteringPumps: number;
  readonly stale: number;
  readonly standing: number;
  /** Of the standing ones, those open for over 24 h. */
  readonly standingLong: number;
  /** Raised in the period and never notified by its end. */
  readonly suppressed: number;
  /** Raised in the period and taken back by its end. */
  readonly withdrawn: number;
}

/** A time in which over 10 alarms came to a clinic within 10 minutes: from the first to the last of them. */
export interface AlarmFlood {
  readonly clinicId: string;
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly alarms: number;
}

/** What there is to say about the alarms of a period; kinds without any are not in the map. */
export interface AlarmFigures {
  readonly total: AlarmCounts;
  readonly kinds: ReadonlyMap<AlertKind, AlarmCounts>;
  /** In order of time. */
  readonly floods: readonly AlarmFlood[];
  /** Pumps registered and not explanted by now, and their clinics. */
  readonly pumps: number;
  readonly clinics: number;
}

type CountsRow = AlarmCounts & { readonly kind: AlertKind | null };

/** No alarm of a kind. */
export const noAlarms: AlarmCounts = {
  raised: 0,
  acknowledged: 0,
  median: null,
  chatteringAlarms: 0,
  chatteringPumps: 0,
  stale: 0,
  standing: 0,
  standingLong: 0,
  suppressed: 0,
  withdrawn: 0,
};

/** Reads how the alarms of a period were: from the history of the alerts, so also for a period long past. Throws DatabaseUnavailable. */
export const alarmFigures = async (model: ReadModel, { from, to, clinicIds }: AlarmQuery): Promise<AlarmFigures> => {
  const period = [from, to, clinicIds];
  const [rows, floods, places] = await Promise.all([
    select<CountsRow>(model, countsText, period),
    select<AlarmFlood>(model, floodsText, period),
    select<{ pumps: number; clinics: number }>(model, pumpsText, [clinicIds]),
  ]);
  const kinds = rows.flatMap(({ kind, ...counts }): [AlertKind, AlarmCounts][] =>
    kind === null ? [] : [[kind, counts]],
  );
  const { kind: _, ...total } = rows.find(({ kind }) => kind === null) ?? { kind: null, ...noAlarms };
  const [{ pumps, clinics } = { pumps: 0, clinics: 0 }] = places;
  return { total, kinds: new Map(kinds), floods, pumps, clinics };
};
