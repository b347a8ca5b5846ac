import type { ReadModel } from '../read-model.ts';
import { unpublishedDeadLetters } from '../relay/unpublished.ts';
import { TestDatabase } from '../testing/database.fixture.ts';
import { allPages } from '../testing/pages.fixture.ts';
import { deadLetter, newYear, telemetry, TestPartition } from '../testing/rows.fixture.ts';
import { findDeadLetter, listDeadLetters, markRedriven } from './dead-letters.ts';

let database: TestDatabase;
let model: ReadModel;
let owner: TestPartition;
beforeAll(async () => {
  database = await TestDatabase.start();
  model = await database.open();
  owner = await TestPartition.open(model);
});
afterAll(async () => {
  await database.stop();
});

describe('dead letters', () => {
  const id = (offset: number): string => `${telemetry}:0:${offset}`;

  it('are kept byte by byte, with headers of any kind and no key or value at all', async () => {
    const key = Buffer.from([0, 255, 128]);
    const headers = {
      plain: Buffer.from('text'),
      'odd\0name': Buffer.from([0xc3, 0x28]),
      nul: Buffer.from('\0'),
      gone: undefined,
    };
    await owner.write({
      deadLetters: [
        deadLetter({ id: id(1), key, value: null, headers, detail: 'a\0b', pumpId: 'P-1' }),
        deadLetter({ id: id(2), key: null, value: Buffer.alloc(0) }),
      ],
    });
    expect(await findDeadLetter(model, id(1))).toMatchObject({
      partition: 0,
      at: newYear,
      code: 'not-json',
      detail: 'a\ufffdb',
      origin: `${telemetry}/0/7`,
      pumpId: 'P-1',
      key,
      value: null,
      headers: { plain: Buffer.from('text'), 'odd\ufffdname': Buffer.from([0xc3, 0x28]), nul: Buffer.from('\0') },
      redrivenAt: null,
    });
    expect(await findDeadLetter(model, id(2))).toMatchObject({ key: null, value: Buffer.alloc(0), headers: {} });
    expect(await findDeadLetter(model, id(99))).toBeNull();
  });

  it('stay as they are when they come again', async () => {
    await owner.write({ deadLetters: [deadLetter({ id: id(1), code: 'too-large' })] });
    expect(await findDeadLetter(model, id(1))).toMatchObject({ code: 'not-json' });
  });

  it('are listed newest first, page by page, all or those of some codes', async () => {
    await owner.write({
      deadLetters: [
        deadLetter({ id: id(3), at: newYear + 2, code: 'too-large' }),
        deadLetter({ id: id(4), at: newYear + 1, code: 'invalid-data' }),
      ],
    });
    const list = async (codes?: ('too-large' | 'invalid-data' | 'not-json')[]) =>
      (await allPages(cursor => listDeadLetters(model, { codes, limit: 1, cursor })))
        .map(letter => letter.id.at(-1))
        .join('');
    expect(await list()).toBe('3421');
    expect(await list(['too-large', 'invalid-data'])).toBe('34');
  });

  it('stay listed with the time when they were driven again', async () => {
    await markRedriven(model, id(3), newYear + 5);
    expect(await findDeadLetter(model, id(3))).toMatchObject({ redrivenAt: newYear + 5 });
  });

  it('come few at a time where they are large, and none is left out', async () => {
    const large = await TestPartition.open(model, 9);
    const value = Buffer.alloc(3 * 1024 * 1024, 'x');
    await large.write({
      deadLetters: [5, 6, 7].map(n => deadLetter({ id: `large:9:${n}`, at: newYear + n, code: 'too-large', value })),
    });
    await large.write({
      deadLetters: [deadLetter({ id: 'large:9:8', at: newYear + 8, value: Buffer.alloc(9 * 1024 * 1024) })],
    });
    const listed = await allPages(cursor => listDeadLetters(model, { limit: 100, cursor }));
    expect(
      listed
        .slice(0, 4)
        .map(letter => letter.id.at(-1))
        .join(''),
    ).toBe('8765');
    const first = await listDeadLetters(model, { limit: 100, cursor: null });
    expect(first.items.map(letter => letter.id)).toEqual(['large:9:8']);
    expect((await unpublishedDeadLetters(model, 9, 100)).map(letter => letter.id)).toEqual(['large:9:5', 'large:9:6']);
  });
});
