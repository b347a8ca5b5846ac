import fc from 'fast-check';
import { headersOf, holdable, storedHeaders, type StoredHeaders } from './stored-headers.ts';

const stored = (headers: Record<string, Uint8Array | undefined>): StoredHeaders =>
  JSON.parse(storedHeaders(headers)) as StoredHeaders;

describe('headers of a dead letter', () => {
  it('are readable text where they are UTF-8', () => {
    expect(stored({ 'content-type': Buffer.from('application/json') })).toEqual({ 'content-type': 'application/json' });
  });

  it('are kept as bytes where they are not, or hold U+0000', () => {
    expect(stored({ a: Buffer.from([0xff]), b: Buffer.from('x\0') })).toEqual({
      a: { base64: '/w==' },
      b: { base64: 'eAA=' },
    });
  });

  it('come back byte by byte', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z-]{1,8}$/), fc.uint8Array()), headers => {
        const back = headersOf(stored(headers));
        for (const [name, bytes] of Object.entries(headers)) expect(Buffer.compare(back[name]!, bytes)).toBe(0);
        expect(Object.keys(back)).toEqual(Object.keys(headers));
      }),
    );
  });

  it('leave out what has no value, and have names that PostgreSQL can hold', () => {
    expect(stored({ gone: undefined, 'a\0b': Buffer.from('1') })).toEqual({ 'a\ufffdb': '1' });
  });
});

it('makes any text holdable', () => {
  expect(holdable('a\0b\ud800c\u{1f680}')).toBe('a\ufffdb\ufffdc\u{1f680}');
});
