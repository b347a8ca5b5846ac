import { alertRulesFaults, thresholdBounds } from './alert-rules.ts';

const pointersOf = (body: unknown): string[] => alertRulesFaults(body).map(({ pointer }) => pointer);

describe('the rules that a clinic puts', () => {
  it.each<[string, unknown]>([
    ['nothing', {}],
    ['nulls', { rules: null, thresholds: null }],
    [
      'a priority',
      { rules: { 'motor-stall': { priority: 'low' }, 'data-gap': { priority: null }, 'pump-silent': null } },
    ],
    ['every threshold at its least', { thresholds: Object.fromEntries(thresholdBounds.map(b => [b.name, b.minimum])) }],
    ['every threshold at its most', { thresholds: Object.fromEntries(thresholdBounds.map(b => [b.name, b.maximum])) }],
  ])('are sound with %s', (_, body) => {
    expect(alertRulesFaults(body)).toEqual([]);
  });

  it('may exceed no bound', () => {
    for (const { name, minimum, maximum } of thresholdBounds)
      for (const value of [minimum - 1, maximum + 1, minimum + 0.5, 'x'])
        expect(pointersOf({ thresholds: { [name]: value } })).toEqual([`/thresholds/${name}`]);
  });

  it.each<[string, unknown, string[]]>([
    ['no object', [], ['']],
    [
      'faults everywhere',
      {
        rules: { 'motor-stall': { priority: 'urgent' }, stall: {}, 'data-gap': { latched: true } },
        thresholds: { silentAfter: 1 },
        more: 1,
      },
      ['/rules/motor-stall/priority', '/more', '/rules/stall', '/rules/data-gap/latched', '/thresholds/silentAfter'],
    ],
  ])('are not sound as %s, every fault named', (_, body, pointers) => {
    expect(pointersOf(body)).toEqual(pointers);
  });
});
