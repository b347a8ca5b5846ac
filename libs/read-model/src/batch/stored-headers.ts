import { isUtf8 } from 'node:buffer';

/** A header as it is kept: text where PostgreSQL can hold it, else the bytes. */
export type StoredHeaders = Record<string, string | { base64: string }>;

/** PostgreSQL's JSON holds any text but one with U+0000. */
const isHoldable = (bytes: Uint8Array): boolean => isUtf8(bytes) && !bytes.includes(0);

const storedValue = (bytes: Uint8Array): string | { base64: string } => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return isHoldable(bytes) ? buffer.toString('utf8') : { base64: buffer.toString('base64') };
};

/** Text as PostgreSQL can hold it: U+0000 and halves of a surrogate pair become U+FFFD. */
export const holdable = (text: string): string => Buffer.from(text, 'utf8').toString('utf8').replaceAll('\0', '\uFFFD');

/** Headers of a record as JSON for the database. */
export const storedHeaders = (headers: Readonly<Record<string, Uint8Array | undefined>>): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(headers).flatMap(([name, bytes]) =>
        bytes === undefined ? [] : [[holdable(name), storedValue(bytes)]],
      ),
    ),
  );

const bytesOf = (value: string | { base64: string }): Uint8Array =>
  typeof value === 'string' ? Buffer.from(value, 'utf8') : Buffer.from(value.base64, 'base64');

/** The headers as they were. */
export const headersOf = (stored: StoredHeaders): Record<string, Uint8Array> =>
  Object.fromEntries(Object.entries(stored).map(([name, value]) => [name, bytesOf(value)]));
