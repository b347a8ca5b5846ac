import { isName, namePattern, parseTime, type EpochMs } from '@cisterna/contract';

/** A JSON Schema, as it goes into the OpenAPI document. */
export type JsonSchema = object;

/** What a parameter's text was read as, or what is wrong with it. */
export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly detail: string };

/** One query parameter: how its text is read and how the OpenAPI document shows it. */
export interface Parameter<T> {
  readonly description: string;
  readonly schema: JsonSchema;
  /** What a request without it means. */
  readonly absent: T;
  readonly read: (text: string) => Read<T>;
  /** A request must have it. */
  readonly required?: true;
}

/** The parameters of a route by name. */
export type ParameterTable = Readonly<Record<string, Parameter<unknown>>>;

/** The values of a parameter table after reading. */
export type ParameterValues<Table extends ParameterTable> = {
  readonly [Name in keyof Table]: Table[Name] extends Parameter<infer T> ? T : never;
};

const taken = <T>(value: T): Read<T> => ({ ok: true, value });
const refused = (detail: string): { ok: false; detail: string } => ({ ok: false, detail });

/** A whole number within a range. */
export const wholeParameter = (
  description: string,
  range: { min: number; max: number; absent: number },
): Parameter<number> => ({
  description,
  schema: { type: 'integer', minimum: range.min, maximum: range.max, default: range.absent },
  absent: range.absent,
  read: text => {
    const value = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
    return value >= range.min && value <= range.max
      ? taken(value)
      : refused(`must be a whole number from ${range.min} to ${range.max}`);
  },
});

/** One of some words. */
export const wordParameter = <Word extends string, Absent extends Word | null>(
  description: string,
  words: readonly Word[],
  absent: Absent,
): Parameter<Word | Absent> => ({
  description,
  schema: { type: 'string', enum: words, ...(absent === null ? {} : { default: absent }) },
  absent,
  read: text => {
    const word = words.find(candidate => candidate === text);
    return word === undefined ? refused(`must be one of ${words.join(', ')}`) : taken(word);
  },
});

/** One of some words, without which the request means nothing. */
export const requiredWordParameter = <Word extends string>(
  description: string,
  words: readonly [Word, ...Word[]],
): Parameter<Word> => ({
  ...wordParameter<Word, Word>(description, words, words[0]),
  schema: { type: 'string', enum: words },
  required: true,
});

const eachOf = <Item extends string>(
  text: string,
  isItem: (item: string) => item is Item,
  expected: string,
): Read<readonly Item[]> => {
  const items = text.split(',');
  const wrong = items.filter(item => !isItem(item));
  return wrong.length > 0
    ? refused(`${wrong.map(item => `'${item}'`).join(', ')} must be ${expected}`)
    : taken([...new Set(items.filter(isItem))]);
};

/** One or more of some words, with commas between them that mean "or". */
export const wordsParameter = <Word extends string>(
  description: string,
  words: readonly Word[],
): Parameter<readonly Word[] | null> => ({
  description: `${description} Commas mean "or".`,
  schema: { type: 'array', items: { type: 'string', enum: words }, minItems: 1 },
  absent: null,
  read: text => eachOf(text, (item): item is Word => words.some(word => word === item), `one of ${words.join(', ')}`),
});

/** One or more names of pumps or clinics, with commas between them that mean "or". */
export const namesParameter = (description: string): Parameter<readonly string[] | null> => ({
  description: `${description} Commas mean "or".`,
  schema: { type: 'array', items: { type: 'string', pattern: namePattern }, minItems: 1 },
  absent: null,
  read: text =>
    eachOf(text, (item): item is string => isName(item), 'a name: letters, digits, ".", "_", "-", 64 at most'),
});

/** A moment in RFC 3339 UTC. */
export const timeParameter = (description: string): Parameter<EpochMs | null> => ({
  description,
  schema: { type: 'string', format: 'date-time' },
  absent: null,
  read: text => {
    const at = parseTime(text);
    return at === null ? refused('must be a time such as 2026-01-31T12:00:00Z') : taken(at);
  },
});

/** `true` or `false`. */
export const flagParameter = (description: string): Parameter<boolean> => ({
  description,
  schema: { type: 'boolean', default: false },
  absent: false,
  read: text => (text === 'true' || text === 'false' ? taken(text === 'true') : refused('must be true or false')),
});

/** The place where a former page ended; the store that wrote it reads it. */
export const cursorParameter: Parameter<string | null> = {
  description: '`nextCursor` of the page before.',
  schema: { type: 'string' },
  absent: null,
  read: text =>
    text.length > 0 && text.length <= 1024 ? taken(text) : refused('must be the nextCursor of a former answer'),
};

/** How many items a page holds. */
export const limitParameter = wholeParameter('How many items at most.', { min: 1, max: 500, absent: 100 });
