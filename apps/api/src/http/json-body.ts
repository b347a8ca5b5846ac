import { parseJson } from '@cisterna/contract';
import { takenMediaType, type BodyHeaders } from './media-type.ts';
import { Problem } from './problem.ts';
import type { RouteBody } from './route.ts';

/** A request's body as JSON, and the media type that says what it is. */
export interface JsonBody {
  readonly mediaType: string;
  readonly value: unknown;
  /** The JSON as written. */
  readonly text: string;
}

/** The largest body that is read, in bytes. */
export const bodyLimitBytes = 8 * 1024 * 1024;

/**
 * Reads a body strictly; bytes are null when the request had none.
 * Throws `unsupported-media-type` for another type than those taken, `malformed-json` for what is no JSON in UTF-8.
 */
export const readJsonBody = (
  bytes: Uint8Array | null,
  headers: BodyHeaders,
  { content, nesting }: RouteBody,
): JsonBody => {
  const mediaType = takenMediaType(headers, Object.keys(content));
  if (bytes === null || bytes.length === 0) throw new Problem('malformed-json', 'The body is empty.');
  const parsed = parseJson(bytes, nesting);
  if (!parsed.ok) throw new Problem('malformed-json', parsed.detail);
  return { mediaType, value: parsed.value, text: parsed.text };
};
