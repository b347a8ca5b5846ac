import { failureText } from './webhook-failure.ts';

const failure = (code: string): Error => Object.assign(new Error('x'), { code });

describe('what went wrong with a subscriber', () => {
  it.each<[string, unknown, string]>([
    ['nothing listens', failure('ECONNREFUSED'), 'connection-refused: nothing listens there'],
    [
      'none of its addresses listens',
      new AggregateError([failure('ECONNREFUSED'), failure('ETIMEDOUT')]),
      'connection-refused: nothing listens there',
    ],
    [
      'a wrapped failure',
      new TypeError('fetch failed', { cause: failure('ENOTFOUND') }),
      'unknown-host: the name does not exist',
    ],
    ['a deadline', new DOMException('late', 'TimeoutError'), 'timeout: no answer in time'],
    ['a certificate of nobody', failure('DEPTH_ZERO_SELF_SIGNED_CERT'), 'tls: DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['an expired certificate', failure('CERT_HAS_EXPIRED'), 'tls: CERT_HAS_EXPIRED'],
    ['an address inside', failure('private-address'), 'private-address: the target is not on the public internet'],
    ['a code that nobody knows', failure('EWHATEVER'), 'network: EWHATEVER'],
    ['something without any code', new RangeError('r'), 'network: unknown failure'],
    ['something that is no error', 'oh', 'network: unknown failure'],
  ])('is told for %s', (_, error, expected) => {
    expect(failureText(error)).toBe(expected);
  });
});
