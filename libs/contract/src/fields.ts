import Type, { type TSchema } from 'typebox';
import Format from 'typebox/format';
import { maxOrdinal, namePattern } from './identity.ts';
import type { Nanolitres, NanolitresPerHour, Pascals, Seconds } from './quantities.ts';
import { parseTime } from './time.ts';

// A schema's compiled check takes the format that is registered when it is made; all schemas import this file first.
Format.Set('date-time', text => parseTime(text) !== null);

const largest = Number.MAX_SAFE_INTEGER;
const whole = (description: string) => Type.Integer({ minimum: 0, maximum: largest, description });

/** Parts that the schemas of events and answers are made of; each carries its unit and range into type and JSON Schema. */
export const field = {
  volumeNl: Type.Unsafe<Nanolitres>(whole('Whole nanolitres.')),
  signedVolumeNl: Type.Unsafe<Nanolitres>(
    Type.Integer({ minimum: -largest, maximum: largest, description: 'Whole nanolitres, either sign.' }),
  ),
  rateNlPerHour: Type.Unsafe<NanolitresPerHour>(whole('Whole nanolitres per hour.')),
  pressurePa: Type.Unsafe<Pascals>(
    Type.Integer({
      minimum: -largest,
      maximum: largest,
      description: 'Whole pascals relative to the surrounding air.',
    }),
  ),
  pulsationPa: Type.Unsafe<Pascals>(whole('Whole pascals, root mean square.')),
  seconds: Type.Unsafe<Seconds>(whole('Whole seconds.')),
  count: whole('A count.'),
  boot: Type.Integer({ minimum: 1, maximum: maxOrdinal, description: 'Raised by one each time the pump restarts.' }),
  seq: Type.Integer({ minimum: 1, maximum: maxOrdinal, description: 'Raised by one for each event within a boot.' }),
  seqOrNone: Type.Integer({ minimum: 0, maximum: maxOrdinal, description: 'A seq, 0 before the first.' }),
  entry: Type.Integer({
    minimum: 1,
    maximum: maxOrdinal,
    description: 'Counts what people recorded after one pump event.',
  }),
  name: Type.String({ pattern: namePattern }),
  text: Type.String(),
  time: Type.String({ format: 'date-time', description: 'RFC 3339, UTC with Z, at most milliseconds.' }),
  flag: Type.Boolean(),
} as const;

/** A field that is always there and may be null. */
export const nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);

/** A field that may be left out or null. */
export const optional = <Schema extends TSchema>(schema: Schema) => Type.Optional(nullable(schema));
