import type { Fault } from './fault.ts';

const storable = (text: string): boolean => !text.includes('\0') && !/\p{Surrogate}/u.test(text);

/** Cuts a text to what a header, a log line and a table column all take: printable ASCII of at most `limit` characters. */
export const printable = (text: string, limit = 200): string => text.slice(0, limit).replaceAll(/[^\x20-\x7e]/g, '?');

const segment = (name: string): string => printable(name, 64).replaceAll('~', '~0').replaceAll('/', '~1');

const ownFaults = (value: unknown, pointer: string): Fault[] =>
  typeof value === 'string' && !storable(value)
    ? [{ pointer, detail: 'must not hold U+0000 or a lone surrogate' }]
    : [];

const membersOf = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];

/** Names every text and member name inside a JSON value that holds U+0000 or a lone surrogate; any nesting is walked. */
export const textFaults = (root: unknown, rootPointer = ''): Fault[] => {
  const faults: Fault[] = [];
  const waiting: [unknown, string][] = [[root, rootPointer]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [value, pointer] = next;
    faults.push(...ownFaults(value, pointer));
    for (const [name, member] of membersOf(value)) {
      const at = `${pointer}/${segment(name)}`;
      if (!storable(name)) faults.push({ pointer: at, detail: 'has a name that holds U+0000 or a lone surrogate' });
      waiting.push([member, at]);
    }
  }
  return faults;
};
