import { afterString, nestingStep } from './json.ts';

const comma = 44;
const quote = 34;

/**
 * Cuts the text of a JSON list into the texts of its items, each exactly as written, so that a batch is logged without being written anew.
 * The text must have been parsed as a list before; for any other text the result means nothing. Any nesting is fine.
 */
export const splitBatch = (list: string): string[] => {
  const text = list.trim();
  const items: string[] = [];
  let start = 1;
  let depth = 0;
  for (let at = 1; at < text.length - 1; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) at = afterString(text, at) - 1;
    else depth += nestingStep(code);
    if (code !== comma || depth > 0) continue;
    items.push(text.slice(start, at).trim());
    start = at + 1;
  }
  const last = text.slice(start, -1).trim();
  return last === '' ? items : [...items, last];
};
