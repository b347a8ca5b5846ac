import type { RecordCall } from '@cisterna/contract';

/** A field of a record as people fill it in. */
export interface RecordField {
  readonly name: string;
  readonly label: string;
  readonly kind: 'millilitres' | 'choice' | 'time' | 'date' | 'text' | 'whole';
  readonly required: boolean;
  /** The values of a choice. */
  readonly options?: readonly string[];
  readonly hint?: string;
  /** The greatest whole number. */
  readonly max?: number;
}

/** What can be recorded: the call, how it is titled, its fields, and what of the body is fixed. */
export interface RecordSpec {
  readonly call: RecordCall;
  readonly title: string;
  readonly fields: readonly RecordField[];
  readonly fixed: Readonly<Record<string, unknown>>;
}

const time: RecordField = { name: 'time', label: 'When', kind: 'time', required: false, hint: 'Empty: now' };
const by: RecordField = { name: 'by', label: 'Recorded by', kind: 'text', required: false };
const text: RecordField = { name: 'text', label: 'Note', kind: 'text', required: false };
const stretch: readonly RecordField[] = [
  { name: 'startsAt', label: 'From', kind: 'time', required: true },
  { name: 'endsAt', label: 'To', kind: 'time', required: true },
];
const choice = (name: string, label: string, options: readonly string[]): RecordField => ({ name, label, kind: 'choice', required: true, options });
const volume = (name: string, label: string): RecordField => ({ name, label, kind: 'millilitres', required: true });

export const refillSpec: RecordSpec = {
  call: 'refills',
  title: 'Record a refill',
  fixed: {},
  fields: [
    volume('aspiratedNl', 'Drawn out (mL)'),
    volume('filledNl', 'Put in (mL)'),
    { name: 'drugExpiresAt', label: 'Drug expires on', kind: 'date', required: false },
    time,
    by,
  ],
};

/** The records that are saved at once. */
export const plainSpecs: readonly RecordSpec[] = [
  {
    call: 'examinations',
    title: 'Catheter examination',
    fixed: {},
    fields: [
      choice('method', 'Method', ['side-port-aspiration', 'dye-study', 'x-ray', 'ct', 'other']),
      choice('finding', 'Finding', ['patent', 'occluded', 'leaking', 'disconnected', 'migrated', 'inconclusive']),
      time,
      by,
    ],
  },
  {
    call: 'symptoms',
    title: 'Symptom',
    fixed: {},
    fields: [
      choice('kind', 'Kind', ['withdrawal', 'underdose', 'overdose', 'none']),
      { name: 'severity', label: 'Severity, 0 to 10', kind: 'whole', required: true, max: 10 },
      time,
      by,
    ],
  },
  { call: 'annotations', title: 'Note', fixed: {}, fields: [choice('kind', 'Kind', ['note', 'procedure', 'travel']), ...stretch, text] },
  { call: 'annotations', title: 'MRI window', fixed: { kind: 'mri' }, fields: [...stretch, text] },
  { call: 'catheter-revisions', title: 'New catheter', fixed: {}, fields: [{ ...text, hint: 'What was done. Baselines start afresh.' }, time] },
];

/** Taking back the record at a place. */
export const voidSpec = (entryOf: { readonly boot: number; readonly seq: number; readonly entry: number }): RecordSpec => ({
  call: 'voids',
  title: 'Take a record back',
  fixed: { entryOf },
  fields: [{ name: 'reason', label: 'Why', kind: 'text', required: true }, by],
});
