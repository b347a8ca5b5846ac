import fc from 'fast-check';
import { parseJson, parseJsonText } from './json.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const nested = (depth: number, inner = ''): string => '['.repeat(depth) + inner + ']'.repeat(depth);

describe('parseJson', () => {
  it('reads what JSON.parse reads, with its text', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), text => {
        expect(parseJson(encode(text))).toEqual({ ok: true, value: JSON.parse(text) as unknown, text });
      }),
    );
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), bytes => typeof parseJson(bytes).ok === 'boolean'));
  });

  it('refuses invalid UTF-8 and a byte order mark', () => {
    expect(parseJson(new Uint8Array([0x22, 0x80, 0x22]))).toEqual({ ok: false, detail: 'The value is not UTF-8.' });
    expect(parseJson(encode('\uFEFF{}'))).toMatchObject({ ok: false });
  });

  it('says in plain characters what is wrong', () => {
    const parsed = parseJson(encode('{"é\u0000": 1'));
    expect(parsed.ok ? '' : parsed.detail).toMatch(/^The value is not JSON: [\x20-\x7e]+$/);
  });
});

describe('the limit of nesting', () => {
  it.each([1, 64])('lets %d levels through', depth => {
    expect(parseJsonText(nested(depth))).toMatchObject({ ok: true });
  });

  it('stops at 65, of lists and objects together', () => {
    const mixed = '[{"a":'.repeat(33) + '0' + '}]'.repeat(33);
    for (const text of [nested(65), mixed]) {
      expect(parseJsonText(text)).toEqual({ ok: false, detail: 'The value is nested over 64 deep.' });
    }
  });

  it('counts depth, not brackets', () => {
    expect(parseJsonText(`[${'[],'.repeat(1000)}{}]`)).toMatchObject({ ok: true });
  });

  it('does not count brackets in texts, escaped quotes or not', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('[', '{', '"', '\\', ']', 'a') }), filler => {
        const text = JSON.stringify([`${filler}${'['.repeat(70)}`]);
        expect(parseJsonText(text)).toMatchObject({ ok: true });
      }),
    );
  });

  it('is another when the caller says so', () => {
    expect(parseJsonText(nested(3), 2)).toMatchObject({ ok: false });
    expect(parseJsonText(nested(10_000), Infinity)).toMatchObject({ ok: true });
  });

  it('holds for text that is no JSON after all', () => {
    expect(parseJsonText('['.repeat(60_000))).toEqual({ ok: false, detail: 'The value is nested over 64 deep.' });
    expect(parseJsonText(`"${'['.repeat(100)}`)).toMatchObject({ ok: false });
  });
});
