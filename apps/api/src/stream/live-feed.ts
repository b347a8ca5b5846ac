import { setTimeout as delay } from 'node:timers/promises';
import {
  catchError,
  defer,
  EMPTY,
  from,
  ignoreElements,
  merge,
  Subject,
  type Observable,
  type Subscription,
} from 'rxjs';
import type { Logger } from '@cisterna/platform';
import { FeedPositionUnknown, type FeedPosition } from '@cisterna/read-model';
import type { ChangePage } from './change-source.ts';
import type { LiveBatch, StreamFilter } from './live-batch.ts';
import { pollOnWake } from './poll-on-wake.ts';

/** Somebody who follows the feed. */
export interface Follower {
  readonly filter: StreamFilter;
  /** Takes what changed; must neither wait nor throw. */
  readonly deliver: (batch: LiveBatch) => void;
  /** The database is another one than before: what the follower knows means nothing any more. */
  readonly expire: () => void;
}

/** What the feed reads from. */
export interface FeedSource {
  position(): Promise<FeedPosition>;
  since(position: FeedPosition, filter: StreamFilter | null): Promise<ChangePage>;
}

/** A wake-up may be lost with its connection; then a poll finds the change. */
const pollEveryMs = 1000;
/** Bulk loads change pumps faster than anybody can look: the feed brings at most 10 MiB/s, so that changes of a pump merge meanwhile. */
const bytesPerMs = (10 * 1024 * 1024) / 1000;
const shortestPauseMs = 5;

interface Joiner {
  readonly follower: Follower;
  /** Alert changes that it got while catching up. */
  readonly got: Set<string>;
  position: FeedPosition;
}

/** What a follower got beyond the common position when it joined, and up to where. */
interface Overlap {
  readonly got: ReadonlySet<string>;
  readonly through: bigint;
}

/** One reader of changes for all clients of the process; it reads only while there are some. */
export class LiveFeed {
  private readonly nudge$ = new Subject<void>();
  private readonly followers = new Map<Follower, Overlap | null>();
  private readonly joiners = new Set<Joiner>();
  private position: FeedPosition = '0';
  private polling: Subscription | null = null;
  private turning: Promise<void> = Promise.resolve();
  private failing = false;

  constructor(
    private readonly source: FeedSource,
    private readonly wake$: Observable<unknown>,
    private readonly log: Pick<Logger, 'info' | 'warn'>,
  ) {}

  /** Follows the feed from a position on, without loss; gives back how to leave. */
  join(follower: Follower, position: FeedPosition): () => void {
    const joiner = { follower, position, got: new Set<string>() };
    this.joiners.add(joiner);
    this.polling ??= this.poll().subscribe();
    this.nudge$.next();
    return () => {
      this.joiners.delete(joiner);
      this.followers.delete(follower);
      if (this.size === 0) this.pause();
    };
  }

  /** Leaves everybody and waits for the read under way. */
  async stop(): Promise<void> {
    this.joiners.clear();
    this.followers.clear();
    this.pause();
    await this.turning;
  }

  /** How many follow. */
  get size(): number {
    return this.followers.size + this.joiners.size;
  }

  private pause(): void {
    this.polling?.unsubscribe();
    this.polling = null;
  }

  private poll(): Observable<never> {
    const turn = () => {
      this.turning = this.turning
        .then(() => this.turn())
        .catch((err: unknown) => {
          this.failed(err);
        });
      return from(this.turning).pipe(ignoreElements());
    };
    return pollOnWake(merge(this.wake$, this.nudge$), () => defer(turn).pipe(catchError(() => EMPTY)), pollEveryMs);
  }

  /**
   * Who joins catches up first, then all read on together: the common read begins where the former one ended, which the catching up has
   * passed, and it comes later, so that a client neither misses a change nor sees an older state after a newer one.
   */
  private async turn(): Promise<void> {
    if (this.followers.size === 0) this.position = await this.source.position();
    for (const joiner of this.joiners) await this.catchUp(joiner);
    let more = true;
    while (more && this.followers.size > 0) {
      const page = await this.source.since(this.position, null);
      for (const follower of this.followers.keys()) this.deliver(follower, page.batch);
      this.position = page.batch.to;
      more = page.more;
      await rest(page.batch);
    }
    if (this.failing) this.log.info({}, 'stream.reading-again');
    this.failing = false;
  }

  private async catchUp(joiner: Joiner): Promise<void> {
    let more = true;
    while (more && this.joiners.has(joiner)) {
      const page = await this.source.since(joiner.position, joiner.follower.filter);
      if (this.joiners.has(joiner)) joiner.follower.deliver(page.batch);
      for (const { change } of page.batch.messages) if (change !== null) joiner.got.add(change);
      joiner.position = page.batch.to;
      more = page.more;
    }
    const overlap = { got: joiner.got, through: BigInt(joiner.position) };
    if (this.joiners.delete(joiner)) this.followers.set(joiner.follower, overlap);
  }

  /** The first common read may bring what the follower got while it caught up: an alert's change must not come after a later one. */
  private deliver(follower: Follower, batch: LiveBatch): void {
    const overlap = this.followers.get(follower);
    if (overlap != null && BigInt(batch.from) < overlap.through) {
      follower.deliver({
        ...batch,
        messages: batch.messages.filter(({ change }) => change === null || !overlap.got.has(change)),
      });
      return;
    }
    if (overlap != null) this.followers.set(follower, null);
    follower.deliver(batch);
  }

  private failed(err: unknown): void {
    if (!this.failing) this.log.warn({ err }, 'stream.reading-failed');
    this.failing = true;
    if (err instanceof FeedPositionUnknown)
      for (const follower of [...this.followers.keys(), ...[...this.joiners].map(joiner => joiner.follower)])
        follower.expire();
  }
}

const rest = async ({ messages }: LiveBatch): Promise<void> => {
  const bytes = messages.reduce((sum, { data }) => sum + data.length, 0);
  if (bytes / bytesPerMs >= shortestPauseMs) await delay(bytes / bytesPerMs);
};
