import type { ArchivedEvent, EventOrder, TherapySegment } from '@cisterna/contract';
import type { Programme } from './programmed.ts';
import { belongsTo, type Moment } from './travel.ts';

/** Something that lasted, epoch milliseconds; `to` null: it lasts. */
export interface Spell {
  readonly id: string;
  readonly from: number;
  readonly to: number | null;
  readonly label: string;
}

/** Something that happened at a time. */
export interface Instant {
  readonly id: string;
  readonly at: number;
  readonly label: string;
}

const keyOf = ({ boot, seq, entry }: { readonly boot: number; readonly seq: number; readonly entry?: number | null | undefined }): string =>
  `${boot}:${seq}+${entry ?? 0}`;

/** Whether a person recorded it, who may take it back. */
export const isRecord = ({ entry }: Pick<ArchivedEvent, 'entry'>): boolean => (entry ?? 0) > 0;

/** The places of records that were taken back; a void that was itself voided takes nothing back. */
export const voidedPlaces = (events: readonly ArchivedEvent[]): ReadonlySet<string> => {
  const voided = new Set<string>();
  for (const event of events.toReversed()) {
    if (event.type !== 'record.voided.v1' || voided.has(keyOf(event))) continue;
    voided.add(keyOf(event.data['entryOf'] as EventOrder));
  }
  return voided;
};

/** Whether an event is among the voided. */
export const isVoided = (event: ArchivedEvent, voided: ReadonlySet<string>): boolean => isRecord(event) && voided.has(keyOf(event));

/** The events that count at a moment: known by then, happened by then, not voided; in the order given. */
export const standing = (events: readonly ArchivedEvent[], moment: Moment): ArchivedEvent[] => {
  const known = events.filter(({ time, receivedAt }) => belongsTo(moment, Date.parse(time), Date.parse(receivedAt)));
  const voided = voidedPlaces(known);
  return known.filter(event => !isVoided(event, voided));
};

const timeOf = ({ time }: ArchivedEvent): number => Date.parse(time);

/** What lasts by annotation: MRI windows, procedures, journeys. */
export const annotationSpells = (events: readonly ArchivedEvent[], kinds: readonly string[]): Spell[] =>
  events
    .filter(({ type, data }) => type === 'annotation.recorded.v1' && kinds.includes(data['kind'] as string))
    .map(({ id, data }) => ({
      id,
      from: Date.parse(data['startsAt'] as string),
      to: Date.parse(data['endsAt'] as string),
      label: `${data['kind'] === 'mri' ? 'MRI' : (data['kind'] as string)}${typeof data['text'] === 'string' ? `: ${data['text']}` : ''}`,
    }));

/** The device's own alarms from raised to cleared. */
export const alarmSpells = (events: readonly ArchivedEvent[]): Spell[] => {
  const open = new Map<string, Spell>();
  const spells: Spell[] = [];
  for (const event of events) {
    const alarm = event.data['alarm'] as string;
    const begun = open.get(alarm);
    if (event.type === 'alarm.raised.v1' && begun === undefined) {
      open.set(alarm, { id: event.id, from: timeOf(event), to: null, label: alarm.replaceAll('-', ' ') });
    } else if (event.type === 'alarm.cleared.v1' && begun !== undefined) {
      spells.push({ ...begun, to: timeOf(event) });
      open.delete(alarm);
    }
  }
  return [...spells, ...open.values()].sort((a, b) => a.from - b.from);
};

/** The events of some types, with a label each. */
export const instants = (events: readonly ArchivedEvent[], types: readonly string[], label: (event: ArchivedEvent) => string): Instant[] =>
  events.filter(({ type }) => types.includes(type)).map(event => ({ id: event.id, at: timeOf(event), label: label(event) }));

/** The programmes in order of time. */
export const programmesOf = (events: readonly ArchivedEvent[]): Programme[] =>
  events
    .filter(({ type }) => type === 'therapy.programmed.v1')
    .map(event => ({ since: timeOf(event), segments: event.data['segments'] as TherapySegment[] }))
    .sort((a, b) => a.since - b.since);
