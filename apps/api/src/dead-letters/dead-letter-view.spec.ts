import fc from 'fast-check';
import { deadLetterView, shownBytes } from './dead-letter-view.ts';

describe('shownBytes', () => {
  it('shows any text as itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        expect(shownBytes(Buffer.from(text))).toBe(text);
      }),
    );
  });

  it('loses no byte: what is no text is shown as base64', () => {
    fc.assert(
      fc.property(fc.uint8Array(), bytes => {
        const shown = shownBytes(bytes);
        const back = typeof shown === 'string' ? Buffer.from(shown) : Buffer.from(shown.base64, 'base64');
        expect(new Uint8Array(back)).toEqual(bytes);
      }),
    );
    expect(shownBytes(Buffer.from([0xff]))).toEqual({ base64: '/w==' });
  });
});

describe('deadLetterView', () => {
  it('keeps what is absent apart from what is empty', () => {
    const letter = {
      id: 't:0:1',
      partition: 0,
      at: 0,
      code: 'not-json' as const,
      detail: '',
      origin: 't/0/1',
      pumpId: null,
      redrivenAt: null,
    };
    expect(deadLetterView({ ...letter, key: null, value: Buffer.of(), headers: {} })).toMatchObject({
      key: null,
      value: '',
      headers: {},
      redrivenAt: null,
    });
    expect(deadLetterView({ ...letter, key: null, value: null, headers: {}, redrivenAt: 1000 })).toMatchObject({
      value: null,
      redrivenAt: '1970-01-01T00:00:01Z',
    });
  });
});
