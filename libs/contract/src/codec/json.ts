import { printable } from './text.ts';

/** Bytes read as JSON: the value with the text it came from, or why they are no JSON. */
export type ParsedJson =
  | { readonly ok: true; readonly value: unknown; readonly text: string }
  | { readonly ok: false; readonly detail: string };

/** How deep lists and objects may be nested; the outermost counts as 1. */
export const maxNesting = 64;

// A byte order mark stays in the text, where JSON has no place for it.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const quote = 34;
const backslash = 92;

/** The position after the string that opens at `start`, the text's length when it never closes. */
export const afterString = (text: string, start: number): number => {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === backslash) slashes += 1;
    if (slashes % 2 === 0) return end + 1;
  }
  return text.length;
};

/** 1 for an opening bracket or brace, -1 for a closing one, else 0. */
export const nestingStep = (code: number): number => {
  if (code === 91 || code === 123) return 1;
  return code === 93 || code === 125 ? -1 : 0;
};

const hasMoreThan = (text: string, limit: number, openers: readonly string[]): boolean => {
  let count = 0;
  for (const opener of openers)
    for (let at = text.indexOf(opener); at !== -1; at = text.indexOf(opener, at + 1)) {
      count += 1;
      if (count > limit) return true;
    }
  return false;
};

const nestsDeeper = (text: string, limit: number): boolean => {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) at = afterString(text, at) - 1;
    else depth += nestingStep(code);
    if (depth > limit) return true;
  }
  return false;
};

const brackets = ['{', '['];

/** Whether lists and objects of a JSON text are nested deeper than `limit`; brackets inside strings do not count. */
const isTooDeep = (text: string, limit: number): boolean =>
  hasMoreThan(text, limit, brackets) && nestsDeeper(text, limit);

/** Reads a text as JSON with at most `nesting` levels; of doubled member names the last counts. */
export const parseJsonText = (text: string, nesting = maxNesting): ParsedJson => {
  if (isTooDeep(text, nesting)) return { ok: false, detail: `The value is nested over ${nesting} deep.` };
  try {
    return { ok: true, value: JSON.parse(text) as unknown, text };
  } catch (cause) {
    return { ok: false, detail: `The value is not JSON: ${printable(String(cause))}` };
  }
};

/** Reads bytes as strict JSON: UTF-8 without a byte order mark, at most `nesting` levels; never throws. */
export const parseJson = (bytes: Uint8Array, nesting = maxNesting): ParsedJson => {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return { ok: false, detail: 'The value is not UTF-8.' };
  }
  return parseJsonText(text, nesting);
};
