import { DatabaseUnavailable, DatabaseUnfit } from '../read-model.error.ts';
import { keptLog } from './database.fixture.ts';
import { databaseUnavailable, databaseUnfitReason, rejection } from './outcomes.fixture.ts';
import { allPages } from './pages.fixture.ts';
import { archived, hour, newYear } from './rows.fixture.ts';

describe('the expected rejection', () => {
  it('is given, and its absence is a fault', async () => {
    expect(await rejection(Promise.reject(new RangeError('r')))).toBeInstanceOf(RangeError);
    await expect(rejection(Promise.resolve(5))).rejects.toThrow('got 5');
  });

  it('of another kind is thrown on', async () => {
    const cause = new Error('away');
    expect((await databaseUnavailable(Promise.reject(new DatabaseUnavailable(cause)))).cause).toBe(cause);
    expect(await databaseUnfitReason(Promise.reject(new DatabaseUnfit('not-utf8', 'd')))).toBe('not-utf8');
    await expect(databaseUnavailable(Promise.reject(new TypeError('t')))).rejects.toThrow(TypeError);
    await expect(databaseUnfitReason(Promise.reject(new TypeError('t')))).rejects.toThrow(TypeError);
  });
});

describe('all pages', () => {
  const pages: Record<string, { items: number[]; nextCursor: string | null }> = {
    first: { items: [1, 2], nextCursor: 'second' },
    second: { items: [3], nextCursor: null },
  };
  const read = (cursor: string | null) => Promise.resolve(pages[cursor ?? 'first'] ?? { items: [], nextCursor: null });

  it('are joined in their order', async () => {
    expect(await allPages(read)).toEqual([1, 2, 3]);
  });

  it('must not be longer than asked for', async () => {
    await expect(allPages(read, 1)).rejects.toThrow('2 items, more than 1');
  });
});

it('keeps what is logged', () => {
  const log = keptLog();
  log.warn({ n: 1 }, 'a.b');
  log.info({}, 'c.d');
  expect(log.lines).toEqual([
    { level: 'warn', event: 'a.b', fields: { n: 1 } },
    { level: 'info', event: 'c.d', fields: {} },
  ]);
});

it('makes hourly events by their seq unless told otherwise', () => {
  expect(archived({ seq: 3 })).toMatchObject({
    pumpId: 'P-1',
    seq: 3,
    at: newYear + 3 * hour,
    receivedAt: newYear + 3 * hour + 1000,
  });
  expect(archived({ at: 5, receivedAt: 6, text: 't' })).toMatchObject({ seq: 1, at: 5, receivedAt: 6, text: 't' });
});
