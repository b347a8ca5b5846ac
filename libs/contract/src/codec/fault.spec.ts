import fc from 'fast-check';
import Type from 'typebox';
import { anyData } from '../../testing/event.arbitrary.ts';
import { eventKinds } from '../events/event-kind.ts';
import { type EventType, eventDataSchemas } from '../events/pump-event.ts';
import { field, nullable, optional } from '../fields.ts';
import { faultsOf } from './fault.ts';

const types = Object.keys(eventDataSchemas) as EventType[];

/** A sound value with one member, at any depth, replaced or taken away. */
const damaged = (value: unknown, path: readonly number[], replacement: unknown): unknown => {
  const [first = 0, ...rest] = path;
  if (typeof value !== 'object' || value === null) return replacement;
  const members = Object.entries<unknown>(value as Record<string, unknown>);
  const chosen = members[first % Math.max(1, members.length)];
  if (chosen === undefined) return replacement;
  const [name, member] = chosen;
  const inner = rest.length === 0 ? replacement : damaged(member, rest, replacement);
  const changed = Object.fromEntries(members.map(entry => (entry[0] === name ? [name, inner] : entry)));
  return Array.isArray(value) ? Object.values(changed) : (JSON.parse(JSON.stringify(changed)) as unknown);
};

describe('faultsOf', () => {
  it.each(types)('finds faults in %s exactly where the compiled check fails', type => {
    const kind = eventKinds.get(type);
    const replacement = fc.oneof(fc.jsonValue(), fc.constantFrom(undefined, null, -1, 0.5, '', '2026-02-30T00:00:00Z'));
    const path = fc.array(fc.nat(20), { maxLength: 3 });
    fc.assert(
      fc.property(anyData(type), path, replacement, (data, at, wrong) => {
        for (const candidate of [data, damaged(data, at, wrong)]) {
          expect(faultsOf(eventDataSchemas[type], candidate).length === 0).toBe(kind?.check(candidate));
        }
      }),
      { numRuns: 200 },
    );
  });

  const schema = Type.Object({
    kind: Type.Enum(['a', 'b']),
    version: Type.Literal('1.0'),
    when: optional(field.time),
    name: field.name,
    level: nullable(field.volumeNl),
    rows: Type.Array(Type.Object({ on: field.flag, weight: Type.Number({ minimum: 0 }) })),
  });
  const sound = { kind: 'a', version: '1.0', name: 'P-7', level: null, rows: [] };

  it.each([
    [{ kind: 'c' }, '/kind', 'must be one of a, b'],
    [{ version: 1 }, '/version', 'must be "1.0"'],
    [{ when: 'noon' }, '/when', 'must be a time like 2026-01-31T08:00:00Z, UTC with Z and at most milliseconds'],
    [{ name: '' }, '/name', 'must be a text that matches ^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'],
    [{ level: '1' }, '/level', 'must be a whole number from 0 to 9007199254740991'],
    [{ rows: {} }, '/rows', 'must be a list'],
    [{ rows: [7] }, '/rows/0', 'must be an object'],
    [{ rows: [{ on: 'yes', weight: 1 }] }, '/rows/0/on', 'must be true or false'],
    [{ rows: [{ on: true, weight: -1 }] }, '/rows/0/weight', 'must be a number of at least 0'],
    [{ rows: [{ on: true }] }, '/rows/0/weight', 'is missing'],
  ])('says of %j where and what', (changes, pointer, detail) => {
    expect(faultsOf(schema, { ...sound, ...changes })).toEqual([{ pointer, detail }]);
  });

  it('takes an optional field that is null or left out', () => {
    expect([faultsOf(schema, sound), faultsOf(schema, { ...sound, when: null })]).toEqual([[], []]);
  });

  it('names all faults in the order of the schema, below the pointer it is given', () => {
    const faults = faultsOf(schema, { rows: [{}], kind: 1 }, '/data');
    expect(faults.map(({ pointer }) => pointer)).toEqual([
      '/data/kind',
      '/data/version',
      '/data/name',
      '/data/level',
      '/data/rows/0/on',
      '/data/rows/0/weight',
    ]);
  });

  it('puts a value of the wrong kind down to its own place', () => {
    expect(faultsOf(schema, [], '/data')).toEqual([{ pointer: '/data', detail: 'must be an object' }]);
  });
});
