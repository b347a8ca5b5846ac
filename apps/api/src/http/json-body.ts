import { parseJson } from '@cisterna/contract';
import { takenMediaType } from './media-type.ts';
import { Problem } from './problem.ts';

/** A request's body as JSON, and the media type that says what it is. */
export interface JsonBody {
  readonly mediaType: string;
  readonly value: unknown;
  /** The JSON as written. */
  readonly text: string;
}

/** The largest body that is read, in bytes. */
export const bodyLimitBytes = 8 * 1024 * 1024;

/** An event may nest 64 deep; the list around a batch is one more. */
const nesting = 65;

/**
 * Reads a body strictly; bytes are null when the request had none.
 * Throws `unsupported-media-type` for another type than those taken, `malformed-json` for what is no JSON in UTF-8.
 */
export const readJsonBody = (
  bytes: Uint8Array | null,
  headers: { 'content-type'?: string | undefined; 'content-encoding'?: string | undefined },
  taken: readonly string[],
): JsonBody => {
  const mediaType = takenMediaType(headers, taken);
  if (bytes === null || bytes.length === 0) throw new Problem('malformed-json', 'The body is empty.');
  const parsed = parseJson(bytes, nesting);
  if (!parsed.ok) throw new Problem('malformed-json', parsed.detail);
  return { mediaType, value: parsed.value, text: parsed.text };
};
