import { compareOrder, type EventIdentity, type PumpId } from '@cisterna/contract';
import { findEvents } from '@cisterna/read-model';
import { ruled } from '../clinic-rules/rule-book.ts';
import { foldPump } from '../pumps/fold-pump.ts';
import { newEntry, type PumpEntry } from '../pumps/pump-entry.ts';
import type { BatchWork, TakenPump } from './batch-work.ts';
import type { Arrived } from './intake.ts';
import { loadRefolds, refoldNeed, type RefoldNeed } from './refold.ts';
import { takenOf } from './rejections.ts';
import { archiveRow } from './rows.ts';
import { doubtful, sift, type Sifted } from './sift.ts';

/** What arrived of pumps for which the archive must be asked: events that may be known, or that change what was folded. */
export type DeferredGroups = ReadonlyMap<PumpId, readonly Arrived[]>;

/** Those pumps, sifted and folded. */
export interface DeferredPumps {
  readonly pumps: readonly TakenPump[];
  readonly conflicts: readonly Arrived[];
  readonly repeats: number;
  readonly late: number;
}

const nothing: DeferredPumps = { pumps: [], conflicts: [], repeats: 0, late: 0 };

const identityKey = ({ pumpId, boot, seq, entry }: EventIdentity): string => `${pumpId}:${boot}:${seq}:${entry}`;

const siftAll = async ({ model, entries }: BatchWork, deferred: DeferredGroups): Promise<ReadonlyMap<PumpId, Sifted>> => {
  const groups = [...deferred].map(([pumpId, group]) => ({ pumpId, group, state: (entries.get(pumpId) ?? newEntry(pumpId)).state }));
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

/** Tells what is new from repeats, loads what it needs of the archive in a fixed number of queries, and folds. */
export const foldDeferred = async (work: BatchWork, deferred: DeferredGroups): Promise<DeferredPumps> => {
  if (deferred.size === 0) return nothing;
  const { entries, time, archive, rules } = work;
  const sifted = await siftAll(work, deferred);
  const refolds = await loadRefolds(work.model, needsOf(sifted, entries));
  const pumps: TakenPump[] = [];
  let late = 0;
  for (const [pumpId, { fresh }] of sifted) {
    if (fresh.length === 0) continue;
    const events = fresh.map(a => a.event);
    const entry = ruled(entries.get(pumpId) ?? newEntry(pumpId), events, rules);
    late += fresh.filter(a => isLate(a, entries.get(pumpId)?.state.last)).length;
    pumps.push({ pump: foldPump(entry, events, time, refolds.get(pumpId)), taken: takenOf(fresh) });
    for (const each of fresh) archive.add(archiveRow(each));
  }
  const all = [...sifted.values()];
  return { pumps, conflicts: all.flatMap(s => s.conflicts), repeats: all.reduce((sum, s) => sum + s.repeats, 0), late };
};
