import { setImmediate as nextTurn } from 'node:timers/promises';
import { isName, type PumpEvent, type PumpId } from '@cisterna/contract';
import type { LoggedRecord, PartitionBatch } from '@cisterna/event-log';
import { ArchiveBatch, loadPumps, type ReadModel } from '@cisterna/read-model';
import { ruled, type RuleBook } from '../clinic-rules/rule-book.ts';
import { foldPump, type FoldedPump } from '../pumps/fold-pump.ts';
import type { PumpCache } from '../pumps/pump-cache.ts';
import { newEntry, storedEntry, type PumpEntry } from '../pumps/pump-entry.ts';
import type { ServiceTime } from '../pumps/service-time.ts';
import type { BatchWork, TakenPump } from './batch-work.ts';
import { foldDeferred } from './fold-deferred.ts';
import { decodeGroup, type Arrived, type Intake, type Refused } from './intake.ts';
import { refoldNeed } from './refold.ts';
import { refusedByPump, takenOf, withRejections } from './rejections.ts';
import { archiveRow } from './rows.ts';
import { doubtful, sift, type Sifted } from './sift.ts';

/** A batch worked out in memory: nothing is written yet. */
export interface WorkedBatch {
  readonly folded: readonly FoldedPump[];
  /** The events that are new. */
  readonly archive: ArchiveBatch;
  readonly refused: readonly Refused[];
  readonly conflicts: readonly { readonly arrived: Arrived; readonly record: LoggedRecord }[];
  readonly repeats: number;
  readonly late: number;
}

const load = async (model: ReadModel, cache: PumpCache, ids: Iterable<PumpId>): Promise<Map<PumpId, PumpEntry>> => {
  const entries = new Map<PumpId, PumpEntry>();
  const unknown: PumpId[] = [];
  for (const id of ids) {
    const entry = cache.get(id);
    if (entry === undefined) unknown.push(id);
    else entries.set(id, entry);
  }
  if (unknown.length > 0) for (const pump of await loadPumps(model, unknown)) entries.set(pump.pumpId, storedEntry(pump));
  return entries;
};

/** What was told of the pumps of a batch, as far as it is known. Lists grow one by one: a group may be larger than a call's list of arguments. */
class Told {
  readonly pumps: TakenPump[] = [];
  readonly refused: Refused[] = [];
  readonly conflicts: Arrived[] = [];
  /** Pumps for which the archive must be asked. */
  readonly deferred = new Map<PumpId, readonly Arrived[]>();
  repeats = 0;

  refuse(refused: readonly Refused[]): void {
    for (const each of refused) this.refused.push(each);
  }

  knew({ repeats, conflicts }: Sifted): void {
    this.repeats += repeats;
    for (const each of conflicts) this.conflicts.push(each);
  }
}

const neverAsked = (): undefined => undefined;

/** What is new in a group, where memory alone can tell and it goes on behind what was folded; else null. */
const goesOn = ({ state }: PumpEntry, arrived: readonly Arrived[]): (Sifted & { readonly events: readonly PumpEvent[] }) | null => {
  if (doubtful(state, arrived).length > 0) return null;
  const sifted = sift(state, arrived, neverAsked);
  const events = sifted.fresh.map(a => a.event);
  return refoldNeed(state, events) === null ? { ...sifted, events } : null;
};

/** Folds at once what simply goes on; the rest waits. */
const foldGroup = (told: Told, { entries, time, archive, rules }: BatchWork, [pumpId, records]: readonly [string, readonly LoggedRecord[]]): void => {
  const { arrived, refused } = decodeGroup(records);
  told.refuse(refused);
  if (arrived.length === 0) return;
  const entry = entries.get(pumpId) ?? newEntry(pumpId);
  const sifted = goesOn(entry, arrived);
  if (sifted === null) {
    told.deferred.set(pumpId, arrived);
    return;
  }
  told.knew(sifted);
  const { fresh, events } = sifted;
  if (fresh.length === 0) return;
  told.pumps.push({ pump: foldPump(ruled(entry, events, rules), events, time), taken: fresh.length === records.length ? records : takenOf(fresh) });
  for (const each of fresh) archive.add(archiveRow(each));
};

/** After so many records others have their turn. */
const recordsInTurn = 2_000;

/**
 * Decodes one pump after the other and folds at once what simply goes on, nearly all: an event is then young when it is folded and written
 * down, and gone before garbage is collected.
 */
const foldGroups = async (work: BatchWork, { groups }: Intake): Promise<Told> => {
  const told = new Told();
  let inTurn = 0;
  for (const group of groups) {
    inTurn += group[1].length;
    if (inTurn > recordsInTurn) {
      await nextTurn();
      inTurn = 0;
    }
    foldGroup(told, work, group);
  }
  return told;
};

const recordsOf = (batch: PartitionBatch, conflicts: readonly Arrived[]): WorkedBatch['conflicts'] => {
  if (conflicts.length === 0) return [];
  const records = new Map(batch.records.map(record => [record.offset, record]));
  return conflicts.flatMap(arrived => {
    const record = records.get(arrived.offset);
    return record === undefined ? [] : [{ arrived, record }];
  });
};

/** Known pumps of which nothing was taken but something was refused: only that is decided. */
const unheard = (pumpIds: Iterable<PumpId>, { entries, time, rules }: BatchWork): TakenPump[] =>
  [...pumpIds].flatMap(pumpId => {
    const entry = entries.get(pumpId);
    return entry === undefined ? [] : [{ pump: foldPump(ruled(entry, [], rules), [], time), taken: [] }];
  });

/**
 * Drops repeats and folds every pump of a batch. Reads what memory does not hold, in a fixed number of queries however many
 * pumps the batch has. The former batch of the partition must be committed.
 */
export const workBatch = async (
  model: ReadModel,
  cache: PumpCache,
  { batch, intake, time, rules }: { readonly batch: PartitionBatch; readonly intake: Intake; readonly time: ServiceTime; readonly rules: RuleBook },
): Promise<WorkedBatch> => {
  const archive = new ArchiveBatch();
  const work = { model, entries: await load(model, cache, [...intake.groups.keys()].filter(isName)), time, archive, rules };
  const told = await foldGroups(work, intake);
  const deferred = await foldDeferred(work, told.deferred);
  const heard = [...told.pumps, ...deferred.pumps];

  const refused = refusedByPump(batch.partition, told.refused);
  const heardOf = new Set(heard.map(({ pump }) => pump.pumpId));
  const named = [...refused.keys()].filter(pumpId => !heardOf.has(pumpId));
  const pumps = [...heard, ...unheard(named, { ...work, entries: await load(model, cache, named) })];
  return {
    folded: pumps.map(({ pump, taken: own }) => withRejections(pump, own, refused.get(pump.pumpId) ?? [])),
    archive,
    refused: told.refused,
    conflicts: recordsOf(batch, [...told.conflicts, ...deferred.conflicts]),
    repeats: told.repeats + deferred.repeats,
    late: deferred.late,
  };
};
