import type { TSchema } from 'typebox';
import Value from 'typebox/value';
import { isJsonObject } from './json-object.ts';

/** One thing wrong with a JSON value: where (JSON Pointer, RFC 6901) and what. */
export interface Fault {
  readonly pointer: string;
  readonly detail: string;
}

/** The JSON Schema keywords that the contract's schemas use. */
interface Keywords {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, TSchema>>;
  readonly required?: readonly string[];
  readonly items?: TSchema;
  readonly anyOf?: readonly TSchema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly '~refine'?: readonly { check: (value: unknown) => boolean; error: (value: unknown) => string }[];
}

const range = ({ minimum, maximum }: Keywords): string =>
  minimum === undefined ? '' : maximum === undefined ? ` of at least ${minimum}` : ` from ${minimum} to ${maximum}`;

const expectedText = (schema: Keywords): string => {
  if (schema.format === 'date-time') return 'a time like 2026-01-31T08:00:00Z, UTC with Z and at most milliseconds';
  return schema.pattern === undefined ? 'a text' : `a text that matches ${schema.pattern}`;
};

const expectedByType: Readonly<Record<string, (schema: Keywords) => string>> = {
  object: () => 'an object',
  array: () => 'a list',
  string: expectedText,
  integer: schema => `a whole number${range(schema)}`,
  number: schema => `a number${range(schema)}`,
  boolean: () => 'true or false',
};

const expectation = (schema: Keywords): string => {
  if (schema.const !== undefined) return `must be ${JSON.stringify(schema.const)}`;
  if (schema.enum !== undefined) return `must be one of ${schema.enum.join(', ')}`;
  return `must be ${expectedByType[schema.type ?? '']?.(schema) ?? 'something else'}`;
};

const memberFaults = (schema: Keywords, value: Readonly<Record<string, unknown>>, pointer: string): Fault[] =>
  Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    const at = `${pointer}/${name}`;
    if (Object.hasOwn(value, name)) return faultsOf(member, value[name], at);
    return schema.required?.includes(name) === true ? [{ pointer: at, detail: 'is missing' }] : [];
  });

const partFaults = (schema: Keywords, value: unknown, pointer: string): Fault[] => {
  if (schema.properties !== undefined && isJsonObject(value)) return memberFaults(schema, value, pointer);
  const { items } = schema;
  if (items !== undefined && Array.isArray(value))
    return value.flatMap((item, index) => faultsOf(items, item, `${pointer}/${index}`));
  return [];
};

/** Whether a value has the kind that a rule across its members may look into. */
const isKindOf = ({ type }: Keywords, value: unknown): boolean => {
  if (type === 'object') return isJsonObject(value);
  return type === 'array' ? Array.isArray(value) : typeof value === type;
};

const ownFault = (schema: Keywords, value: unknown): string => {
  const broken = isKindOf(schema, value) ? schema['~refine']?.find(rule => !rule.check(value)) : undefined;
  return broken === undefined ? expectation(schema) : broken.error(value);
};

/**
 * Names every fault of a value, empty exactly when the schema's compiled check passes; in an order that follows the schema.
 * Knows the keywords that the contract uses; `anyOf` stands for "or null" only. Rules across members are looked at when the members are sound.
 */
export const faultsOf = (schema: TSchema, value: unknown, pointer = ''): Fault[] => {
  const [wanted] = (schema as Keywords).anyOf ?? [];
  if (wanted !== undefined) return value === null ? [] : faultsOf(wanted, value, pointer);
  const parts = partFaults(schema, value, pointer);
  if (parts.length > 0 || Value.Check(schema, value)) return parts;
  return [{ pointer, detail: ownFault(schema, value) }];
};
