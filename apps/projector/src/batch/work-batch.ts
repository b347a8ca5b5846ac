import { compareOrder, type EventIdentity, type PumpId } from '@cisterna/contract';
import type { LoggedRecord, PartitionBatch } from '@cisterna/event-log';
import { findEvents, loadPumps, type ReadModel } from '@cisterna/read-model';
import { foldPump, type FoldedPump } from '../pumps/fold-pump.ts';
import type { PumpCache } from '../pumps/pump-cache.ts';
import { newEntry, storedEntry, type PumpEntry } from '../pumps/pump-entry.ts';
import type { ServiceTime } from '../pumps/service-time.ts';
import type { Arrived, Intake } from './intake.ts';
import { loadRefolds, refoldNeed, type RefoldBase, type RefoldNeed } from './refold.ts';
import { refusedByPump, withRejections } from './rejections.ts';
import { doubtful, sift, type Sifted } from './sift.ts';

/** A batch worked out in memory: nothing is written yet. */
export interface WorkedBatch {
  readonly folded: readonly FoldedPump[];
  readonly fresh: readonly Arrived[];
  readonly conflicts: readonly { readonly arrived: Arrived; readonly record: LoggedRecord }[];
  readonly repeats: number;
  readonly late: number;
}

const load = async (model: ReadModel, cache: PumpCache, ids: readonly PumpId[]): Promise<ReadonlyMap<PumpId, PumpEntry>> => {
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

const identityKey = ({ pumpId, boot, seq, entry }: EventIdentity): string => `${pumpId}:${boot}:${seq}:${entry}`;

const siftAll = async (model: ReadModel, intake: Intake, entries: ReadonlyMap<PumpId, PumpEntry>): Promise<ReadonlyMap<PumpId, Sifted>> => {
  const groups = [...intake.pumps].map(([pumpId, group]) => ({ pumpId, group, state: (entries.get(pumpId) ?? newEntry(pumpId)).state }));
  const asked = groups.flatMap(({ state, group }) => doubtful(state, group));
  const found = asked.length === 0 ? [] : await findEvents(model, asked);
  const texts = new Map(found.map(row => [identityKey(row), row.text]));
  return new Map(groups.map(({ pumpId, group, state }) => [pumpId, sift(state, group, identity => texts.get(identityKey(identity)))]));
};

const needsOf = (sifted: ReadonlyMap<PumpId, Sifted>, entries: ReadonlyMap<PumpId, PumpEntry>): RefoldNeed[] => {
  const needs: RefoldNeed[] = [];
  for (const [pumpId, { fresh }] of sifted) {
    const entry = entries.get(pumpId);
    const place = entry === undefined ? null : refoldNeed(entry.state, fresh.map(a => a.event));
    if (entry !== undefined && place !== null) needs.push({ pumpId, entry, place });
  }
  return needs;
};

const isLate = ({ event }: Arrived, last: PumpEntry['state']['last'] | undefined): boolean =>
  last != null && event.entry === 0 && compareOrder(event, last) < 0;

const countLate = (sifted: ReadonlyMap<PumpId, Sifted>, entries: ReadonlyMap<PumpId, PumpEntry>): number => {
  let late = 0;
  for (const [pumpId, { fresh }] of sifted) late += fresh.filter(a => isLate(a, entries.get(pumpId)?.state.last)).length;
  return late;
};

const recordsOf = (batch: PartitionBatch, sifted: ReadonlyMap<PumpId, Sifted>): WorkedBatch['conflicts'] => {
  const conflicts = [...sifted.values()].flatMap(s => s.conflicts);
  if (conflicts.length === 0) return [];
  const records = new Map(batch.records.map(record => [record.offset, record]));
  return conflicts.flatMap(arrived => {
    const record = records.get(arrived.offset);
    return record === undefined ? [] : [{ arrived, record }];
  });
};

interface Gathered {
  readonly entries: ReadonlyMap<PumpId, PumpEntry>;
  readonly sifted: ReadonlyMap<PumpId, Sifted>;
  readonly refolds: ReadonlyMap<PumpId, RefoldBase>;
  readonly refused: ReturnType<typeof refusedByPump>;
}

const foldAll = ({ entries, sifted, refolds, refused }: Gathered, time: ServiceTime): FoldedPump[] => {
  const folded: FoldedPump[] = [];
  const renewed = [...sifted].filter(([, { fresh }]) => fresh.length > 0).map(([pumpId]) => pumpId);
  for (const pumpId of new Set([...renewed, ...refused.keys()])) {
    const fresh = sifted.get(pumpId)?.fresh ?? [];
    const entry = entries.get(pumpId) ?? (fresh.length > 0 ? newEntry(pumpId) : undefined);
    if (entry === undefined) continue;
    const pump = foldPump(entry, fresh.map(a => a.event), time, refolds.get(pumpId));
    folded.push(withRejections(pump, fresh, refused.get(pumpId) ?? []));
  }
  return folded;
};

/**
 * Drops repeats and folds every pump of a batch. Reads what memory does not hold, in a fixed number of queries however many
 * pumps the batch has. The former batch of the partition must be committed.
 */
export const workBatch = async (
  model: ReadModel,
  cache: PumpCache,
  { batch, intake, time }: { readonly batch: PartitionBatch; readonly intake: Intake; readonly time: ServiceTime },
): Promise<WorkedBatch> => {
  const refused = refusedByPump(batch.partition, intake.refused);
  const entries = await load(model, cache, [...new Set([...intake.pumps.keys(), ...refused.keys()])]);
  const sifted = await siftAll(model, intake, entries);
  const refolds = await loadRefolds(model, needsOf(sifted, entries));
  return {
    folded: foldAll({ entries, sifted, refolds, refused }, time),
    fresh: [...sifted.values()].flatMap(s => s.fresh),
    conflicts: recordsOf(batch, sifted),
    repeats: [...sifted.values()].reduce((sum, s) => sum + s.repeats, 0),
    late: countLate(sifted, entries),
  };
};
