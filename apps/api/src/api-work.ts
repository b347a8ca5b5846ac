import { setTimeout as delay } from 'node:timers/promises';
import { Gauge, type Registry } from 'prom-client';
import { Observable, type Subscription } from 'rxjs';
import type { Logger } from '@cisterna/platform';
import { listenForChanges, type ReadModel } from '@cisterna/read-model';
import type { PumpReader } from './pumps/pump-reader.ts';
import { keepRecords } from './records/keep-records.ts';
import type { RecordKeeper } from './records/record-keeper.ts';
import { ChangeSource } from './stream/change-source.ts';
import { installationOf } from './stream/installation.ts';
import { LiveFeed } from './stream/live-feed.ts';
import { StreamHub } from './stream/stream-hub.ts';

/** What the work beside the answers needs. */
export interface WorkParts {
  readonly readModel: ReadModel;
  readonly pumps: PumpReader;
  readonly keeper: RecordKeeper;
  readonly topic: string;
  readonly log: Logger;
  readonly registry: Registry;
}

const keepEveryMs = 2_000;
/** How long a stop waits for reads and appends under way. */
const patienceMs = 500;

/** Emits when something changed; listens only while somebody is subscribed, and tells how to wait for the end of that. */
const changesOf = (model: ReadModel, onStop: (stopped: Promise<void>) => void): Observable<void> =>
  new Observable(subscriber => {
    const listener = listenForChanges(model, () => {
      subscriber.next();
    });
    return () => {
      onStop(listener.stop());
    };
  });

/** What goes on between requests: the live feed, and people's records on their way into the log. */
export class ApiWork {
  readonly streams: StreamHub;
  private readonly feed: LiveFeed;
  private keeping: Subscription | null = null;
  private round: Promise<unknown> = Promise.resolve();
  private listening: Promise<void> = Promise.resolve();

  constructor(private readonly parts: WorkParts) {
    const { readModel, pumps, topic, log, registry } = parts;
    const changes = new ChangeSource(readModel, topic, pumps);
    const wake$ = changesOf(readModel, stopped => {
      this.listening = stopped;
    });
    const feed = (this.feed = new LiveFeed(changes, wake$, log));
    const streams = new StreamHub({
      feed,
      changes,
      snapshot: { model: readModel, topic, pumps },
      installation: () => installationOf(readModel),
      log,
    });
    this.streams = streams;
    new Gauge({
      name: 'cisterna_stream_clients',
      help: 'Clients of the live stream',
      registers: [registry],
      collect() {
        this.set(streams.size);
      },
    });
  }

  start(): void {
    const keep = (): Promise<number> => {
      const round = this.parts.keeper.keep();
      this.round = round.catch(() => undefined);
      return round;
    };
    this.keeping = keepRecords(keep, this.parts.log, keepEveryMs).subscribe();
  }

  /** Ends all streams and waits for what still uses the stores, unless a store that is away holds it up. */
  async stop(): Promise<void> {
    this.streams.close();
    this.keeping?.unsubscribe();
    const quiet = Promise.all([this.round, this.feed.stop().then(() => this.listening)]);
    const waiting = new AbortController();
    await Promise.race([quiet, delay(patienceMs, null, { signal: waiting.signal }).catch(() => null)]);
    waiting.abort();
  }
}
