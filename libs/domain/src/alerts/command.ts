import { formatTime, type AlertChange, type AlertView, type EpochMs } from '@cisterna/contract';
import { isOpen, lastChangeAt, type AlertFacts, type AlertRecord, type AlertStep } from './alert.ts';
import { suppressedByMaintenance, whileMaintained, type Maintenance } from './maintenance.ts';
import { longestShelfMs, shelfEnd, suppressedWithShelf } from './shelf.ts';

/** What a person wants of an alert (ISA-18.2: acknowledge, shelve, return from the shelf, reset of a latch). */
export type AlertCommand =
  | { readonly kind: 'acknowledge'; readonly by: string; readonly note: string | null }
  | { readonly kind: 'shelve'; readonly by: string; readonly until: EpochMs; readonly reason: string }
  | { readonly kind: 'unshelve'; readonly by: string }
  | { readonly kind: 'reset'; readonly by: string; readonly note: string };

/** Why a command can't be carried out: its cause still lasts, or the shelf would end in the past or in over 24 h. */
export type CommandRefusal = 'condition-still-active' | 'until-out-of-range';

/** The change that a command makes; null: nothing is left to do, the alert stays as it is. */
export type CommandOutcome = AlertStep | CommandRefusal | null;

interface Entry {
  readonly change: AlertChange;
  readonly at: EpochMs;
  readonly by: string | null;
  readonly note: string | null;
}

/** A history never goes back, though clocks may. */
const momentOf = ({ view }: AlertRecord, at: EpochMs): EpochMs => Math.max(at, lastChangeAt(view));

const stepOf = ({ facts, view }: AlertRecord, { change, at, by, note }: Entry, parts: Partial<AlertView>, next: AlertFacts = facts): AlertStep => {
  const version = view.version + 1;
  const entry = { version, change, at: formatTime(at), by, ...(note === null ? {} : { note }) };
  const changed = { ...view, ...parts, version, history: [...view.history, entry] };
  return { change, record: { facts: next, view: { ...changed, suppressedBy: suppressedWithShelf(changed, at) } } };
};

type Of<Kind extends AlertCommand['kind']> = Extract<AlertCommand, { kind: Kind }>;

const acknowledge = (record: AlertRecord, { by, note }: Of<'acknowledge'>, at: EpochMs): CommandOutcome => {
  if (record.view.acknowledged !== null || !isOpen(record)) return null;
  return stepOf(record, { change: 'acknowledged', at, by, note }, { acknowledged: { at: formatTime(at), by } });
};

const shelve = (record: AlertRecord, { by, until, reason }: Of<'shelve'>, now: { readonly at: EpochMs; readonly moment: EpochMs }): CommandOutcome => {
  if (until <= now.at || until > now.at + longestShelfMs) return 'until-out-of-range';
  const shelved = { until: formatTime(until), by, reason };
  const same = JSON.stringify(record.view.shelved) === JSON.stringify(shelved);
  if (same || !isOpen(record)) return null;
  return stepOf(record, { change: 'shelved', at: now.moment, by, note: reason }, { shelved });
};

const unshelve = (record: AlertRecord, { by }: Of<'unshelve'>, at: EpochMs): CommandOutcome =>
  record.view.shelved === null ? null : stepOf(record, { change: 'unshelved', at, by, note: null }, { shelved: null });

const reset = (record: AlertRecord, { by, note }: Of<'reset'>, at: EpochMs): CommandOutcome => {
  const { condition, clearedAt, acknowledged } = record.view;
  if (condition === 'active') return 'condition-still-active';
  if (!isOpen(record)) return null;
  const seen = { at: formatTime(at), by };
  const parts = { condition: 'inactive', clearedAt: clearedAt ?? seen.at, acknowledged: acknowledged ?? seen } as const;
  return stepOf(record, { change: 'reset', at, by, note }, parts, { ...record.facts, reset: true });
};

/**
 * Carries out a person's command at `at`, by the service's clock, on the alert as it is found. Idempotent: what is acknowledged, reset or not
 * shelved already stays as it is, and so does an alert that is not open, of which nobody has anything to see. A reset counts as
 * acknowledgement, also of what has returned by itself.
 */
export const commandAlert = (record: AlertRecord, command: AlertCommand, { at }: { readonly at: EpochMs }): CommandOutcome => {
  const moment = momentOf(record, at);
  switch (command.kind) {
    case 'acknowledge':
      return acknowledge(record, command, moment);
    case 'shelve':
      return shelve(record, command, { at, moment });
    case 'unshelve':
      return unshelve(record, command, moment);
    case 'reset':
      return reset(record, command, moment);
  }
};

/** By when shelves have ended, and the time that the end is noted with. */
export interface ShelfTime {
  readonly now: EpochMs;
  readonly at: EpochMs;
}

/** The end of a shelf whose time has come; null where nothing is shelved, or not that long yet. Asked again with its result it gives null. */
export const endShelf = (record: AlertRecord, { now, at }: ShelfTime): AlertStep | null => {
  const end = shelfEnd(record.view);
  if (end === null || end > now) return null;
  return stepOf(record, { change: 'unshelved', at: momentOf(record, at), by: null, note: null }, { shelved: null });
};

const withoutMaintenance = ({ maintenance: _over, ...facts }: AlertFacts): AlertFacts => facts;

/**
 * Brings an alert in line with the maintenance that is in force at its pump (null: none) at `at`, by the service's clock: one that begins, takes the
 * place of another or is over is an update of the alert. Null where nothing changes; so asked again with its result.
 */
export const maintain = (record: AlertRecord, maintenance: Maintenance | null, at: EpochMs): AlertStep | null => {
  const { facts, view } = record;
  if ((facts.maintenance?.id ?? null) === (maintenance?.id ?? null)) return null;
  const next = whileMaintained(withoutMaintenance(facts), maintenance);
  const others = view.suppressedBy.filter(({ reason }) => reason !== 'maintenance');
  const suppressedBy = [...others, ...suppressedByMaintenance(next)];
  return stepOf(record, { change: 'updated', at: momentOf(record, at), by: null, note: null }, { suppressedBy }, next);
};
