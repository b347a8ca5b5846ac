import { inDays, now, pumpSummary } from './pump-summary.fixture.ts';
import { daysText, refillText } from './refill-words.ts';

describe('the next refill in words', () => {
  it('says when the low mark is reached, from when to when, and by when to refill', () => {
    const text = refillText(pumpSummary('P-1', { refillInDays: 4, refill: { status: 'due-soon' } }), now);
    expect(text).toMatchObject({ word: 'Due soon', urgency: 'low', when: 'low in 6.0 days', range: 'low in 4.0 to 9.0 days (P10–P90)' });
    expect(text.by).toMatch(/^refill by .*, low reservoir$/);
  });

  it('says what counts instead where drug or interval end first', () => {
    const expiring = pumpSummary('P-1', { refill: { because: 'drug-expiry', refillBy: inDays(2) } });
    expect(refillText(expiring, now).when).toBe('drug expires in 2.0 days');
    const longest = pumpSummary('P-1', { refill: { because: 'maximum-interval', refillBy: inDays(-1), status: 'overdue' } });
    expect(refillText(longest, now)).toMatchObject({ word: 'Overdue', when: 'interval over for 1.0 days' });
  });

  it('says how long the low mark has been passed, and keeps the sign in the range', () => {
    const past = refillText(pumpSummary('P-1', { refillInDays: -4, refill: { status: 'overdue' } }), now);
    expect(past).toMatchObject({ when: 'low for 2.0 days', range: 'low in −4.0 to 1.0 days (P10–P90)' });
  });

  it('says that nothing is known', () => {
    expect(refillText(pumpSummary('P-1', { refillInDays: null, refill: { status: 'unknown' } }), now)).toMatchObject({ when: 'No date', by: '', range: null });
  });

  it.each([
    [0.01, 'now'],
    [9.94, 'in 9.9 days'],
    [12.4, 'in 12 days'],
    [9.96, 'in 10 days'],
    [-2, 'for 2.0 days'],
  ])('%d days are %s', (days, text) => {
    expect(daysText(days)).toBe(text);
  });
});
