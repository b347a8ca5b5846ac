import { refillStatus } from './refill-status.ts';

const DAY = 86_400_000;
const now = Date.UTC(2026, 0, 15);

describe('the refill status', () => {
  it.each([
    [null, 'unknown'],
    [7 * DAY + 1, 'ok'],
    [7 * DAY, 'due-soon'],
    [3 * DAY + 1, 'due-soon'],
    [3 * DAY, 'due'],
    [1, 'due'],
    [0, 'due'],
    [-1, 'overdue'],
  ] as const)('with %p ms to go is %s', (left, status) => {
    expect(refillStatus(left === null ? null : now + left, now)).toBe(status);
  });
});
