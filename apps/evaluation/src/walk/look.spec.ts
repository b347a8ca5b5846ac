import { nanolitres, type PumpEvent } from '@cisterna/contract';
import { foldHistory, initialPump } from '@cisterna/domain';
import { onDay, reportAt } from '../testing/truths.ts';
import { lookAt, reconciledAt } from './look.ts';

const refillOn = (day: number, seq: number, aspiratedNl: number): PumpEvent => ({
  type: 'reservoir.refilled.v1',
  pumpId: 'P-1',
  boot: 1,
  seq,
  entry: 0,
  at: onDay(day),
  receivedAt: onDay(day),
  clinicId: null,
  data: { aspiratedNl: nanolitres(aspiratedNl), filledNl: nanolitres(18_000_000), by: 'nurse' },
});
/** Two refills with four reports of 10 µL between them. */
const cycle = [refillOn(0, 1, 0), reportAt(1, null), reportAt(2, null), reportAt(3, null), reportAt(4, null)];
const ended = [...cycle, refillOn(1, 6, 17_900_000)];
const folded = (events: readonly PumpEvent[]) => foldHistory(null, 'P-1', events).state;

describe('a look at a pump', () => {
  it('has no date for a pump of which nothing is known', () => {
    const { lowAt, constantLowAt, refillBy, missing } = lookAt(initialPump('P-1'), onDay(1));
    expect([lowAt, constantLowAt, refillBy, missing]).toEqual([null, null, null, 0]);
  });

  it('counts the events that are missing', () => {
    const [first, , ...rest] = cycle;
    expect(lookAt(folded([first!, ...rest]), onDay(1)).missing).toBe(1);
  });
});

describe('what a refill has reconciled', () => {
  it('is nothing at the first', () => {
    expect(reconciledAt(folded(cycle), onDay(0), NaN)).toBeNull();
  });

  it('is what was left beside what should have been, by the account', () => {
    expect(reconciledAt(folded(ended), onDay(1), onDay(0))).toEqual({
      from: onDay(0),
      at: onDay(1),
      deliveredNl: 40_000,
      leftNl: 17_900_000,
      expectedNl: 17_960_000,
      complete: true,
    });
  });
});
