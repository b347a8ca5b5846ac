import { PumpCache } from './pump-cache.ts';
import { newEntry } from './pump-entry.ts';

const filled = (limit: number, ...ids: readonly string[]): PumpCache => {
  const cache = new PumpCache(limit);
  for (const id of ids) cache.set(id, newEntry(id));
  return cache;
};
const kept = (cache: PumpCache, ...ids: readonly string[]): readonly string[] =>
  ids.filter(id => cache.get(id) !== undefined);

describe('the pumps in memory', () => {
  it('are those that were set, in their newest form', () => {
    const cache = filled(5, 'a');
    const newer = { ...newEntry('a'), revision: 7 };
    cache.set('a', newer);
    expect([cache.get('a'), cache.get('b'), cache.size]).toEqual([newer, undefined, 1]);
  });

  it('may pass the limit until they are trimmed', () => {
    const cache = filled(2, 'a', 'b', 'c');
    expect(cache.size).toBe(3);
    cache.trim();
    expect(kept(cache, 'a', 'b', 'c')).toEqual(['b', 'c']);
    cache.trim();
    expect(cache.size).toBe(2);
  });

  it('lose the one that was set longest ago', () => {
    const cache = filled(2, 'a', 'b', 'a', 'c');
    cache.trim();
    expect(kept(cache, 'a', 'b', 'c')).toEqual(['a', 'c']);
  });

  it('are all forgotten at once', () => {
    const cache = filled(2, 'a', 'b');
    cache.clear();
    expect(cache.size).toBe(0);
  });
});
