import type { DeadLetterView } from '@cisterna/contract';

type Bytes = DeadLetterView['value'];

const indented = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(text) as unknown, null, 2);
  } catch {
    return text;
  }
};

/** A part of a record for people: JSON is indented, other text stays as it is, what is no text is shown as base64. */
export const recordText = (bytes: Bytes): string => {
  if (bytes === null) return 'none';
  if (typeof bytes !== 'string') return `${bytes.base64} (base64: no UTF-8)`;
  return bytes === '' ? 'empty' : indented(bytes);
};

/** The pump that a record is about, as far as its key says. */
export const pumpOf = ({ key }: Pick<DeadLetterView, 'key'>): string | null => (typeof key === 'string' && /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(key) ? key : null);
