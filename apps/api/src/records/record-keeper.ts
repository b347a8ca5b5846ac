import { eventId, sameContent, type EventIdentity } from '@cisterna/contract';
import type { EventLog } from '@cisterna/event-log';
import type { Logger } from '@cisterna/platform';
import {
  findEvents,
  markAppended,
  moveReservation,
  unappendedRecords,
  type PersonRecord,
  type ReadModel,
  type StoredEvent,
} from '@cisterna/read-model';
import { isAway } from '../http/problem-of.ts';
import { eventMediaType } from '../telemetry/judge-events.ts';
import type { ServiceTime } from '../service-time.ts';

/** What keeping records needs. */
export interface KeeperStores {
  readonly model: ReadModel;
  readonly log: EventLog;
  readonly time: ServiceTime;
  readonly logger: Logger;
}

/** Younger records are still on their way. */
const youngMs = 2_000;
/** How long a record that this process appended may take to be archived before it is appended again. */
const patienceMs = 300_000;
const portion = 500;
const headers = { 'content-type': eventMediaType };

/** Writes the text of a record anew for another entry. */
const forEntry =
  (record: PersonRecord) =>
  (entry: number): string => {
    const event = JSON.parse(record.event) as Record<string, unknown>;
    return JSON.stringify({ ...event, id: eventId({ ...record, entry }), entry });
  };

/**
 * Brings reserved records into the log and watches them until the archive has them: the same bytes again after a crash or an outage
 * of the log, the next entry where the log holds something else under a record's identity.
 */
export class RecordKeeper {
  private readonly appendedAt = new Map<string, number>();

  constructor(private readonly stores: KeeperStores) {}

  /** Appends one record; while the log is away it stays reserved, which is durable, and nobody need send it again. */
  async appendSoon(record: PersonRecord): Promise<void> {
    try {
      await this.append(record);
    } catch (err) {
      if (!isAway(err)) throw err;
      this.stores.logger.warn({ err, id: eventId(record) }, 'records.append-delayed');
    }
  }

  /** One round over all records that the archive did not show before; gives how many are still on their way. */
  async keep(): Promise<number> {
    const { model, time } = this.stores;
    const waiting = await unappendedRecords(model, { madeBefore: time.wallNow() - youngMs, limit: portion });
    const archived = await findEvents(model, waiting);
    const byId = new Map(archived.map(event => [eventId(event), event]));
    let left = 0;
    for (const record of waiting) if (!(await this.settle(record, byId.get(eventId(record))))) left += 1;
    return left;
  }

  /** Whether the record is now known to be in the archive. */
  private async settle(record: PersonRecord, archived: StoredEvent | undefined): Promise<boolean> {
    if (archived !== undefined && sameContent(archived.text, record.event)) {
      await markAppended(this.stores.model, record);
      this.appendedAt.delete(eventId(record));
      return true;
    }
    const next = archived === undefined ? record : await this.moved(record);
    if (next !== null && this.isDue(next)) await this.append(next);
    return false;
  }

  private async moved(record: PersonRecord): Promise<PersonRecord | null> {
    const next = await moveReservation(this.stores.model, record, forEntry(record));
    if (next !== null) this.stores.logger.warn({ from: eventId(record), to: eventId(next) }, 'records.identity-taken');
    return next;
  }

  private async append(record: PersonRecord): Promise<void> {
    const { log, time } = this.stores;
    await log.append([{ key: record.pumpId, value: record.event, headers, receivedAt: time.receiptOf(record.at) }]);
    this.appendedAt.set(eventId(record), time.wallNow());
  }

  private isDue(record: EventIdentity): boolean {
    const last = this.appendedAt.get(eventId(record));
    return last === undefined || this.stores.time.wallNow() - last > patienceMs;
  }
}
