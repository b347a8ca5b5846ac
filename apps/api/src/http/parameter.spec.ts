import fc from 'fast-check';
import {
  cursorParameter,
  flagParameter,
  limitParameter,
  namesParameter,
  timeParameter,
  wordParameter,
  wordsParameter,
} from './parameter.ts';

const colours = ['red', 'green', 'blue'] as const;

describe('parameters', () => {
  it('read a whole number within its range and nothing else', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10, max: 1000 }), value => {
        const read = limitParameter.read(String(value));
        expect(read.ok).toBe(value >= 1 && value <= 500);
        if (read.ok) expect(read.value).toBe(value);
      }),
    );
    for (const text of ['', ' 1', '1.0', '1e2', '0x10', '+5', 'NaN', '99999999999'])
      expect(limitParameter.read(text).ok).toBe(false);
  });

  it('read one word of those that they know', () => {
    const colour = wordParameter('', colours, 'red');
    expect(colour.read('green')).toEqual({ ok: true, value: 'green' });
    expect(colour.read('Green')).toEqual({ ok: false, detail: 'must be one of red, green, blue' });
    expect(colour).toMatchObject({ absent: 'red', schema: { enum: colours, default: 'red' } });
    expect(wordParameter('', colours, null).schema).not.toHaveProperty('default');
  });

  it('read several words with commas between them, each once, and name those that they do not know', () => {
    const some = wordsParameter('', colours);
    expect(some.read('blue,red,blue')).toEqual({ ok: true, value: ['blue', 'red'] });
    expect(some.read('blue,,pink')).toEqual({ ok: false, detail: "'', 'pink' must be one of red, green, blue" });
  });

  it('read names of pumps and clinics', () => {
    const names = namesParameter('');
    expect(names.read('P-1,C.2')).toEqual({ ok: true, value: ['P-1', 'C.2'] });
    for (const text of ['', '-a', 'a b', 'x'.repeat(65), 'P-1,']) expect(names.read(text).ok).toBe(false);
  });

  it('read times in UTC only', () => {
    const time = timeParameter('');
    expect(time.read('2026-03-01T00:00:00.5Z')).toEqual({ ok: true, value: Date.UTC(2026, 2, 1) + 500 });
    for (const text of ['', '2026-03-01', '2026-03-01T00:00:00+01:00', '2026-02-30T00:00:00Z'])
      expect(time.read(text).ok).toBe(false);
  });

  it('read true and false, and a cursor of sane length', () => {
    expect([flagParameter('').read('true'), flagParameter('').read('false')]).toMatchObject([
      { value: true },
      { value: false },
    ]);
    for (const text of ['', '1', 'TRUE']) expect(flagParameter('').read(text).ok).toBe(false);
    expect(cursorParameter.read('abc').ok).toBe(true);
    for (const text of ['', 'x'.repeat(1025)]) expect(cursorParameter.read(text).ok).toBe(false);
  });
});
