import { decodeEventText, maxOrdinal, type PumpId, type ReconciliationView } from '@cisterna/contract';
import { parsePump, voidedRecords } from '@cisterna/domain';
import {
  findEvents,
  lastOrderAt,
  reserveRecord,
  type ListedPump,
  type PersonRecord,
  type ReadModel,
  type Reservation,
} from '@cisterna/read-model';
import { Problem } from '../http/problem.ts';
import type { ServiceTime } from '../service-time.ts';
import { judgeDraft } from './dry-run.ts';
import { hasPlaceAmong, pendingRecords, pendingVoids } from './pending-records.ts';
import { eventWriter, type RecordDraft, type RecordPlace } from './record-draft.ts';

/** Two refills of a pump this near are probably one that was recorded twice. */
const refillsApartMs = 12 * 3_600_000;

/** What the reservation came to: the record, and whether the key had given it before. */
export interface Reserved {
  readonly record: PersonRecord;
  readonly repeated: boolean;
}

const bodyFault = (pointer: string, detail: string): Problem =>
  new Problem('invalid-body', `${pointer} ${detail}`, { faults: [{ pointer, detail }] });

/** What readers would refuse later is refused now: too large, nested too deep, a time out of range. */
const requireReadable = (text: string, receivedAt: number): void => {
  const decoded = decodeEventText(text, receivedAt);
  if (decoded.ok) return;
  if (decoded.code === 'too-large') throw new Problem('payload-too-large', 'The event of this record is over 64 KiB.');
  throw decoded.code === 'time-out-of-range'
    ? bodyFault('/time', 'must not be before 2000 nor more than 24 h ahead')
    : bodyFault('', decoded.detail);
};

/** Gives what people record a place in a pump's history and an identity. All of it may throw DatabaseUnavailable. */
export class RecordDesk {
  constructor(
    private readonly model: ReadModel,
    private readonly time: ServiceTime,
  ) {}

  /** The place behind the newest pump event that the record follows; boot 1, seq 0 before any. */
  async placeOf(pump: ListedPump, draft: RecordDraft): Promise<RecordPlace> {
    const { pumpId, clockAt } = pump;
    const at = draft.at ?? this.time.nowFor(clockAt);
    const follows = await lastOrderAt(this.model, { pumpId, at, pumpEventsOnly: true });
    // Without a registration only a dry run comes this far, whose event is never written.
    const place = { pumpId, clinicId: pump.clinicId ?? pumpId, boot: follows?.boot ?? 1, seq: follows?.seq ?? 0, at };
    requireReadable(eventWriter(draft, place)(maxOrdinal), this.time.receiptOf(at));
    return place;
  }

  /** How a refill would be judged at its place; null for a first one. Stores nothing. */
  async judge(pump: ListedPump, draft: RecordDraft): Promise<ReconciliationView | null> {
    return judgeDraft(this.model, pump, draft, await this.placeOf(pump, draft));
  }

  /** Reserves the next entry there; throws the problems of a record: pump not registered, key used otherwise, refill already recorded, nothing to void. */
  async reserve(pump: ListedPump, draft: RecordDraft, place: RecordPlace, confirmed: boolean): Promise<Reserved> {
    if (pump.clinicId === null)
      throw new Problem(
        'pump-not-registered',
        `${pump.pumpId} is not registered: nobody's records can be about it yet.`,
      );
    const pending = await pendingRecords(this.model, pump.pumpId);
    await this.requireVoidable(pump.pumpId, draft, pending);
    const except = voidedRecords({ voids: [...parsePump(pump.state).voids, ...pendingVoids(pending)] });
    const { call, idempotencyKey, bodyHash } = draft;
    const reservation = await reserveRecord(this.model, {
      ...place,
      call,
      idempotencyKey,
      bodyHash,
      createdAt: this.time.wallNow(),
      eventOf: eventWriter(draft, place),
      unlessRefillNear: call === 'refills' && !confirmed ? { withinMs: refillsApartMs, except } : null,
    });
    return reservedFrom(reservation, draft);
  }

  private async requireVoidable(pumpId: PumpId, draft: RecordDraft, pending: readonly PersonRecord[]): Promise<void> {
    if (draft.call !== 'voids') return;
    const { entryOf } = draft.data as { entryOf: { boot: number; seq: number; entry: number } };
    if (hasPlaceAmong(pending, entryOf)) return;
    const found = await findEvents(this.model, [{ pumpId, ...entryOf }]);
    if (found.length === 0) throw bodyFault('/entryOf', 'names no record of this pump');
  }
}

const reservedFrom = (reservation: Reservation, { bodyHash }: RecordDraft): Reserved => {
  if (reservation.kind === 'refill-near') {
    const { boot, seq, entry } = reservation.refill;
    const which = entry === 0 ? `${boot}:${seq}` : `${boot}:${seq}+${entry}`;
    throw new Problem(
      'refill-already-recorded',
      `A refill within 12 hours of this one is recorded already (${which}); ?confirm=true records this one too.`,
    );
  }
  const { record, kind } = reservation;
  if (record.bodyHash !== bodyHash) throw new Problem('idempotency-conflict', 'The key was used with another body.');
  return { record, repeated: kind === 'repeated' };
};
