import type { Message } from 'kafkajs';
import type { ChunkLimits } from '../append-queue.ts';
import type { AppendRecord, PublishRecord } from '../event-log.ts';

type HeaderValue = Uint8Array | string | undefined;

const asBuffer = (bytes: Uint8Array | string): Buffer =>
  typeof bytes === 'string' ? Buffer.from(bytes) : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const toHeaders = (headers: Readonly<Record<string, HeaderValue>>): Record<string, Buffer> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, asBuffer(value)]])),
  );

/** A telemetry record in the client's shape. */
export const toMessage = ({ key, value, headers, receivedAt }: AppendRecord): Message => ({
  key: Buffer.from(key),
  value: asBuffer(value),
  headers: toHeaders(headers ?? {}),
  timestamp: String(receivedAt ?? Date.now()),
});

/** A record for a side topic in the client's shape; header values that are absent are left out. */
export const toSideMessage = ({ key, value, headers }: PublishRecord): Message => ({
  key: key === null ? null : asBuffer(key),
  value: value === null ? null : asBuffer(value),
  headers: toHeaders(headers),
});

/** What a record takes in a request, a little more than less. */
export const sizeOf = ({ key, value, headers }: Message): number => {
  const extra = Object.entries(headers ?? {}).reduce(
    (sum, [name, held]) => sum + name.length + (held?.length ?? 0) + 8,
    32,
  );
  return (key?.length ?? 0) + (value?.length ?? 0) + extra;
};

/**
 * What goes out at once: one batch per partition must stay under the broker's usual 1 MB, and kafkajs groups messages by
 * partition in time that grows with the square of their number.
 */
export const chunkLimits: ChunkLimits<Message> = { records: 2_000, bytes: 900_000, sizeOf };
