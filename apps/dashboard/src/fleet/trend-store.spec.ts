import { inDays, now } from './pump-summary.fixture.ts';
import { TrendStore, type ReadTrend } from './trend-store.ts';

const buckets = [-10, 0].map(days => ({ at: inDays(days), min: 1, mean: 1, max: 1, n: 1 }));
const wish = (pumpId: string, endMs = now) => ({ pumpId, endMs, capacityNl: 2 });
const ignore = (): void => undefined;
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

const slowReader = () => {
  const open = new Map<string, (answer: typeof buckets) => void>();
  const asked: string[] = [];
  const read: ReadTrend = pumpId => {
    asked.push(pumpId);
    return new Promise(resolve => open.set(pumpId, resolve));
  };
  const answer = async (pumpId: string): Promise<void> => {
    open.get(pumpId)?.(buckets);
    await settled();
  };
  return { asked, read, answer };
};

describe('the store of small lines', () => {
  it('asks for four at a time and tells each row of its own', async () => {
    const { asked, read, answer } = slowReader();
    const store = new TrendStore(read);
    const told: string[] = [];
    for (const id of ['a', 'b', 'c', 'd', 'e']) store.want(wish(id), () => told.push(id));
    expect(asked).toEqual(['a', 'b', 'c', 'd']);
    await answer('c');
    expect(asked).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(told).toEqual(['c']);
    expect(store.line('c')?.path).toMatch(/^M/);
    expect(store.line('a')).toBeNull();
  });

  it('never asks for what has left the view meanwhile', async () => {
    const { asked, read, answer } = slowReader();
    const store = new TrendStore(read);
    for (const id of ['a', 'b', 'c', 'd']) store.want(wish(id), ignore);
    store.want(wish('gone'), ignore)();
    await answer('a');
    expect(asked).not.toContain('gone');
  });

  it('asks again once the history has grown, but not at once', async () => {
    let clock = 0;
    const { asked, read, answer } = slowReader();
    const store = new TrendStore(read, () => clock);
    store.want(wish('a'), ignore)();
    await answer('a');
    store.want(wish('a', now + 7 * 3_600_000), ignore)();
    expect(asked).toEqual(['a']);
    clock = 61_000;
    store.want(wish('a', now + 3_600_000), ignore)();
    expect(asked).toEqual(['a']);
    store.want(wish('a', now + 7 * 3_600_000), ignore)();
    expect(asked).toEqual(['a', 'a']);
  });

  it('keeps going after a refusal and asks again later', async () => {
    let clock = 0;
    let asked = 0;
    const store = new TrendStore(() => ((asked += 1), Promise.reject(new Error('503'))), () => clock);
    store.want(wish('a'), ignore)();
    await settled();
    store.want(wish('a'), ignore)();
    expect(asked).toBe(1);
    clock = 61_000;
    store.want(wish('a'), ignore)();
    expect(asked).toBe(2);
    expect(store.line('a')).toBeNull();
  });
});
