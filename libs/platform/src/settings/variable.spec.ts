import fc from 'fast-check';
import { addresses, choice, flag, matching, or, url, wholeNumber } from './variable.ts';

describe('a choice', () => {
  it('takes its options and nothing else', () => {
    const kind = choice('wall', 'stream');
    expect(kind.parse('stream')).toBe('stream');
    expect(kind.parse('Stream')).toBeUndefined();
    expect(kind.parse('wall ')).toBeUndefined();
    expect(kind.allowed).toBe('wall, stream');
  });
});

describe('a whole number', () => {
  const kind = wholeNumber(1, 1000);

  it('takes exactly the numbers of its range', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10, max: 2000 }), number => {
        expect(kind.parse(String(number))).toBe(number >= 1 && number <= 1000 ? number : undefined);
      }),
    );
  });

  it.each(['', ' 8', '8 ', '1e2', '0x10', '8.0', '+8', 'eight', '9'.repeat(40)])('refuses %j', text => {
    expect(kind.parse(text)).toBeUndefined();
  });
});

describe('a flag', () => {
  it.each([
    ['1', true],
    ['true', true],
    ['0', false],
    ['false', false],
    ['yes', undefined],
    ['TRUE', undefined],
  ])('reads %j as %j', (text, value) => {
    expect(flag.parse(text)).toBe(value);
  });
});

describe('addresses', () => {
  it('are one or several, parted by commas, spaces around them aside', () => {
    expect(addresses.parse('localhost:9092')).toEqual(['localhost:9092']);
    expect(addresses.parse('kafka-1.example:9092, kafka_2:19092 ,[::1]:9094')).toEqual([
      'kafka-1.example:9092',
      'kafka_2:19092',
      '[::1]:9094',
    ]);
  });

  it.each(['kafka', 'kafka:', ':9092', 'kafka:0', 'kafka:65536', 'a:1,', 'http://kafka:9092', 'a b:1', '::1:9092'])(
    'are not %j',
    text => {
      expect(addresses.parse(text)).toBeUndefined();
    },
  );
});

describe('a URL', () => {
  const kind = url('postgres', 'postgresql');

  it.each(['postgres://u:p@db:5432/cisterna', 'postgresql://db/x', 'postgres:///cisterna?host=/var/run/postgresql'])(
    'may be %s',
    text => {
      expect(kind.parse(text)).toBe(text);
    },
  );

  it.each(['mysql://db/x', 'postgres:', 'postgres://', 'db:5432/x', 'postgres://db:port/x', 'postgres://db:70000/x'])(
    'may not be %s',
    text => {
      expect(kind.parse(text)).toBeUndefined();
    },
  );

  it('may be one word instead, where that is allowed', () => {
    const kindOrWord = or('embedded', kind);
    expect(kindOrWord.parse('embedded')).toBe('embedded');
    expect(kindOrWord.parse('postgres://db/x')).toBe('postgres://db/x');
    expect(kindOrWord.parse('embed')).toBeUndefined();
    expect(kindOrWord.allowed).toBe('embedded, or postgres://… or postgresql://…');
  });
});

describe('a text with a pattern', () => {
  it('is taken as it is or not at all', () => {
    const kind = matching(/^[a-z]+$/, 'small letters');
    expect(kind.parse('abc')).toBe('abc');
    expect(kind.parse('aBc')).toBeUndefined();
  });
});
