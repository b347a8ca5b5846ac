import { lagOf } from './lag.ts';

const now = 100_000;
const state = (partition: number, position: bigint | null, clockAt: number) => ({
  partition,
  position,
  epoch: 1,
  clockAt,
  highWatermark: 10n,
});

describe('lagOf', () => {
  it('is nothing when all is read', () => {
    expect(lagOf([state(0, 10n, 1)], [{ partition: 0, high: 10n }], now)).toEqual({ events: 0, seconds: 0 });
  });

  it('adds up the events not read and takes the partition that is furthest behind', () => {
    const states = [state(0, 7n, 90_000), state(1, 9n, 70_500), state(2, 10n, 0)];
    const ends = [0, 1, 2].map(partition => ({ partition, high: 10n }));
    expect(lagOf(states, ends, now)).toEqual({ events: 4, seconds: 29.5 });
  });

  it('counts a partition that nobody has read yet, without an age', () => {
    expect(lagOf([], [{ partition: 3, high: 5n }], now)).toEqual({ events: 5, seconds: 0 });
    expect(lagOf([state(3, null, 0)], [{ partition: 3, high: 5n }], now)).toEqual({ events: 5, seconds: 0 });
  });

  it('goes by the end that the projector saw last where the log can not be asked', () => {
    expect(lagOf([state(0, 8n, 99_000)], null, now)).toEqual({ events: 2, seconds: 1 });
  });

  it('is never negative, whatever the clocks and a log made anew say', () => {
    expect(lagOf([state(0, 20n, now + 5000)], [{ partition: 0, high: 3n }], now)).toEqual({ events: 0, seconds: 0 });
    expect(lagOf([state(0, 1n, now + 5000)], [{ partition: 0, high: 3n }], now)).toEqual({ events: 2, seconds: 0 });
  });
});
