import { sizeOf, toMessage, toSideMessage } from './messages.kafka.ts';

describe('toMessage', () => {
  it('writes texts as UTF-8 and the time as a text', () => {
    const message = toMessage({ key: 'Ü', value: '😀', headers: { a: 'é' }, receivedAt: 12 });
    expect(message).toEqual({
      key: Buffer.from('Ü'),
      value: Buffer.from('😀'),
      headers: { a: Buffer.from('é') },
      timestamp: '12',
    });
  });

  it('passes bytes on without copying them', () => {
    const bytes = new Uint8Array([1, 2, 3, 4]).subarray(1, 3);
    const { value } = toMessage({ key: 'k', value: bytes });
    expect([...(value as Buffer)]).toEqual([2, 3]);
    expect((value as Buffer).buffer).toBe(bytes.buffer);
  });

  it('stamps a record without a time now', () => {
    const before = Date.now();
    expect(Number(toMessage({ key: 'k', value: '' }).timestamp)).toBeGreaterThanOrEqual(before);
  });
});

describe('toSideMessage', () => {
  it('keeps null apart from empty, and leaves absent headers out', () => {
    expect(toSideMessage({ key: null, value: '', headers: { a: undefined, b: '' } })).toEqual({
      key: null,
      value: Buffer.alloc(0),
      headers: { b: Buffer.alloc(0) },
    });
  });
});

describe('sizeOf', () => {
  it('counts key, value and headers, and a little more', () => {
    const small = sizeOf(toMessage({ key: 'k', value: '' }));
    const large = sizeOf(toMessage({ key: 'k', value: 'x'.repeat(1_000), headers: { name: 'y'.repeat(100) } }));
    expect(large - small).toBe(1_000 + 4 + 100 + 8);
  });
});
