import { Problem } from '../http/problem.ts';

/** The versions that a caller will change; `*`: whichever there is; null: it did not say. */
export type WantedVersions = ReadonlySet<string> | '*' | null;

const tags = /^\s*(?:,\s*)*(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"(?:\s*,\s*(?:(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*")?)*\s*$/;

/** The entity tag of a version (RFC 9110, 8.8.3). */
export const entityTag = (version: number): string => `"${version}"`;

/** Reads `If-Match`; throws `invalid-parameter` when it is ill-formed. */
export const readIfMatch = (header: string | undefined): WantedVersions => {
  if (header === undefined) return null;
  if (header.trim() === '*') return '*';
  if (tags.test(header)) return new Set(header.match(/(?:W\/)?"[^"]*"/g));
  const detail = 'must be * or entity tags such as "3"';
  throw new Problem('invalid-parameter', `If-Match ${detail}.`, { faults: [{ pointer: '/header/if-match', detail }] });
};

/** Whether the version is one that the caller will change; a weak tag never matches (RFC 9110, 13.1.1). */
export const matches = (wanted: WantedVersions, version: number): boolean =>
  wanted === null || wanted === '*' || wanted.has(entityTag(version));
