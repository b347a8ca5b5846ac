import fc from 'fast-check';
import { readModelDataSource } from './data-source.ts';
import { TestDatabase } from '../testing/database.fixture.ts';
import { binaryArray, type Element, type ElementType } from './binary-array.ts';

let database: TestDatabase;
let source: ReturnType<typeof readModelDataSource>;
beforeAll(async () => {
  database = await TestDatabase.start();
  source = readModelDataSource({ url: database.url, poolSize: 2, onPoolError: () => undefined });
  await source.initialize();
});
afterAll(async () => {
  await source.destroy();
  await database.stop();
});

const roundTrip = async (type: ElementType, values: readonly Element[]): Promise<unknown[]> => {
  const rows = await source.query<{ value: unknown }[]>(
    `select value from unnest($1::${type}[]) with ordinality as t (value, place) order by place`,
    [binaryArray(type, values)],
  );
  return rows.map(row => row.value);
};

const arbitraries: [ElementType, fc.Arbitrary<Element>][] = [
  ['text', fc.string({ unit: 'binary' }).map(text => text.replaceAll('\0', ''))],
  ['int4', fc.integer()],
  ['int8', fc.maxSafeInteger()],
  ['bool', fc.boolean()],
  ['bytea', fc.uint8Array().map(bytes => Buffer.from(bytes))],
];

describe('an array sent to PostgreSQL', () => {
  it.each(arbitraries)('of %s arrives as it was, nulls included', async (type, element) => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(element, { freq: 5 })), async values => {
        expect(await roundTrip(type, values)).toEqual(values);
      }),
      { numRuns: 40 },
    );
  });

  it('holds offsets beyond 53 bits', async () => {
    const [row] = await source.query<{ value: string }[]>('select ($1::int8[])[1]::text as value', [
      binaryArray('int8', [9_223_372_036_854_775_807n]),
    ]);
    expect(row?.value).toBe('9223372036854775807');
  });

  it('turns halves of surrogate pairs into U+FFFD, which PostgreSQL can hold', async () => {
    expect(await roundTrip('text', ['a\ud800b'])).toEqual(['a\ufffdb']);
  });
});
