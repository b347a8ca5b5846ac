import type { ArchivedEvent } from '@cisterna/contract';
import { millilitres, pascals } from '../format/units.ts';
import { localTime } from '../format/times.ts';
import { dailyNl } from './programmed.ts';

type Data = Readonly<Record<string, unknown>>;

const words = (value: unknown): string => (typeof value === 'string' ? value.replaceAll('-', ' ') : '');
const volume = (value: unknown, digits = 2): string => millilitres(typeof value === 'number' ? value : null, digits);
const text = (value: unknown): string => (typeof value === 'string' && value !== '' ? `: ${value}` : '');
const micro = (value: unknown): string => (typeof value === 'number' ? `${(value / 1000).toFixed(1)} µL` : '–');

const pressure = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  const { meanPa, pulsationPa } = value as { meanPa: number; pulsationPa: number };
  return `, pressure ${pascals(meanPa)}, pulsation ${pascals(pulsationPa)}`;
};

const entryName = (value: unknown): string => {
  const { boot, seq, entry } = (value ?? {}) as { boot?: number; seq?: number; entry?: number };
  return `${boot ?? '?'}:${seq ?? '?'}+${entry ?? 0}`;
};

/** How each type of event is called, and what it says in short. */
const kinds: Readonly<Record<string, readonly [name: string, say: (data: Data) => string]>> = {
  'pump.registered.v1': ['Registered', data => [data['model'], data['serial'], data['clinicId']].filter(part => typeof part === 'string').join(', ')],
  'pump.booted.v1': ['Restarted', data => words(data['reason'])],
  'therapy.programmed.v1': ['Programmed', data => `${words(data['mode'])}, ${volume(dailyNl((data['segments'] ?? []) as Parameters<typeof dailyNl>[0]), 3)} a day`],
  'delivery.reported.v1': ['Report', data => `delivered ${micro(data['deliveredNl'])} of ${micro(data['programmedNl'])}${pressure(data['catheterPressure'])}`],
  'bolus.delivered.v1': ['Bolus given', data => `${micro(data['volumeNl'])}, ${words(data['kind'])}`],
  'bolus.denied.v1': ['Bolus denied', data => words(data['reason'])],
  'reservoir.refilled.v1': ['Refill', data => `drew out ${volume(data['aspiratedNl'])}, put in ${volume(data['filledNl'])}`],
  'alarm.raised.v1': ['Device alarm', data => words(data['alarm'])],
  'alarm.cleared.v1': ['Device alarm over', data => words(data['alarm'])],
  'symptom.reported.v1': ['Symptom', data => `${words(data['kind'])}, severity ${String(data['severity'])} of 10`],
  'annotation.recorded.v1': [
    'Note',
    data => `${data['kind'] === 'mri' ? 'MRI' : words(data['kind'])} ${localTime(data['startsAt'] as string)} to ${localTime(data['endsAt'] as string)}${text(data['text'])}`,
  ],
  'catheter.examined.v1': ['Catheter examined', data => `${words(data['method'])}: ${words(data['finding'])}`],
  'catheter.revised.v1': ['New catheter', data => (typeof data['text'] === 'string' ? data['text'] : '')],
  'record.voided.v1': ['Record taken back', data => `${entryName(data['entryOf'])}${text(data['reason'])}`],
  'pump.explanted.v1': ['Explanted', data => (typeof data['reason'] === 'string' ? data['reason'] : '')],
};

/** How a type of event is called. */
export const kindWord = (type: string): string => kinds[type]?.[0] ?? type;

/** What an event says, in a few words. */
export const eventWords = ({ type, data }: Pick<ArchivedEvent, 'type' | 'data'>): string => kinds[type]?.[1](data) ?? '';

/** What the event list may be narrowed to; the hourly reports are left out unless asked for. */
export const eventGroups: Readonly<Record<string, { readonly word: string; readonly types: readonly string[] }>> = {
  notable: { word: 'All but reports', types: Object.keys(kinds).filter(type => type !== 'delivery.reported.v1') },
  records: {
    word: "People's records",
    types: ['reservoir.refilled.v1', 'symptom.reported.v1', 'annotation.recorded.v1', 'catheter.examined.v1', 'catheter.revised.v1', 'record.voided.v1'],
  },
  boluses: { word: 'Boluses', types: ['bolus.delivered.v1', 'bolus.denied.v1'] },
  alarms: { word: 'Device alarms and restarts', types: ['alarm.raised.v1', 'alarm.cleared.v1', 'pump.booted.v1'] },
  therapy: { word: 'Programmes', types: ['therapy.programmed.v1'] },
  reports: { word: 'Reports', types: ['delivery.reported.v1'] },
};

/** The rare types that the charts mark over the whole history. */
export const markTypes: readonly string[] = Object.keys(kinds).filter(
  type => !['delivery.reported.v1', 'bolus.delivered.v1', 'bolus.denied.v1', 'pump.registered.v1', 'pump.booted.v1'].includes(type),
);
