import { mediaTypeOf, takenMediaType } from './media-type.ts';
import { Problem } from './problem.ts';

const taken = ['application/json', 'text/x'];

describe('media types', () => {
  it.each([
    ['application/json', 'application/json'],
    ['APPLICATION/Json ; charset=utf-8', 'application/json'],
    ['', null],
    [undefined, null],
    ['; charset=utf-8', null],
  ])('reads %j as %j', (header, type) => {
    expect(mediaTypeOf(header)).toBe(type);
  });

  it.each([{ 'content-type': 'text/x' }, { 'content-type': 'text/x; charset="UTF8"', 'content-encoding': 'identity' }])(
    'takes %j',
    headers => {
      expect(takenMediaType(headers, taken)).toBe('text/x');
    },
  );

  it.each([
    [{}, 'not a body without content-type'],
    [{ 'content-type': 'text/y' }, 'not text/y'],
    [{ 'content-type': 'text/x; charset=utf-16' }, 'not utf-16'],
    [{ 'content-type': 'text/x', 'content-encoding': 'br' }, 'not compressed (br)'],
  ])('refuses %j and says what it would take', (headers, why) => {
    expect(() => takenMediaType(headers, taken)).toThrow(
      new Problem('unsupported-media-type', `This path takes application/json or text/x in UTF-8, ${why}.`),
    );
  });
});
