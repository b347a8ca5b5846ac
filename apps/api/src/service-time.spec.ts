import { ServiceTime } from './service-time.ts';
import { topics } from './testing/api.fixture.ts';

const wall = new ServiceTime({ clock: 'wall', topics }, { now: () => 5000 });
const stream = new ServiceTime({ clock: 'stream', topics }, { now: () => 5000 });

describe('ServiceTime', () => {
  it('is the wall clock’s, or how far the pump’s partition was read', () => {
    expect([wall.nowFor(3000), stream.nowFor(3000)]).toEqual([5000, 3000]);
  });

  it('is the wall clock’s on the stream too before anything was read', () => {
    expect(stream.nowFor(0)).toBe(5000);
  });

  it('leaves the moment to each pump’s partition where lists are judged on the stream', () => {
    expect([wall.forLists(), stream.forLists()]).toEqual([
      { topic: topics.telemetry, now: 5000 },
      { topic: topics.telemetry, now: null },
    ]);
  });

  it('receives an event now, on the stream at its own time unless that lies ahead', () => {
    expect([3000, 7000, null].map(at => wall.receiptOf(at))).toEqual([5000, 5000, 5000]);
    expect([3000, 7000, null].map(at => stream.receiptOf(at))).toEqual([3000, 5000, 5000]);
  });
});
