import type { PumpEvent } from '../events/pump-event.ts';
import type { PumpId } from '../identity.ts';
import type { EpochMs } from '../time.ts';

/** One record of the telemetry log as its adapter hands it over; `receivedAt` is the record's timestamp. */
export interface LogRecord {
  readonly key: Uint8Array | null;
  /** The key with one character for each byte, from an adapter that has it at hand without making a view of the bytes. */
  readonly keyText?: string | null;
  readonly value: Uint8Array | null;
  readonly headers: Readonly<Record<string, Uint8Array | undefined>>;
  readonly receivedAt: EpochMs;
}

/** Why a record was set aside; the first that applies in this order. `conflicting-duplicate` is found by comparing with the archive. */
export const deadLetterCodes = [
  'too-large',
  'not-json',
  'not-a-cloudevent',
  'unknown-type',
  'invalid-data',
  'id-mismatch',
  'key-mismatch',
  'time-out-of-range',
  'conflicting-duplicate',
] as const;

/** Why a record was set aside. */
export type DeadLetterCode = (typeof deadLetterCodes)[number];

/** A record that is an event; `text` is its structured JSON for the archive, as received wherever it came structured. */
export interface Accepted {
  readonly ok: true;
  readonly event: PumpEvent;
  readonly text: string;
  /** `text` in UTF-8, where it was received so. */
  readonly bytes?: Uint8Array;
}

/** A record that can't be taken. `detail` is printable ASCII and names every fault of the check that failed. */
export interface Rejected {
  readonly ok: false;
  readonly code: DeadLetterCode;
  readonly detail: string;
  /** The first of `pumpIds`, null when there is none. */
  readonly pumpId: PumpId | null;
  /** The pumps that the key and the subject name, the key's first; whether they exist is not known here. */
  readonly pumpIds: readonly PumpId[];
  /** The event type as written, null when it can't be read. */
  readonly type: string | null;
}

/** What became of a record. */
export type Decoded = Accepted | Rejected;
