import { Problem } from './problem.ts';

/** The media type of a `content-type` header in lower case, without parameters; null when there is none. */
export const mediaTypeOf = (header: string | undefined): string | null => {
  const type = header?.split(';', 1)[0]?.trim().toLowerCase();
  return type === undefined || type === '' ? null : type;
};

const charsetOf = (header: string): string | null => /;\s*charset="?([^";\s]+)"?/i.exec(header)?.[1]?.toLowerCase() ?? null;

/** The media type of a request when it is one of those taken; throws `unsupported-media-type` for another, another charset than UTF-8 or a compressed body. */
export const takenMediaType = (headers: { 'content-type'?: string | undefined; 'content-encoding'?: string | undefined }, taken: readonly string[]): string => {
  const header = headers['content-type'];
  const type = mediaTypeOf(header);
  const wanted = `This path takes ${taken.join(' or ')} in UTF-8`;
  if (header === undefined || type === null || !taken.includes(type)) throw new Problem('unsupported-media-type', `${wanted}, not ${type ?? 'a body without content-type'}.`);
  const charset = charsetOf(header) ?? 'utf-8';
  if (charset !== 'utf-8' && charset !== 'utf8') throw new Problem('unsupported-media-type', `${wanted}, not ${charset}.`);
  const coding = headers['content-encoding'] ?? 'identity';
  if (coding !== 'identity') throw new Problem('unsupported-media-type', `${wanted}, not compressed (${coding}).`);
  return type;
};
