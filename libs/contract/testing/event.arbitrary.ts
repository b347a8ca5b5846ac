import fc, { type Arbitrary } from 'fast-check';
import type { TSchema } from 'typebox';
import { type EventType, eventDataSchemas, formatTime, maxOrdinal, parseTime, type PumpFact } from '../src/index.ts';

/** The keywords of the contract's schemas that a generator must know. */
interface Keywords {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, TSchema>>;
  readonly required?: readonly string[] | undefined;
  readonly items?: TSchema;
  readonly anyOf?: readonly TSchema[];
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly format?: string;
}

const from = parseTime('2000-01-01T00:00:00Z') ?? NaN;
const until = parseTime('2999-12-31T00:00:00Z') ?? NaN;

/** Any moment that an event may carry, in epoch milliseconds. */
export const anyMoment = fc.integer({ min: from, max: until });

/** Any pump or clinic name. */
export const anyName = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);

const anyText = fc.string({ unit: 'binary', maxLength: 20 }).filter(text => !text.includes('\0'));

const anyOrdinal = fc.oneof(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: maxOrdinal }));

const textOf = ({ format, pattern }: Keywords): Arbitrary<string> => {
  if (format === 'date-time') return anyMoment.map(formatTime);
  return pattern === undefined ? anyText : fc.stringMatching(new RegExp(pattern));
};

const objectOf = ({ properties = {}, required = [] }: Keywords): Arbitrary<unknown> =>
  fc.record(Object.fromEntries(Object.entries(properties).map(([name, member]) => [name, valueOf(member)])), {
    requiredKeys: [...required],
    noNullPrototype: true,
  });

const byType: Readonly<Record<string, (schema: Keywords) => Arbitrary<unknown>>> = {
  object: objectOf,
  array: ({ items }) => fc.array(items === undefined ? fc.jsonValue() : valueOf(items), { maxLength: 4 }),
  string: textOf,
  integer: ({ minimum, maximum }) => fc.maxSafeInteger().map(value => clamp(value, minimum, maximum)),
  number: ({ minimum = 0 }) => fc.double({ min: minimum, noNaN: true, noDefaultInfinity: true }),
  boolean: () => fc.boolean(),
  null: () => fc.constant(null),
};

const clamp = (value: number, minimum = -Infinity, maximum = Infinity): number => {
  if (value >= minimum && value <= maximum) return value;
  return minimum + (Math.abs(value) % (Math.min(maximum, Number.MAX_SAFE_INTEGER) - minimum + 1));
};

const valueOf = (schema: Keywords): Arbitrary<unknown> => {
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map(valueOf));
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  return byType[schema.type ?? '']?.(schema) ?? fc.jsonValue();
};

const segmentsOf = (starts: readonly number[]) =>
  starts.map((startMinute, index) => ({ startMinute: index === 0 ? 0 : startMinute, rateNlPerHour: startMinute * 7 }));

/** A schedule keeps rules across its members, which a generator from single members would miss. */
const anyTherapy = fc
  .record({
    base: valueOf(eventDataSchemas['therapy.programmed.v1']),
    starts: fc.uniqueArray(fc.integer({ min: 1, max: 1439 }), { minLength: 1, maxLength: 6 }),
    mode: fc.constantFrom('continuous', 'flex', 'minimum-rate', 'stopped'),
  })
  .map(({ base, starts, mode }) => {
    const segments = mode === 'stopped' ? [] : segmentsOf(starts.toSorted((a, b) => a - b));
    return { ...(base as object), mode, segments };
  });

/** Any sound `data` of an event type. */
export const anyData = (type: EventType): Arbitrary<unknown> =>
  type === 'therapy.programmed.v1' ? anyTherapy : valueOf(eventDataSchemas[type]);

/** Any sound event of a type, the pump's own or, always for a void, a person's record. */
export const anyFact = (type: EventType): Arbitrary<PumpFact> =>
  fc
    .record({
      pumpId: anyName,
      boot: anyOrdinal,
      seq: anyOrdinal,
      entry: fc.oneof(fc.constant(0), anyOrdinal),
      at: anyMoment,
      clinic: anyName,
      data: anyData(type),
    })
    .map(({ clinic, entry: drawn, ...event }) => {
      const entry = type === 'record.voided.v1' ? Math.max(1, drawn) : drawn;
      return { ...event, type, entry, clinicId: entry === 0 ? null : clinic } as PumpFact;
    });
