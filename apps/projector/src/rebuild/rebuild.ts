import { setTimeout as delay } from 'node:timers/promises';
import type { EventLog } from '@cisterna/event-log';
import type { Clock, Logger } from '@cisterna/platform';
import { createMetrics } from '@cisterna/platform';
import {
  exchangeGenerations,
  generationDifferences,
  openNextGeneration,
  partitionStates,
  type ReadModel,
  type TableDifferences,
} from '@cisterna/read-model';
import { Projector } from '../projector.ts';
import { alertsInLine } from './alerts-in-line.ts';
import { HeldBack } from './held-back.ts';

/** What a rebuild stands on. `eventLog` reads under a group of its own. */
export interface RebuildOptions {
  readonly live: ReadModel;
  readonly url: string;
  readonly eventLog: EventLog;
  readonly log: Logger;
  readonly clock: Clock;
  /** Told now and then: events behind the live generation. */
  readonly onProgress?: (behind: number) => void;
}

const lookEveryMs = 200;
const tellEveryMs = 5_000;
/** So many events behind the live generation the next one has caught up; the rest is soon read. */
const nearby = 2_000;
const reachWithinMs = 120_000;
const poolSize = 12;

/** A rebuild that can't go on; a person must decide. */
export class RebuildRefused extends Error {
  readonly code = 'rebuild-refused';
  readonly retriable = false;
}

type Positions = ReadonlyMap<number, bigint>;

const positionsOf = async (model: ReadModel, topic: string): Promise<Positions> =>
  new Map(
    (await partitionStates(model, topic)).flatMap(({ partition, position }) =>
      position === null ? [] : [[partition, position] as const],
    ),
  );

const behind = (wanted: Positions, reached: Positions): number =>
  [...wanted].reduce(
    (sum, [partition, position]) => sum + Math.max(0, Number(position - (reached.get(partition) ?? 0n))),
    0,
  );

/** The next generation, filled from the log beside the live one. */
export class Rebuild {
  readonly #options: RebuildOptions;
  readonly #projector: Projector;
  readonly #reader: HeldBack;
  #standing: Positions | null = null;

  private constructor(
    options: RebuildOptions,
    readonly next: ReadModel,
  ) {
    this.#options = options;
    const { eventLog, log, clock } = options;
    this.#projector = new Projector({
      eventLog,
      model: next,
      rulesIn: options.live,
      metrics: createMetrics(),
      log,
      clock,
      clockKind: 'stream',
      logStopsWithService: false,
    });
    this.#reader = new HeldBack(this.#projector, partition => this.#limit(partition));
  }

  /** Begins, or goes on with what a former run has stored. @throws RebuildRefused when the log has lost its beginning */
  static async begin(options: RebuildOptions): Promise<Rebuild> {
    await options.eventLog.ready();
    const cutOff = (await options.eventLog.watermarks()).filter(({ low }) => low > 0n);
    if (cutOff.length > 0)
      throw new RebuildRefused(
        `The log has lost its beginning (${cutOff.map(p => `partition ${p.partition} begins at ${p.low}`).join(', ')}): what is archived could not be built again.`,
      );
    const next = await openNextGeneration(options.live, { url: options.url, poolSize, log: options.log });
    const rebuild = new Rebuild(options, next);
    rebuild.#projector.start(rebuild.#reader);
    return rebuild;
  }

  /** Resolves once it has come to where the live generation stood a moment before. */
  async caughtUp(): Promise<void> {
    const { live, eventLog } = this.#options;
    await this.#within(nearby, Infinity, () => positionsOf(live, eventLog.topic));
    const stood = await positionsOf(live, eventLog.topic);
    await this.#within(0, reachWithinMs, () => Promise.resolve(stood));
  }

  /** What is not the same on either side now. A live service goes on meanwhile: what it has just folded may be among it. */
  differences(): Promise<TableDifferences[]> {
    return generationDifferences(this.#options.live);
  }

  /** Makes the next generation the live one; gives the number of alert changes stored, which nobody is told. @throws RebuildRefused when that would lose events */
  async exchange(): Promise<number> {
    const { live, eventLog, clock } = this.#options;
    const reach = async (positions: Positions): Promise<void> => {
      this.#standing = positions;
      this.#reader.reachExactly();
      await this.#within(0, reachWithinMs, () => Promise.resolve(positions));
      await this.#stopReading();
      await this.#requireWhole();
    };
    return exchangeGenerations(live, eventLog.topic, {
      reach,
      alerts: () => alertsInLine(live, this.next, eventLog.topic, clock.now()),
    });
  }

  /** Stops reading; what is stored stays, and a later run goes on with it. */
  async end(): Promise<void> {
    await this.#stopReading();
    await this.next.close();
  }

  async #stopReading(): Promise<void> {
    this.#reader.end();
    await this.#projector.stop();
  }

  async #limit(partition: number): Promise<bigint> {
    const positions = this.#standing ?? (await positionsOf(this.#options.live, this.#options.eventLog.topic));
    return positions.get(partition) ?? 0n;
  }

  async #within(most: number, withinMs: number, wanted: () => Promise<Positions>): Promise<void> {
    const deadline = performance.now() + withinMs;
    for (let told = -Infinity; ;) {
      const left = behind(await wanted(), await positionsOf(this.next, this.#options.eventLog.topic));
      if (left <= most) return;
      if (performance.now() > deadline)
        throw new RebuildRefused(
          `The next generation did not reach the live one within ${withinMs / 1000} s: run it again.`,
        );
      if (performance.now() - told >= tellEveryMs) {
        told = performance.now();
        this.#options.onProgress?.(left);
      }
      await delay(lookEveryMs);
    }
  }

  /** Events that only the live archive has would be gone. */
  async #requireWhole(): Promise<void> {
    const archive = (await this.differences()).find(({ table }) => table === 'event');
    if (archive === undefined || archive.extra === 0) return;
    throw new RebuildRefused(
      `${archive.extra} archived events are not in the log (${archive.examples.join(', ')} …): the exchange would lose them.`,
    );
  }
}
