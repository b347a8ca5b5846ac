import { createHash } from 'node:crypto';
import {
  encodeCloudEvent,
  isJsonObject,
  parseTime,
  recordBodyFaults,
  recordTypes,
  type EpochMs,
  type PumpFact,
  type PumpId,
  type RecordCall,
} from '@cisterna/contract';
import { invalidBody, Problem } from '../http/problem.ts';

/** What a person wants to record, read and found sound, before it has a place in the history. */
export interface RecordDraft {
  readonly call: RecordCall;
  readonly data: Readonly<Record<string, unknown>>;
  /** `time` of the body; null: now. */
  readonly at: EpochMs | null;
  readonly idempotencyKey: string | null;
  /** The same for bodies that say the same. */
  readonly bodyHash: string;
}

const keyForm = /^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/;

const idempotencyKey = (header: string | readonly string[] | undefined): string | null => {
  if (header === undefined) return null;
  if (typeof header === 'string' && keyForm.test(header)) return header;
  const detail = 'must be 1 to 255 printable ASCII characters';
  throw new Problem('invalid-parameter', `Idempotency-Key ${detail}.`, {
    faults: [{ pointer: '/header/idempotency-key', detail }],
  });
};

const inOrder = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

const hashOf = (body: unknown): string => createHash('sha256').update(JSON.stringify(body, inOrder)).digest('hex');

/** Reads the body of a call; throws `invalid-body` that names every fault, `invalid-parameter` for an ill-formed key. */
export const readDraft = (
  call: RecordCall,
  body: unknown,
  keyHeader: string | readonly string[] | undefined,
): RecordDraft => {
  const key = idempotencyKey(keyHeader);
  const faults = recordBodyFaults(call, body);
  if (faults.length > 0 || !isJsonObject(body)) throw invalidBody(faults);
  const { time, ...data } = body;
  return {
    call,
    data,
    at: typeof time === 'string' ? parseTime(time) : null,
    idempotencyKey: key,
    bodyHash: hashOf(body),
  };
};

/** Where a record goes: behind the pump event at (boot, seq), at a time, for the clinic of the pump. */
export interface RecordPlace {
  readonly pumpId: PumpId;
  readonly clinicId: string;
  readonly boot: number;
  readonly seq: number;
  readonly at: EpochMs;
}

/** Writes the event of a draft for any entry, as it goes to the log. */
export const eventWriter =
  ({ call, data }: Pick<RecordDraft, 'call' | 'data'>, place: RecordPlace): ((entry: number) => string) =>
  entry =>
    encodeCloudEvent({ type: recordTypes[call], ...place, entry, data } as unknown as PumpFact);
