import type { AlertView } from '@cisterna/contract';
import { alertCountsAt } from './alert-counts-at.ts';

const at = (hour: number): string => `2026-03-01T${String(hour).padStart(2, '0')}:00:00Z`;
const ms = (hour: number): number => Date.parse(at(hour));

/** An alert that began at 1, was told at 2, acknowledged at 3 and cleared at 4. */
const alert = (over: Partial<AlertView> = {}): AlertView =>
  ({
    priority: 'medium',
    onsetAt: at(1),
    raisedAt: at(2),
    acknowledged: { at: at(3), by: 'a nurse' },
    clearedAt: at(4),
    history: [{ version: 1, change: 'raised', at: at(2), by: null }],
    ...over,
  }) as AlertView;

describe('alertCountsAt', () => {
  it.each([
    [0, 0, 0],
    [1, 1, 1],
    [3, 1, 0],
    [4, 0, 0],
  ])('at %d o’clock counts %d open alerts, %d of them unacknowledged', (hour, open, unacknowledged) => {
    expect(alertCountsAt([alert()], ms(hour), 'onsetAt')).toEqual({
      open,
      unacknowledged,
      highestPriority: open === 0 ? null : 'medium',
    });
  });

  it('counts from when the service told of it where that is asked', () => {
    expect([1, 2].map(hour => alertCountsAt([alert()], ms(hour), 'raisedAt').open)).toEqual([0, 1]);
  });

  it('counts a cleared alert as open until somebody has acknowledged it', () => {
    expect(alertCountsAt([alert({ acknowledged: null })], ms(9), 'onsetAt').open).toBe(1);
  });

  it('never counts what was withdrawn', () => {
    const history: AlertView['history'] = [{ version: 2, change: 'withdrawn', at: at(5), by: null }];
    expect(alertCountsAt([alert({ history })], ms(2), 'onsetAt').open).toBe(0);
  });

  it('gives the highest priority of those that are open', () => {
    const alerts = [alert({ priority: 'low' }), alert({ priority: 'high', onsetAt: at(3) })];
    expect([1, 3].map(hour => alertCountsAt(alerts, ms(hour), 'onsetAt').highestPriority)).toEqual(['low', 'high']);
  });
});
