import { factsAfter, withChange, type AlertStep } from './alert.ts';
import type { Episode } from './episode.ts';
import { inherit } from './inheritance.ts';

const by = { at: 0, clinicId: 'north', pumpId: 'P-1' };
const episode = (id: string, over: Partial<Episode> = {}): Episode => ({
  id,
  kind: 'device-fault',
  opened: { boot: 1, seq: 1, entry: 0 },
  onsetAt: 0,
  priority: 'medium',
  provisional: false,
  evidence: [],
  suppressedUntil: null,
  alarm: 'over-pressure',
  ...over,
});
const raised = (of: Episode): AlertStep => {
  const facts = factsAfter(null, { change: 'raised', episode: of, at: 0, receivedAt: 0 });
  return { change: 'raised', record: withChange(null, 'raised', facts, by) };
};
const ended = (step: AlertStep, over: Partial<Episode> = {}): AlertStep => {
  const facts = { ...step.record.facts, cause: 'ended' as const, episode: { ...step.record.facts.episode, ...over } };
  return { change: 'updated', record: withChange(step.record, 'updated', facts, by) };
};
const withdrawn = (of: Episode): AlertStep => {
  const { record } = raised(of);
  const seen = {
    ...record,
    view: { ...record.view, acknowledged: { at: '1970-01-01T00:00:00Z', by: of.id }, shelved: null },
  };
  return { change: 'withdrawn', record: withChange(seen, 'withdrawn', { ...record.facts, withdrawn: true }, by) };
};
const result = (...steps: readonly AlertStep[]): readonly string[] =>
  inherit(steps)
    .map(s => s.record.view)
    .map(
      ({ id, replaces, acknowledged }) => `${id} for ${replaces ?? 'none'}, seen by ${acknowledged?.by ?? 'nobody'}`,
    );

describe('a new alert', () => {
  it('replaces the one of its kind that was withdrawn with it: who has seen that has seen this', () => {
    expect(result(withdrawn(episode('old')), raised(episode('new')))).toEqual([
      'old for none, seen by old',
      'new for old, seen by old',
    ]);
  });

  it('passes on what it inherits to its later steps', () => {
    const first = raised(episode('new'));
    expect(result(withdrawn(episode('old')), first, ended(first)).slice(1)).toEqual([
      'new for old, seen by old',
      'new for old, seen by old',
    ]);
  });

  it('of a higher priority was seen by nobody, nor once it rises', () => {
    expect(result(withdrawn(episode('old')), raised(episode('new', { priority: 'high' }))).at(-1)).toBe(
      'new for old, seen by nobody',
    );
    const first = raised(episode('new'));
    expect(result(withdrawn(episode('old')), first, ended(first, { priority: 'high' })).at(-1)).toBe(
      'new for old, seen by nobody',
    );
  });

  it('of another kind or of another device alarm replaces nothing', () => {
    expect(result(withdrawn(episode('old')), raised(episode('new', { kind: 'motor-stall' }))).at(-1)).toBe(
      'new for none, seen by nobody',
    );
    expect(result(withdrawn(episode('old')), raised(episode('new', { alarm: 'memory-error' }))).at(-1)).toBe(
      'new for none, seen by nobody',
    );
  });

  it('replaces one alert, and each is replaced once', () => {
    const steps = [
      withdrawn(episode('a')),
      withdrawn(episode('b')),
      raised(episode('c')),
      raised(episode('d')),
      raised(episode('e')),
    ];
    expect(result(...steps).slice(2)).toEqual([
      'c for a, seen by a',
      'd for b, seen by b',
      'e for none, seen by nobody',
    ]);
  });
});

describe('steps without a withdrawal', () => {
  it('stay as they are', () => {
    const steps = [raised(episode('a'))];
    expect(inherit(steps)).toBe(steps);
  });
});
