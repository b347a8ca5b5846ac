import type { EventIdentity } from '@cisterna/contract';
import { identityColumns } from '../database/identity-columns.ts';
import { arraysOf, unnestOf } from '../database/row-set.ts';
import { select } from '../database/select.ts';
import type { ReadModel } from '../read-model.ts';
import { eventRowColumns, storedEvent, type EventRow, type StoredEvent } from './stored-event.ts';

/** Materialized, so that the planner looks each one up by its key however many there are. */
const text = `select ${eventRowColumns} from ${unnestOf(identityColumns)}
  cross join lateral (select * from event k where k.pump_id = r.pump_id and k.boot = r.boot and k.seq = r.seq
    and k.entry = r.entry offset 0) e`;

/** Those of these events that the archive has, in no order: to tell repeats from news. Throws DatabaseUnavailable. */
export const findEvents = async (model: ReadModel, identities: readonly EventIdentity[]): Promise<StoredEvent[]> => {
  if (identities.length === 0) return [];
  return (await select<EventRow>(model, text, arraysOf(identityColumns, identities))).map(storedEvent);
};
