import type { PumpState } from '../pump/pump-state.ts';
import { alarm, atHour, hour, mL, refill, registration, report } from '../testing/facts.ts';
import { folded } from '../testing/projection.ts';
import { wait } from '../testing/written.ts';
import { pumpView, silentAt, type Judgement } from './pump-view.ts';

const alerts = { open: 0, unacknowledged: 0, highestPriority: null };
const known = [registration(), wait(1), refill(1 * mL, 18 * mL), report(9000)];

describe('silence', () => {
  const deadline = atHour(4) + 1000 + 2 * hour + 60_000;
  const judged = (state: PumpState, over: Partial<Judgement>): string => {
    const { connectivity, deliveryState } = pumpView(state, {
      now: atHour(4),
      readThrough: atHour(4),
      alerts,
      ...over,
    });
    return `${deliveryState}${connectivity.silent ? ', silent' : ''}`;
  };
  const pump = folded(...known);

  it('begins once both the clock and what was read of the log are past the deadline', () => {
    expect(silentAt(pump)).toBe(deadline);
    expect(judged(pump, { now: deadline, readThrough: deadline })).toBe('delivering');
    expect(judged(pump, { now: deadline + 1, readThrough: deadline + 1 })).toBe('unknown, silent');
    expect(judged(pump, { now: deadline + 1, readThrough: deadline })).toBe('delivering');
    expect(judged(pump, { now: deadline, readThrough: deadline + 1 })).toBe('delivering');
  });

  it('is judged by another deadline where one is given, and never where that is none', () => {
    expect(judged(pump, { now: deadline + 1, readThrough: deadline + 1, silentAt: deadline + 5 })).toBe('delivering');
    expect(judged(pump, { now: atHour(999), readThrough: atHour(999), silentAt: null })).toBe('delivering');
  });

  it('leaves a pump that does not deliver as it is', () => {
    expect(judged(folded(...known, alarm('motor-stall')), { now: atHour(99), readThrough: atHour(99) })).toBe(
      'not-delivering, silent',
    );
  });

  it('is unknown of a pump that nobody registered', () => {
    expect(judged(folded(report(1)), { now: atHour(999), readThrough: atHour(999) })).toBe('delivering');
  });
});
