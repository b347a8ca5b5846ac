import fc from 'fast-check';
import { InvalidCursor } from '../read-model.error.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';

describe('a cursor', () => {
  it('gives back what it was made of', () => {
    fc.assert(
      fc.property(
        fc.maxSafeInteger(),
        fc.string({ unit: 'binary' }).map(text => text.replaceAll('\0', '')),
        (n, text) => {
          const wellFormed = Buffer.from(text).toString();
          expect(decodeCursor<[number, string]>('list', encodeCursor('list', [n, wellFormed]), [0, ''])).toEqual([
            n,
            wellFormed,
          ]);
        },
      ),
    );
  });

  it('has only characters that an address can hold', () => {
    expect(encodeCursor('events', [1, '?&=/+ü'])).toMatch(/^[A-Za-z0-9_-]+$/);
  });

  it('is absent on the first page', () => {
    expect(decodeCursor<[number]>('list', null, [0])).toBeNull();
  });

  it.each([
    ['of another list', encodeCursor('other', [1])],
    ['with a value too many', encodeCursor('list', [1, 2])],
    ['without its value', encodeCursor('list', [])],
    ['with a value of another type', encodeCursor('list', ['1'])],
    ['with a fraction', encodeCursor('list', [1.5])],
    ['with a number beyond 53 bits', encodeCursor('list', [2 ** 60])],
    ['that is no list', Buffer.from('"list"').toString('base64url')],
    ['that is no JSON', 'abc'],
    ['that is empty', ''],
  ])('%s is refused', (_what, cursor) => {
    expect(() => decodeCursor<[number]>('list', cursor, [0])).toThrow(InvalidCursor);
  });

  it('with a text that PostgreSQL can not hold is refused', () => {
    expect(() => decodeCursor<[string]>('list', encodeCursor('list', ['a\0']), [''])).toThrow(InvalidCursor);
  });
});
