import { setImmediate as breathe, setTimeout as sleep } from 'node:timers/promises';
import type { AppendRecord } from '@cisterna/event-log';
import type { Clock } from '@cisterna/platform';
import type { SimulatedRecord } from '../fleet/arrivals.ts';
import { generatorVersion } from '../fleet/fleet-plan.ts';
import { simulateFleet } from '../fleet/simulate-fleet.ts';
import { toAppend } from '../sinks/to-append.ts';
import type { FleetBookmark, FleetCourse } from './fleet-bookmark.ts';
import { livePlan, newCourse, type LiveChoice } from './live-plan.ts';
import { Pace } from './pace.ts';

/** The part of a pino logger that the fleet uses. */
export interface FleetLog {
  info(fields: object, event: string): void;
  warn(fields: object, event: string): void;
}

/** What a live fleet lives on. */
export interface FleetNeeds {
  readonly choice: LiveChoice;
  /** Resolves when the records are durable; an error with `retriable: true` is met by trying again. */
  readonly append: (records: readonly AppendRecord[]) => Promise<void>;
  readonly bookmark: FleetBookmark;
  readonly clock: Clock;
  readonly log: FleetLog;
}

/** Where a fleet stands: `streamTime` is the simulated moment up to which the log has everything. */
export interface FleetStatus {
  readonly phase: 'idle' | 'history' | 'live' | 'stopped';
  readonly streamTime: number | null;
  readonly sent: number;
}

const batchSize = 5000;
/** The event loop is given back after this much simulating in one go. */
const longestStretchMs = 12;
const shortestRestMs = 40;
const longestRestMs = 500;
const mostWaitMs = 10_000;
const bookmarkEveryMs = 1000;

const isRetriable = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'retriable' in error && error.retriable === true;

/**
 * A fleet that lives on while the process does: first its history as fast as the log takes it, then time passes, accelerated until it
 * has caught up with the wall clock and never ahead of it. After a restart it tells the same history again from its seed and goes on
 * where the bookmark says: nothing is left out, and at most the last records are sent twice, byte for byte.
 */
export class SimulatedFleet {
  private phase: FleetStatus['phase'] = 'idle';
  private course: FleetCourse | null = null;
  private sent = 0;
  private bookmarkedAt = -Infinity;
  private breathedAt = 0;

  constructor(private readonly needs: FleetNeeds) {}

  status(): FleetStatus {
    return { phase: this.phase, streamTime: this.course?.sentUntil ?? null, sent: this.sent };
  }

  /** Runs until the signal is given, and then ends with everything sent written into the bookmark. @throws what `append` refuses for good */
  async run(signal: AbortSignal): Promise<void> {
    const course = await this.take();
    this.phase = 'history';
    try {
      await this.live(course, signal);
    } finally {
      this.phase = 'stopped';
      if (this.course !== null) await this.needs.bookmark.save(this.course);
    }
  }

  /** The course that the bookmark holds, else a new one, which is kept before anything is sent. */
  private async take(): Promise<FleetCourse> {
    const { bookmark, choice, clock, log } = this.needs;
    const former = await bookmark.load();
    if (former?.version === generatorVersion) {
      if (former.pumps !== choice.pumps)
        log.warn({ asked: choice.pumps, pumps: former.pumps }, 'simulator.fleet-keeps-its-size');
      this.course = former;
    } else {
      this.course = newCourse(choice, clock.now());
      await bookmark.save(this.course);
    }
    const { pumps, seed, startAt, sentUntil } = this.course;
    log.info({ pumps, seed, startAt, sentUntil }, 'simulator.fleet-started');
    return this.course;
  }

  private async live(course: FleetCourse, signal: AbortSignal): Promise<void> {
    const resumeAt = course.sentUntil ?? -Infinity;
    let history: SimulatedRecord[] = [];
    let pace: Pace | null = null;
    for (const slice of simulateFleet(livePlan(course))) {
      if (signal.aborted) return;
      await this.breathe();
      if (slice.until <= resumeAt) continue;
      const due = slice.records.filter(({ arrivalAt }) => arrivalAt >= resumeAt);
      if (slice.until <= course.liveAt) {
        history = await this.collect(history, due, signal);
      } else {
        history = await this.send(history, signal);
        pace ??= this.begin(Math.max(course.liveAt, resumeAt));
        await this.follow(due, pace, signal);
      }
    }
  }

  /** Sends what has gathered once it is worth a call. */
  private collect(
    history: SimulatedRecord[],
    due: readonly SimulatedRecord[],
    signal: AbortSignal,
  ): SimulatedRecord[] | Promise<SimulatedRecord[]> {
    for (const record of due) history.push(record);
    return history.length < batchSize ? history : this.send(history, signal);
  }

  private begin(from: number): Pace {
    const { clock, log } = this.needs;
    this.phase = 'live';
    log.info({ from, sent: this.sent }, 'simulator.live');
    return new Pace(clock, from, this.course?.acceleration ?? 1);
  }

  /** Sends records as their moments come. */
  private async follow(records: readonly SimulatedRecord[], pace: Pace, signal: AbortSignal): Promise<void> {
    let waiting = records;
    while (waiting.length > 0 && !signal.aborted) {
      const now = pace.now();
      const later = waiting.findIndex(({ arrivalAt }) => arrivalAt > now);
      const due = later === -1 ? waiting : waiting.slice(0, later);
      waiting = later === -1 ? [] : waiting.slice(later);
      await this.send(due, signal);
      const next = waiting[0];
      if (next !== undefined)
        await rest(Math.min(longestRestMs, Math.max(shortestRestMs, pace.waitMs(next.arrivalAt))), signal);
    }
  }

  /** Appends, again and again while the log is away; gives an empty list to go on with. */
  private async send(records: readonly SimulatedRecord[], signal: AbortSignal): Promise<SimulatedRecord[]> {
    const last = records.at(-1);
    if (last === undefined) return [];
    const batch = records.map(toAppend);
    for (let waitMs = 200; !signal.aborted; waitMs = Math.min(mostWaitMs, waitMs * 2)) {
      try {
        await this.needs.append(batch);
        this.sent += batch.length;
        await this.keep(last.arrivalAt);
        return [];
      } catch (error) {
        if (!isRetriable(error)) throw error;
        this.needs.log.warn({ err: error, waitMs }, 'simulator.log-away');
        await rest(waitMs, signal);
      }
    }
    return [];
  }

  private async keep(sentUntil: number): Promise<void> {
    if (this.course === null) return;
    this.course = { ...this.course, sentUntil };
    if (performance.now() - this.bookmarkedAt < bookmarkEveryMs) return;
    this.bookmarkedAt = performance.now();
    await this.needs.bookmark.save(this.course);
  }

  private async breathe(): Promise<void> {
    if (performance.now() - this.breathedAt < longestStretchMs) return;
    await breathe();
    this.breathedAt = performance.now();
  }
}

/** Waits, or until the signal is given. */
const rest = (waitMs: number, signal: AbortSignal): Promise<void> =>
  sleep(waitMs, undefined, { signal }).catch(() => undefined);
