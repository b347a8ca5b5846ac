import { Problem } from '../http/problem.ts';
import { entityTag, matches, readIfMatch } from './entity-tag.ts';

describe('If-Match', () => {
  it.each([
    [undefined, true],
    ['*', true],
    [' * ', true],
    ['"3"', true],
    ['"1", "3"', true],
    ['"1" , ,"3"', true],
    ['"2"', false],
    ['W/"3"', false],
    ['""', false],
  ])('%s holds for version 3: %s', (header, holds) => {
    expect(matches(readIfMatch(header), 3)).toBe(holds);
  });

  it.each(['3', '', '"3', '"3" "4"', 'w/"3"', '"3", *'])('%s is refused', header => {
    expect(() => readIfMatch(header)).toThrow(Problem);
  });

  it('matches the tag of its version', () => {
    expect(matches(readIfMatch(entityTag(17)), 17)).toBe(true);
  });
});
