import type { EpochMs, EventIdentity, EventOrder, PumpId } from '@cisterna/contract';
import type { Session } from '../database/transaction.ts';
import { inTransaction } from '../database/transaction.ts';
import type { ReadModel } from '../read-model.ts';
import type { PersonRecord } from './person-record.ts';
import { refillNearText, refillNearValues, type KnownRefill } from './refill-near.ts';

/** What a person wants to record, behind the pump event at (boot, seq); `eventOf` writes the CloudEvent once its entry is known. */
export interface ReservationRequest {
  readonly pumpId: PumpId;
  readonly boot: number;
  readonly seq: number;
  readonly call: string;
  readonly idempotencyKey: string | null;
  readonly bodyHash: string;
  readonly at: EpochMs;
  readonly createdAt: EpochMs;
  readonly eventOf: (entry: number) => string;
  /** For a refill: refuse it when another one, none of `except`, is this near. */
  readonly unlessRefillNear?: { readonly withinMs: number; readonly except: readonly EventOrder[] } | null;
}

/** `reserved`: a new record. `repeated`: the key was used before, with this body or another. `refill-near`: nothing was reserved. */
export type Reservation =
  | { readonly kind: 'reserved' | 'repeated'; readonly record: PersonRecord }
  | { readonly kind: 'refill-near'; readonly refill: KnownRefill };

/** The class of our advisory locks for a pump's records: "prec" in ASCII; the second key is a hash of the pump. */
const lockClass = 0x70_72_65_63;

const recordColumns = `pump_id as "pumpId", boot, seq, entry, call, idempotency_key as "idempotencyKey", body_hash as "bodyHash",
  at_ms as at, event, created_ms as "createdAt", appended`;

const lock = { name: 'cisterna-lock-records', text: `select pg_advisory_xact_lock(${lockClass}, hashtext($1))` };
const byKey = {
  name: 'cisterna-record-by-key',
  text: `select ${recordColumns} from person_record where pump_id = $1 and call = $2 and idempotency_key = $3`,
};
const near = { name: 'cisterna-refill-near', text: refillNearText };
const nextEntry = {
  name: 'cisterna-next-entry',
  text: `select 1 + greatest(
      (select max(entry) from event where pump_id = $1 and boot = $2 and seq = $3),
      (select max(entry) from person_record where pump_id = $1 and boot = $2 and seq = $3), 0) as entry`,
};
const insert = {
  name: 'cisterna-new-record',
  text: `insert into person_record
    (pump_id, boot, seq, entry, call, idempotency_key, body_hash, at_ms, event, created_ms, appended)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, false) returning ${recordColumns}`,
};
const move = {
  name: 'cisterna-move-record',
  text: `update person_record set entry = $5, event = $6 where pump_id = $1 and boot = $2 and seq = $3 and entry = $4
    and not appended returning ${recordColumns}`,
};

const freeEntry = async (session: Session, { pumpId, boot, seq }: Omit<EventIdentity, 'entry'>): Promise<number> => {
  const [row] = await session.rows<{ entry: number }>(nextEntry, [pumpId, boot, seq]);
  return row?.entry ?? 1;
};

const former = async (session: Session, request: ReservationRequest): Promise<PersonRecord | undefined> => {
  if (request.idempotencyKey === null) return undefined;
  const rows = await session.rows<PersonRecord>(byKey, [request.pumpId, request.call, request.idempotencyKey]);
  return rows[0];
};

const refillInTheWay = async (session: Session, request: ReservationRequest): Promise<KnownRefill | undefined> => {
  const { pumpId, at, unlessRefillNear } = request;
  if (unlessRefillNear == null) return undefined;
  const rows = await session.rows<KnownRefill>(near, refillNearValues({ pumpId, at, ...unlessRefillNear }));
  return rows[0];
};

const newRecord = async (session: Session, request: ReservationRequest): Promise<PersonRecord[]> => {
  const { pumpId, boot, seq, call, idempotencyKey, bodyHash, at, createdAt } = request;
  const entry = await freeEntry(session, request);
  const event = request.eventOf(entry);
  return session.rows(insert, [pumpId, boot, seq, entry, call, idempotencyKey, bodyHash, at, event, createdAt]);
};

/**
 * Gives a person's record its identity, the next free entry over archive and reservations, and keeps it with its event until the log has it.
 * Reservations of one pump take turns: two never share an entry, a key or the time of a refill. Throws DatabaseUnavailable.
 */
export const reserveRecord = (model: ReadModel, request: ReservationRequest): Promise<Reservation> =>
  inTransaction<Reservation>(model, async session => {
    await session.rows(lock, [request.pumpId]);
    const repeated = await former(session, request);
    if (repeated !== undefined) return { kind: 'repeated', record: repeated };
    const refill = await refillInTheWay(session, request);
    if (refill !== undefined) return { kind: 'refill-near', refill };
    const [record] = await newRecord(session, request);
    if (record === undefined) throw new Error('The reservation was not given back.');
    return { kind: 'reserved', record };
  });

/**
 * Gives a record that is not appended yet the next free entry instead of its own, which the log holds with other content.
 * Null when it is appended, or there is no such record. Throws DatabaseUnavailable.
 */
export const moveReservation = (
  model: ReadModel,
  { pumpId, boot, seq, entry }: EventIdentity,
  eventOf: (entry: number) => string,
): Promise<PersonRecord | null> =>
  inTransaction(model, async session => {
    await session.rows(lock, [pumpId]);
    const next = await freeEntry(session, { pumpId, boot, seq });
    const [record] = await session.rows<PersonRecord>(move, [pumpId, boot, seq, entry, next, eventOf(next)]);
    return record ?? null;
  });
