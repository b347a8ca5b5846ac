import type { AppendRecord } from '@cisterna/event-log';
import { wallClock } from '@cisterna/platform';
import { simulateFleet } from '../fleet/simulate-fleet.ts';
import type { FleetBookmark, FleetCourse } from './fleet-bookmark.ts';
import { livePlan } from './live-plan.ts';
import { SimulatedFleet } from './simulated-fleet.ts';

class MemoryBookmark implements FleetBookmark {
  saved: FleetCourse | null = null;

  load(): Promise<FleetCourse | null> {
    return Promise.resolve(this.saved);
  }

  save(course: FleetCourse): Promise<void> {
    this.saved = course;
    return Promise.resolve();
  }
}

class LogAway extends Error {
  readonly retriable = true;
}

/** Four days ago, three of them history, the fourth in a few wall milliseconds. */
const choice = { pumps: 3, seed: 4, daysAgo: 4, historyDays: 3, acceleration: 1_000_000 };

/** A log in memory, its wishes and what it was told. */
class Scene {
  readonly appended: AppendRecord[] = [];
  readonly events: string[] = [];
  readonly stop = new AbortController();
  bookmark = new MemoryBookmark();
  beforeAppend: (records: readonly AppendRecord[], calls: number) => void = () => undefined;
  private calls = 0;

  fleet(pumps = choice.pumps): SimulatedFleet {
    return new SimulatedFleet({
      choice: { ...choice, pumps },
      append: records => this.append(records),
      bookmark: this.bookmark,
      clock: wallClock,
      log: { info: (_, event) => this.events.push(event), warn: (_, event) => this.events.push(event) },
    });
  }

  /** Runs until the log has everything up to `until`, then stops. */
  async runUntil(until: (course: FleetCourse) => number, pumps = choice.pumps): Promise<SimulatedFleet> {
    const fleet = this.fleet(pumps);
    const stop = new AbortController();
    const former = this.beforeAppend;
    this.beforeAppend = (records, calls) => {
      former(records, calls);
      if ((fleet.status().streamTime ?? -Infinity) >= until(this.bookmark.saved!)) stop.abort();
    };
    await fleet.run(stop.signal);
    this.beforeAppend = former;
    return fleet;
  }

  expected(until: number): readonly string[] {
    const plan = { ...livePlan(this.bookmark.saved!), endAt: until };
    return [...simulateFleet(plan)].flatMap(({ records }) => records.map(({ value }) => value));
  }

  private async append(records: readonly AppendRecord[]): Promise<void> {
    this.calls += 1;
    await Promise.resolve();
    this.beforeAppend(records, this.calls);
    this.appended.push(...records);
  }
}

const values = (records: readonly AppendRecord[]): readonly string[] => records.map(({ value }) => value as string);
const halfLive = ({ liveAt }: FleetCourse): number => liveAt + 12 * 3_600_000;
const inHistory = ({ startAt }: FleetCourse): number => startAt;

describe('SimulatedFleet', () => {
  it('writes its history and then lives on, in order and never ahead of the wall clock', async () => {
    const scene = new Scene();
    scene.beforeAppend = records => {
      for (const { receivedAt } of records) expect(receivedAt).toBeLessThanOrEqual(Date.now());
    };
    const fleet = await scene.runUntil(halfLive);
    const sentUntil = scene.bookmark.saved!.sentUntil!;
    expect(values(scene.appended)).toEqual(scene.expected(sentUntil + 1));
    expect(scene.events).toEqual(['simulator.fleet-started', 'simulator.live']);
    expect(fleet.status()).toEqual({ phase: 'stopped', streamTime: sentUntil, sent: scene.appended.length });
  });

  it('goes on where it stopped, with no gap and only the last moment sent again', async () => {
    const scene = new Scene();
    await scene.runUntil(inHistory);
    const first = scene.appended.length;
    await scene.runUntil(halfLive);
    const all = values(scene.appended);
    const expected = scene.expected(scene.bookmark.saved!.sentUntil! + 1);
    expect(new Set(all)).toEqual(new Set(expected));
    expect(all.length - expected.length).toBeLessThanOrEqual(3);
    expect(all.length).toBeGreaterThan(first);
  });

  it('has no gap after a crash between an append and its bookmark', async () => {
    const scene = new Scene();
    const saved = { course: null as FleetCourse | null };
    scene.beforeAppend = (_, calls) => {
      if (calls === 2) saved.course = scene.bookmark.saved;
      if (calls === 4) throw new Error('killed');
    };
    await expect(scene.runUntil(() => Infinity)).rejects.toThrow('killed');
    scene.bookmark.saved = saved.course;
    scene.beforeAppend = () => undefined;
    await scene.runUntil(halfLive);
    expect(new Set(values(scene.appended))).toEqual(new Set(scene.expected(scene.bookmark.saved!.sentUntil! + 1)));
  });

  it('waits for a log that is away, and loses nothing', async () => {
    const scene = new Scene();
    scene.beforeAppend = (_, calls) => {
      if (calls === 2 || calls === 3) throw new LogAway('the broker is away');
    };
    await scene.runUntil(halfLive);
    expect(values(scene.appended)).toEqual(scene.expected(scene.bookmark.saved!.sentUntil! + 1));
    expect(scene.events.filter(event => event === 'simulator.log-away')).toHaveLength(2);
  });

  it('ends with what the log refuses for good', async () => {
    const scene = new Scene();
    scene.beforeAppend = () => {
      throw new Error('no right to write');
    };
    const fleet = scene.fleet();
    await expect(fleet.run(new AbortController().signal)).rejects.toThrow('no right to write');
    expect(fleet.status()).toMatchObject({ phase: 'stopped', sent: 0 });
  });

  it('keeps the size of the fleet that it goes on with, and says so', async () => {
    const scene = new Scene();
    await scene.runUntil(inHistory);
    await scene.runUntil(halfLive, 5);
    expect(scene.events).toContain('simulator.fleet-keeps-its-size');
    expect(new Set(scene.appended.map(({ key }) => key)).size).toBe(3);
  });

  it('begins a new fleet after a change of the generator', async () => {
    const scene = new Scene();
    await scene.runUntil(inHistory);
    const former = new Set(scene.appended.map(({ key }) => key));
    scene.bookmark.saved = { ...scene.bookmark.saved!, version: 0 };
    await scene.runUntil(inHistory);
    expect(scene.bookmark.saved.version).toBe(1);
    expect(former.size).toBe(3);
  });

  it('does nothing when it is told to stop before it began', async () => {
    const scene = new Scene();
    scene.stop.abort();
    await scene.fleet().run(scene.stop.signal);
    expect(scene.appended).toEqual([]);
    expect(scene.bookmark.saved).toMatchObject({ sentUntil: null });
  });
});
