import { CallRefused } from '../data/call.ts';
import type { RecordField, RecordSpec } from './record-spec.ts';
import { fromInputTime } from './travel.ts';

/** What stands in the fields, by their names. */
export type FieldValues = Readonly<Record<string, string>>;

/** Faults by the field that they are about; what is about none stands under the empty name. */
export type FieldFaults = Readonly<Record<string, string>>;

/** A field read: its value for the body, or what is wrong with it; neither where it is left empty. */
interface FieldRead {
  readonly value?: unknown;
  readonly fault?: string;
}

const nlPerMl = 1_000_000;

const volumeOf = (text: string): FieldRead => {
  const ml = Number(text.replace(',', '.'));
  return Number.isFinite(ml) && ml >= 0 ? { value: Math.round(ml * nlPerMl) } : { fault: 'must be a volume in mL, such as 3.5' };
};

const wholeOf = (text: string, max = Infinity): FieldRead => {
  const number = Number(text);
  return Number.isInteger(number) && number >= 0 && number <= max ? { value: number } : { fault: `must be a whole number from 0 to ${max}` };
};

const timeOf = (text: string): FieldRead => {
  const ms = fromInputTime(text);
  return ms === null ? { fault: 'must be a time' } : { value: new Date(ms).toISOString() };
};

const readers: Readonly<Record<RecordField['kind'], (text: string, max?: number) => FieldRead>> = {
  millilitres: volumeOf,
  whole: wholeOf,
  time: timeOf,
  date: timeOf,
  choice: text => ({ value: text }),
  text: text => ({ value: text }),
};

const readField = ({ kind, required, max }: RecordField, typed = ''): FieldRead => {
  const text = typed.trim();
  if (text === '') return required ? { fault: 'is needed' } : {};
  return readers[kind](text, max);
};

/** The body of the call, or every fault of what was filled in. */
export const bodyOf = (spec: RecordSpec, values: FieldValues): { readonly body: Readonly<Record<string, unknown>>; readonly faults: FieldFaults } => {
  const body: Record<string, unknown> = { ...spec.fixed };
  const faults: Record<string, string> = {};
  for (const field of spec.fields) {
    const { value, fault } = readField(field, values[field.name]);
    if (value !== undefined) body[field.name] = value;
    if (fault !== undefined) faults[field.name] = fault;
  }
  const { startsAt, endsAt } = body;
  if (typeof startsAt === 'string' && typeof endsAt === 'string' && endsAt < startsAt) faults['endsAt'] = 'must not be before the beginning';
  return { body, faults };
};

/** The faults that the API found, at the fields that they are about. */
export const faultsOf = (spec: RecordSpec, error: unknown): FieldFaults => {
  if (!(error instanceof CallRefused)) return { '': 'The service did not answer. Nothing is known to have been recorded; trying again records it once.' };
  if (error.code === 'refill-already-recorded') return { '': 'A refill within 12 hours of this one is recorded already. Is this another one?' };
  const faults: Record<string, string> = {};
  for (const { pointer, detail } of error.faults) {
    const name = pointer.split('/')[1] ?? '';
    const place = spec.fields.some(field => field.name === name) ? name : '';
    faults[place] = [faults[place], place === '' ? `${pointer.slice(1)} ${detail}`.trim() : detail].filter(part => part !== undefined).join('; ');
  }
  return error.faults.length === 0 ? { '': error.message } : faults;
};
