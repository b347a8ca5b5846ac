import { formatTime, type DeadLetterView } from '@cisterna/contract';
import type { StoredDeadLetter } from '@cisterna/read-model';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes as text, or as base64 where they are no UTF-8. */
export const shownBytes = (bytes: Uint8Array): string | { base64: string } => {
  try {
    return utf8.decode(bytes);
  } catch {
    return { base64: Buffer.from(bytes).toString('base64') };
  }
};

/** What lists show of a record that was set aside. */
export const deadLetterView = (letter: StoredDeadLetter): DeadLetterView => ({
  id: letter.id,
  at: formatTime(letter.at),
  code: letter.code,
  detail: letter.detail,
  origin: letter.origin,
  key: letter.key === null ? null : shownBytes(letter.key),
  value: letter.value === null ? null : shownBytes(letter.value),
  headers: Object.fromEntries(Object.entries(letter.headers).map(([name, bytes]) => [name, shownBytes(bytes)])),
  redrivenAt: letter.redrivenAt === null ? null : formatTime(letter.redrivenAt),
});
