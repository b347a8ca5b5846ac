import {
  decodeRecord,
  sameContent,
  type Accepted,
  type DeadLetterCode,
  type PumpEvent,
  type PumpId,
} from '@cisterna/contract';
import { foldHistory, initialPump, settleAlerts, type PumpState } from '@cisterna/domain';
import type { EventLog, LoggedRecord, PartitionBatch, Subscription } from '@cisterna/event-log';
import { findEvents, openPartition, writeBatch, type BatchWrite, type ReadModel } from '@cisterna/read-model';
import { keyOf, rowsOf, type Folded } from './rows.fixture.ts';

/**
 * Projects what is in the log, as far as the API's specs need it: events that come in order, one alert per pump and batch, no timers.
 * The real projector is another app, which this one does not know; whole processes are tested elsewhere.
 */
export class TestProjection {
  private readonly states = new Map<PumpId, { readonly state: PumpState; readonly revision: number }>();
  private readonly epochs = new Map<number, number>();
  private readonly subscription: Subscription;
  private onCommit: (at: number) => void = () => undefined;
  private gate: Promise<void> = Promise.resolve();

  constructor(
    private readonly model: ReadModel,
    private readonly log: EventLog,
  ) {
    this.subscription = log.consume({
      opened: async partition => {
        const { epoch, position } = await openPartition(model, { topic: log.topic, partition });
        this.epochs.set(partition, epoch);
        return position;
      },
      batch: async batch => {
        await this.gate;
        await this.project(batch);
      },
      revoked: () => Promise.resolve(),
      observed: () => undefined,
    });
  }

  stop(): Promise<void> {
    return this.subscription.stop();
  }

  /** Resolves with the time, by the process's clock, at which the next batch is committed. */
  nextCommit(): Promise<number> {
    return new Promise(resolve => (this.onCommit = resolve));
  }

  /** Projects nothing while `work` runs. */
  async paused(work: () => Promise<void>): Promise<void> {
    let resume = (): void => undefined;
    this.gate = new Promise(resolve => (resume = resolve));
    try {
      await work();
    } finally {
      resume();
    }
  }

  private async project(batch: PartitionBatch): Promise<void> {
    const decoded = batch.records.map(record => ({ record, result: decodeRecord(record) }));
    const deadLetters = decoded.flatMap(({ record, result }) =>
      result.ok ? [] : [this.deadLetter(batch, record, result.code)],
    );
    const accepted = decoded.flatMap(({ record, result }) => (result.ok ? [{ record, ...result }] : []));
    const known = new Map(
      (
        await findEvents(
          this.model,
          accepted.map(({ event }) => event),
        )
      ).map(event => [keyOf(event), event.text]),
    );
    const fresh: Accepted[] = [];
    for (const { record, ...one } of accepted) {
      const standing = known.get(keyOf(one.event));
      if (standing === undefined) fresh.push(one);
      else if (!sameContent(standing, one.text))
        deadLetters.push(this.deadLetter(batch, record, 'conflicting-duplicate'));
      known.set(keyOf(one.event), standing ?? one.text);
    }
    await this.write(batch, fresh, deadLetters);
  }

  private deadLetter(
    { partition }: PartitionBatch,
    { offset, key, value, headers, receivedAt }: LoggedRecord,
    code: DeadLetterCode,
  ): BatchWrite['deadLetters'][number] {
    const place = [this.log.topic, partition, offset.toString()];
    return {
      id: place.join(':'),
      origin: place.join('/'),
      at: receivedAt,
      code,
      detail: code,
      pumpId: null,
      key,
      value,
      headers,
    };
  }

  private fold(pumpId: PumpId, events: readonly PumpEvent[]): Folded {
    const before = this.states.get(pumpId) ?? { state: initialPump(pumpId), revision: 0 };
    const result = foldHistory(before.state, pumpId, events);
    const steps = settleAlerts({
      pump: result.state,
      transitions: result.transitions,
      stored: [],
      refoldedFrom: null,
      lifted: null,
      decidedAt: at => at ?? result.state.last?.at ?? 0,
    });
    return { ...result, steps, revision: before.revision };
  }

  private async write(
    batch: PartitionBatch,
    fresh: readonly Accepted[],
    deadLetters: BatchWrite['deadLetters'],
  ): Promise<void> {
    const { partition, firstOffset, nextOffset, highWatermark } = batch;
    const pumpIds = [...new Set(fresh.map(({ event }) => event.pumpId))];
    const eventsOf = (pumpId: PumpId) => fresh.flatMap(({ event }) => (event.pumpId === pumpId ? [event] : []));
    const folded = pumpIds.map(pumpId => this.fold(pumpId, eventsOf(pumpId)));
    await writeBatch(this.model, {
      topic: this.log.topic,
      partition,
      epoch: this.epochs.get(partition) ?? 0,
      from: firstOffset === 0n ? null : firstOffset,
      to: nextOffset,
      clockAt: Math.max(0, ...batch.records.map(({ receivedAt }) => receivedAt)),
      highWatermark,
      ...rowsOf(fresh, folded),
      deadLetters,
    });
    for (const { state, revision } of folded) this.states.set(state.pumpId, { state, revision: revision + 1 });
    this.onCommit(performance.now());
  }
}
