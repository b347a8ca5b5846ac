import { PartitionClock } from './partition-clock.ts';

const started = (nextDue: number | null = null): PartitionClock => {
  const clock = new PartitionClock();
  clock.reset({ clockAt: 10_000, outages: [], nextDue });
  return clock;
};

describe('the time through which a partition is read', () => {
  it('is that of the log’s end once everything below is committed', () => {
    const clock = started();
    clock.observed(12_000, 7n);
    expect([clock.reached(6n), clock.reached(7n), clock.reached(8n)]).toEqual([null, { at: 12_000, due: false }, null]);
  });

  it('comes under load too: the first end that was told is waited for', () => {
    const clock = started();
    clock.observed(12_000, 7n);
    clock.observed(13_000, 99n);
    expect(clock.reached(50n)).toEqual({ at: 12_000, due: false });
  });

  it('is kept about once a second, and at once where a pump is due', () => {
    const clock = started();
    clock.observed(10_500, 1n);
    expect(clock.reached(1n)).toBeNull();
    clock.written([null, 10_900, 99_000]);
    clock.observed(10_900, 1n);
    expect(clock.reached(1n)).toEqual({ at: 10_900, due: true });
    clock.fired(99_000);
    clock.observed(10_950, 1n);
    expect([clock.reached(1n), clock.isDue(99_000)]).toEqual([null, true]);
  });

  it('never goes back, and begins anew with what is stored', () => {
    const clock = started(5);
    clock.moved(20_000);
    clock.moved(15_000);
    expect([clock.at, clock.isDue(5)]).toEqual([20_000, true]);
    clock.observed(30_000, 1n);
    clock.reset({ clockAt: 4, outages: [[1, 2]], nextDue: null });
    expect([clock.at, clock.outages, clock.isDue(1e15), clock.reached(9n)]).toEqual([4, [[1, 2]], false, null]);
  });
});

it('outages are learnt once, also when they are told again as less', () => {
  const clock = started();
  expect(clock.learn([[1, 50]])).toEqual([[1, 50]]);
  expect([clock.learn([[1, 50]]), clock.learn([[20, 50]]), clock.outages]).toEqual([[], [], [[1, 50]]]);
});
