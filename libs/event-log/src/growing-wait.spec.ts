import { growingWaitMs } from './growing-wait.ts';

describe('growingWaitMs', () => {
  it('doubles from a fifth of a second and stays at five seconds', () => {
    expect([1, 2, 3, 5, 6, 100].map(attempt => growingWaitMs(attempt, 0.5))).toEqual([
      200, 400, 800, 3_200, 5_000, 5_000,
    ]);
  });

  it('is spread by a fifth to both sides', () => {
    expect([growingWaitMs(1, 0), growingWaitMs(1, 1)].map(Math.round)).toEqual([160, 240]);
  });
});
