import fc from 'fast-check';
import { printable, textFaults } from './text.ts';

describe('textFaults', () => {
  it('finds none in well-formed texts without U+0000', () => {
    const text = fc.string({ unit: 'binary' }).filter(candidate => !candidate.includes('\0'));
    fc.assert(fc.property(fc.array(fc.dictionary(text, text)), value => textFaults(value).length === 0));
  });

  it('finds a fault exactly where the text does not survive UTF-8 or holds U+0000', () => {
    const unit = fc.constantFrom('a', '\0', '\ud83d', '\ude00', '😀', 'é');
    fc.assert(
      fc.property(fc.string({ unit }), text => {
        const survives = new TextDecoder().decode(new TextEncoder().encode(text)) === text && !text.includes('\0');
        expect(textFaults({ text }).map(({ pointer }) => pointer)).toEqual(survives ? [] : ['/text']);
      }),
    );
  });

  it('walks any nesting', () => {
    const deep = JSON.parse(`${'['.repeat(50_000)}"\\u0000"${']'.repeat(50_000)}`) as unknown;
    expect(textFaults(deep)).toHaveLength(1);
  });
});

describe('printable', () => {
  it('keeps printable ASCII and no more than asked', () => {
    expect(printable('a~ b', 10)).toBe('a~ b');
    expect(printable('é\n\0\ud800x')).toBe('????x');
    expect(printable('abcdef', 3)).toBe('abc');
  });
});
