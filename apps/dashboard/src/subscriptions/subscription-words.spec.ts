import { answerWords, filterWords, testWords, waitWords } from './subscription-words.ts';
import { subscriptionOf } from './testing/subscription.fixture.ts';

const attempt = { number: 1, at: '2026-10-28T00:00:00Z', status: 204, error: null, durationMs: 35, nextAttemptAt: null };

describe('a wait', () => {
  it.each([[600, '10 min'], [7_200, '2 h'], [172_800, '2 days'], [90, '90 s'], [5_400, '90 min']])('of %d seconds is %s', (seconds, words) => {
    expect(waitWords(seconds)).toBe(words);
  });
});

describe('what a subscription lets through', () => {
  it('is everything without a filter', () => {
    expect(filterWords(subscriptionOf())).toBe('Every alert');
  });

  it('names its filters, and counts long lists', () => {
    expect(filterWords(subscriptionOf({ clinicIds: ['C-1'], pumpIds: ['a', 'b', 'c', 'd'], kinds: ['motor-stall'], minPriority: 'medium' }))).toBe('C-1 · 4 pumps · Motor stall · Medium priority and above');
  });
});

describe('an answer', () => {
  it('says its status, its time, and what went wrong', () => {
    expect(answerWords(attempt)).toBe('Answer 204 after 35 ms');
    expect(answerWords({ status: null, error: 'refused', durationMs: 5 })).toBe('No answer after 5 ms: refused');
  });
});

describe('the outcome of a test', () => {
  it.each([
    ['arrived', 'delivered', [attempt], 'none'],
    ['did not arrive', 'given-up', [{ ...attempt, status: 500 }], 'medium'],
    ['is on its way', 'waiting', [], 'none'],
  ] as const)('says that it %s', (words, status, attempts, urgency) => {
    const told = testWords({ status, reason: null, attempts: [...attempts] });
    expect(told.word).toContain(words);
    expect(told.urgency).toBe(urgency);
  });
});
