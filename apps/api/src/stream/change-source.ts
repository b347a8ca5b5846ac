import { streamText } from '@cisterna/contract';
import {
  changesSince,
  feedPosition,
  readPumps,
  type FeedPage,
  type FeedPosition,
  type ListedPump,
  type ReadModel,
} from '@cisterna/read-model';
import { visibleClinics } from '../access/principal.ts';
import type { PumpReader } from '../pumps/pump-reader.ts';
import type { LiveBatch, LiveMessage, StreamFilter } from './live-batch.ts';

/** How many pumps and alert changes one read brings at least, where there are so many: about a megabyte of messages. */
const portion = 500;

/** A part of the feed, and whether more of it is there already. */
export interface ChangePage {
  readonly batch: LiveBatch;
  readonly more: boolean;
}

/** Reads the feed of changes as messages. All of it may throw DatabaseUnavailable. */
export class ChangeSource {
  constructor(
    private readonly model: ReadModel,
    private readonly topic: string,
    private readonly pumps: PumpReader,
  ) {}

  /** Where the feed stands: all before it is shown by what is read from now on. */
  position(): Promise<FeedPosition> {
    return feedPosition(this.model);
  }

  /** What changed since a position, for one client or for all (null). Throws FeedPositionUnknown. */
  async since(position: FeedPosition, filter: StreamFilter | null): Promise<ChangePage> {
    const page = await changesSince(this.model, position, {
      topic: this.topic,
      pumpIds: filter?.pumpIds ?? undefined,
      clinicIds: filter === null ? undefined : (visibleClinics(filter.principal, filter.clinicIds) ?? undefined),
      limit: portion,
    });
    return { batch: { from: position, to: page.position, messages: await this.messages(page) }, more: page.more };
  }

  private async messages({ pumps, alertChanges, systemEvents }: FeedPage): Promise<LiveMessage[]> {
    if (pumps.length + alertChanges.length + systemEvents.length === 0) return [];
    const [summaries, clinics] = await Promise.all([this.pumps.summaries(pumps), this.clinics(pumps, alertChanges)]);
    return [
      ...summaries.map((summary): LiveMessage => ({
        event: 'pump',
        change: null,
        pumpId: summary.id,
        clinicId: clinics.get(summary.id) ?? null,
        data: streamText(summary.id, JSON.stringify(summary)),
      })),
      ...alertChanges.map(({ alertId, version, pumpId, doc }): LiveMessage => ({
        event: 'alert',
        change: `${alertId}:${version}`,
        pumpId,
        clinicId: clinics.get(pumpId) ?? null,
        data: streamText(pumpId, doc),
      })),
      ...systemEvents.map(({ id, clinicIds, doc }): LiveMessage => ({
        event: 'system',
        change: id,
        pumpId: null,
        clinicId: null,
        clinicIds,
        data: doc,
      })),
    ];
  }

  /** The clinics of all pumps that the page speaks of; an alert may change without its pump. */
  private async clinics(
    pumps: readonly ListedPump[],
    alertChanges: FeedPage['alertChanges'],
  ): Promise<ReadonlyMap<string, string | null>> {
    const known = new Map(pumps.map(({ pumpId, clinicId }) => [pumpId, clinicId]));
    const others = [...new Set(alertChanges.map(({ pumpId }) => pumpId))].filter(pumpId => !known.has(pumpId));
    const rows = others.length === 0 ? [] : await readPumps(this.model, this.topic, others);
    for (const { pumpId, clinicId } of rows) known.set(pumpId, clinicId);
    return known;
  }
}
