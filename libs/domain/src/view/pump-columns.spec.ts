import { atHour, examination, explantation, mL, programme, refill, registration, report } from '../testing/facts.ts';
import { folded } from '../testing/projection.ts';
import { record, type Line } from '../testing/written.ts';
import { pumpColumns } from './pump-columns.ts';
import { pumpView } from './pump-view.ts';

const columns = (...lines: readonly Line[]) => pumpColumns(folded(...lines));

describe('the columns of a pump', () => {
  it('say what its view says', () => {
    const state = folded(
      registration(),
      programme(10_000),
      refill(0, 18 * mL),
      report(5),
      record(examination('occluded')),
    );
    const view = pumpView(state, {
      now: atHour(5),
      readThrough: atHour(5),
      alerts: { open: 0, unacknowledged: 0, highestPriority: null },
    });
    expect(pumpColumns(state)).toEqual({
      clinicId: view.clinicId,
      registered: true,
      explanted: false,
      version: view.version,
      deliveryBase: view.deliveryState,
      silentAt: atHour(4) + 1000 + 7_260_000,
      refillBy: Date.parse(view.refill.refillBy ?? ''),
      catheterStatus: view.catheter.status,
      lastEventAt: atHour(4),
      lastReceivedAt: atHour(4) + 1000,
    });
  });

  it('of a pump that nobody registered have no clinic and no silence', () => {
    expect(columns(report(5))).toMatchObject({
      clinicId: null,
      registered: false,
      silentAt: null,
      refillBy: null,
      catheterStatus: 'not-assessable',
    });
  });

  it('tell an explanted one', () => {
    expect(columns(registration(), explantation()).explanted).toBe(true);
  });
});
