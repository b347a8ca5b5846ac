import { AppendRejected, LogClosed, LogUnavailable, PositionOutOfRange, asError, isRetriable } from './log-errors.ts';

describe('isRetriable', () => {
  it.each([
    [new LogUnavailable('away'), true],
    [new Error('anything else'), true],
    ['a text', true],
    [null, true],
    [new AppendRejected('too large'), false],
    [new LogClosed(), false],
    [new PositionOutOfRange(0, 1n, 2n, 3n), false],
    [new TypeError('a bug'), false],
    [Object.assign(new Error('fenced'), { retriable: false }), false],
  ])('of %s is %s', (error, expected) => {
    expect(isRetriable(error)).toBe(expected);
  });
});

describe('PositionOutOfRange', () => {
  it('says which of two things happened and what to do', () => {
    expect(new PositionOutOfRange(3, 5n, 10n, 20n).message).toMatch(
      /partition 3.*position 5.*10 to 20.*retention.*rebuild/s,
    );
    expect(new PositionOutOfRange(3, 25n, 10n, 20n).message).toMatch(/made anew/);
  });
});

describe('asError', () => {
  it('keeps an Error and wraps anything else', () => {
    const error = new Error('x');
    expect(asError(error)).toBe(error);
    expect(asError('text').message).toBe('text');
  });
});
