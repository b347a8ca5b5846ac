import { setTimeout as delay } from 'node:timers/promises';
import { NEVER, Subject } from 'rxjs';
import { FeedPositionUnknown } from '@cisterna/read-model';
import { administrator } from '../access/principal.ts';
import { eventually } from '../../../../test/kit/eventually.ts';
import { ChangesInMemory } from '../testing/changes.fixture.ts';
import type { LiveBatch } from './live-batch.ts';
import { LiveFeed, type Follower } from './live-feed.ts';

const filter = { principal: administrator('admin'), pumpIds: null, clinicIds: null };

class Recorder implements Follower {
  readonly filter = filter;
  readonly batches: LiveBatch[] = [];
  expired = false;

  readonly deliver = (batch: LiveBatch): void => {
    this.batches.push(batch);
  };

  readonly expire = (): void => {
    this.expired = true;
  };

  get seen(): number[] {
    return this.batches.flatMap(({ messages }) => messages.map(({ data }) => Number(data)));
  }
}

const quiet = { info: () => undefined, warn: () => undefined };

describe('LiveFeed', () => {
  it('brings a joiner everything since its position, in order, once, and without a gap, while changes go on', async () => {
    const [changes, wake$] = [new ChangesInMemory(), new Subject<void>()];
    changes.count = 5;
    const feed = new LiveFeed(changes, wake$, quiet);
    const followers = [new Recorder(), new Recorder(), new Recorder()];
    for (const [index, follower] of followers.entries()) {
      feed.join(follower, String(index * 2));
      for (let change = 0; change < 4; change += 1) {
        changes.count += 1;
        wake$.next();
        await delay(2);
      }
    }
    const expected = (from: number): number[] =>
      Array.from({ length: changes.count - from }, (_, index) => from + 1 + index);
    await eventually(() => followers.every(({ seen }) => seen.at(-1) === changes.count));
    for (const [index, { seen }] of followers.entries()) {
      expect(seen).toEqual(expected(index * 2));
    }
    await feed.stop();
  });

  it('reads once for all who follow', async () => {
    const [changes, wake$] = [new ChangesInMemory(), new Subject<void>()];
    const feed = new LiveFeed(changes, wake$, quiet);
    const followers = Array.from({ length: 20 }, () => new Recorder());
    for (const follower of followers) feed.join(follower, '0');
    changes.count = 1;
    wake$.next();
    await eventually(() => followers.every(({ seen }) => seen.length > 0));
    const before = changes.reads;
    changes.count = 2;
    wake$.next();
    await eventually(() => followers.every(({ seen }) => seen.at(-1) === 2));
    expect(changes.reads - before).toBeLessThan(4);
    await feed.stop();
  });

  it('reads nothing while nobody follows', async () => {
    const [changes, wake$] = [new ChangesInMemory(), new Subject<void>()];
    const feed = new LiveFeed(changes, wake$, quiet);
    const follower = new Recorder();
    const leave = feed.join(follower, '0');
    await eventually(() => changes.reads > 0);
    leave();
    expect(wake$.observed).toBe(false);
    expect(feed.size).toBe(0);
    await feed.stop();
  });

  it('goes on where it was after the store was away', async () => {
    const [changes, wake$] = [new ChangesInMemory(), new Subject<void>()];
    const feed = new LiveFeed(changes, wake$, quiet);
    const follower = new Recorder();
    feed.join(follower, '0');
    changes.failing = new Error('away');
    changes.count = 3;
    wake$.next();
    await eventually(() => changes.reads > 2);
    changes.failing = null;
    wake$.next();
    await eventually(() => follower.seen.at(-1) === 3);
    expect(follower.seen).toEqual([1, 2, 3]);
    await feed.stop();
  });

  it('ends the streams of another database than the one that is there now', async () => {
    const changes = new ChangesInMemory();
    const feed = new LiveFeed(changes, NEVER, quiet);
    const follower = new Recorder();
    changes.failing = new FeedPositionUnknown('7');
    feed.join(follower, '7');
    await eventually(() => follower.expired);
    await feed.stop();
  });
});
