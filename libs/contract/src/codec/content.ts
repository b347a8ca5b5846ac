const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

const zerosAt = (digits: string, start: number, step: 1 | -1): number => {
  let count = 0;
  while (digits[start + step * count] === '0') count += 1;
  return count;
};

/** A number as sign, digits without zeros at either end, and a power of ten: one text for all ways to write it. */
const canonicalNumber = (literal: string): string => {
  const sign = literal.startsWith('-') ? '-' : '';
  const [mantissa = '', power = '0'] = literal.slice(sign.length).toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const digits = whole + fraction;
  const leading = zerosAt(digits, 0, 1);
  if (leading === digits.length) return '0';
  const trailing = zerosAt(digits, digits.length - 1, -1);
  const exponent = BigInt(power) + BigInt(trailing - fraction.length);
  return `${sign}${digits.slice(leading, digits.length - trailing)}e${exponent}`;
};

/** Numbers become texts marked with U+0000, which no accepted text holds: so neither range nor precision of a double blurs them. */
const exactNumbers = (json: string): string =>
  json.replace(tokens, token => (token.startsWith('"') ? token : `"\\u0000${canonicalNumber(token)}"`));

type Members = Record<string, unknown>;

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null;

const sameItems = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((item, index) => sameValue(item, b[index]));

const sameMembers = (a: Members, b: Members): boolean => {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length && names.every(name => Object.hasOwn(b, name) && sameValue(a[name], b[name]))
  );
};

const sameValue = (a: unknown, b: unknown): boolean => {
  if (isList(a) || isList(b)) return isList(a) && isList(b) && sameItems(a, b);
  return isMembers(a) && isMembers(b) ? sameMembers(a, b) : a === b;
};

/** What an attribute stands for when it is left out; null says left out too (CloudEvents JSON format, 2.2). */
const defaults: readonly [string, string][] = [
  ['datacontenttype', 'application/json'],
  ['entry', '\u00000'],
];

const contentOf = (text: string): Members => {
  const event = JSON.parse(exactNumbers(text)) as Members;
  const given = Object.entries(event).filter(([, value]) => value !== null);
  return Object.fromEntries([...defaults, ...given]);
};

/**
 * Whether two structured texts of accepted events say the same: JSON values with all attributes and unknown fields, where the order of members
 * and the way a number is written do not count and an attribute that is null or left out is its default.
 */
export const sameContent = (a: string, b: string): boolean => a === b || sameMembers(contentOf(a), contentOf(b));
