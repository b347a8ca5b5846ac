import Type, { type Static } from 'typebox';
import Compile from 'typebox/compile';
import { field, optional } from '../fields.ts';
import { isName, maxOrdinal } from '../identity.ts';

const json = 'application/json';
const endsMediaType = (code: number): boolean => Number.isNaN(code) || code === 59 || code === 32 || code === 9;

/** Whether a media type is `application/json`, with or without parameters. */
export const isJsonMediaType = (text: string): boolean =>
  text === json || (text.slice(0, json.length).toLowerCase() === json && endsMediaType(text.charCodeAt(json.length)));

const name = Type.Refine(
  Type.String(),
  isName,
  () => 'must be a pump id: 1 to 64 of A-Z a-z 0-9 . _ -, the first alphanumeric',
);

const ordinal = Type.Integer({ minimum: 0, maximum: maxOrdinal });

/** The attributes of a telemetry event that decide whether it is one; `data` is looked at later, id and source must only be texts here. */
export const envelopeSchema = Type.Refine(
  Type.Object({
    specversion: Type.Literal('1.0'),
    id: field.text,
    source: field.text,
    type: Type.Refine(
      field.text,
      type => type !== '',
      () => 'must not be empty',
    ),
    subject: name,
    time: field.time,
    boot: field.boot,
    seq: field.seqOrNone,
    entry: optional(ordinal),
    datacontenttype: optional(Type.Refine(field.text, isJsonMediaType, () => 'must be application/json')),
  }),
  ({ boot, seq, entry }) => seq > 0 || (boot === 1 && (entry ?? 0) > 0),
  () => "must have a seq of at least 1 (0 only on a person's record at boot 1)",
);

/** The checked attributes, with `data` and whatever else is there unchecked. */
export type Envelope = Static<typeof envelopeSchema> & { readonly data?: unknown };

const validator = Compile(envelopeSchema);

/** Whether a JSON value has all attributes of a telemetry event, each well formed. */
export const isEnvelope = (value: unknown): value is Envelope => validator.Check(value);
