import { evidenceValue, standingOf } from './alert-words.ts';
import { alertOf } from './testing/alert.fixture.ts';

describe('where an alert stands', () => {
  const change = (name: 'raised' | 'withdrawn') => [{ version: 1, change: name, at: '2026-10-28T00:00:00Z', by: null }];
  const seen = { at: '2026-10-28T00:00:00Z', by: 'Anna' };

  it.each([
    ['Active', alertOf({ condition: 'active' }), 'still lasts'],
    ['Latched', alertOf({ condition: 'latched' }), 'cause is over'],
    ['Latched', alertOf({ condition: 'latched', kind: 'volume-discrepancy' }), 'one moment'],
    ['Cause over', alertOf({ condition: 'inactive', history: change('raised') }), 'acknowledged'],
    ['Over', alertOf({ condition: 'inactive', acknowledged: seen, history: change('raised') }), 'Nothing is left'],
    ['Withdrawn', alertOf({ condition: 'inactive', history: change('withdrawn') }), 'do not support'],
  ])('is said as %s', (word, alert, part) => {
    const standing = standingOf(alert);
    expect(standing.word).toBe(word);
    expect(standing.sentence).toContain(part);
  });
});

describe('a value of the evidence', () => {
  it.each([
    ['account', 1_500_000, '1.50 mL'],
    ['clock-skew', 301.456, '301.46 s'],
    ['pulsation-loss', 12.3456, '12.35 Pa'],
    ['patient-boluses', 9, '9'],
    ['sensed-level', '71 %', '71 %'],
    ['silence', null, '–'],
  ])('of %s is shown with its unit', (kind, value, text) => {
    expect(evidenceValue(kind, value)).toBe(text);
  });
});
