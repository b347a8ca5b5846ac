import { Problem } from './problem.ts';

/** The media type of a `content-type` header in lower case, without parameters; null when there is none. */
export const mediaTypeOf = (header: string | undefined): string | null => {
  const type = header?.split(';', 1)[0]?.trim().toLowerCase();
  return type === undefined || type === '' ? null : type;
};

const charsetOf = (header: string): string | null =>
  /;\s*charset="?([^";\s]+)"?/i.exec(header)?.[1]?.toLowerCase() ?? null;

/** The request headers that say what a body is. */
export interface BodyHeaders {
  readonly 'content-type'?: string | undefined;
  readonly 'content-encoding'?: string | undefined;
}

const utf8 = ['utf-8', 'utf8', null];

/** What is wrong with the coding of a body; null: nothing. */
const codingFault = (headers: BodyHeaders): string | null => {
  const charset = charsetOf(headers['content-type'] ?? '');
  if (!utf8.includes(charset)) return charset;
  const coding = headers['content-encoding'] ?? 'identity';
  return coding === 'identity' ? null : `compressed (${coding})`;
};

/**
 * The media type of a request when it is one of those taken. Throws `unsupported-media-type` for another, another charset than UTF-8, or
 * a compressed body.
 */
export const takenMediaType = (headers: BodyHeaders, taken: readonly string[]): string => {
  const type = mediaTypeOf(headers['content-type']);
  const isTaken = type !== null && taken.includes(type);
  const fault = isTaken ? codingFault(headers) : (type ?? 'a body without content-type');
  if (isTaken && fault === null) return type;
  throw new Problem(
    'unsupported-media-type',
    `This path takes ${taken.join(' or ')} in UTF-8, not ${fault ?? 'this'}.`,
  );
};
