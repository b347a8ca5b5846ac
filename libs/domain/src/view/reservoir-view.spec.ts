import { mL, programme, refill, registration, report } from '../testing/facts.ts';
import { folded } from '../testing/projection.ts';
import { lost } from '../testing/written.ts';
import { reservoirViewOf } from './reservoir-view.ts';

describe('the reservoir as read', () => {
  it('is the account of the present fill, the sensor’s word and the estimate, each apart', () => {
    const sensed = report(2 * mL, { reservoirSensedNl: 15_500_000 });
    const view = reservoirViewOf(folded(registration(), refill(0, 18 * mL), sensed, report(1 * mL)));
    expect(view).toMatchObject({
      capacityNl: 20 * mL,
      lowReservoirNl: 2 * mL,
      filledNl: 18 * mL,
      filledAt: '2026-01-01T02:00:00Z',
      deliveredSinceFillNl: 3 * mL,
      computedLevelNl: 15 * mL,
      sensedLevelNl: 15_500_000,
      sensedAt: '2026-01-01T03:00:00Z',
      unreportedNl: 0,
    });
    expect(view.estimate?.p50Nl).toBe(14_947_500);
  });

  it('counts what was programmed while reports were missing', () => {
    const view = reservoirViewOf(
      folded(registration(), programme(5000), refill(0, 18 * mL), report(1), lost(3), report(1)),
    );
    expect(view.unreportedNl).toBe(15_000);
  });

  it('has no level before the first refill', () => {
    expect(reservoirViewOf(folded(registration(), report(1)))).toEqual({
      capacityNl: 20 * mL,
      lowReservoirNl: 2 * mL,
      filledNl: null,
      filledAt: null,
      deliveredSinceFillNl: null,
      computedLevelNl: null,
      unreportedNl: null,
      sensedLevelNl: null,
      sensedAt: null,
      estimate: null,
    });
  });

  it('is never below 0', () => {
    expect(reservoirViewOf(folded(registration(), refill(0, 1 * mL), report(3 * mL)))).toMatchObject({
      computedLevelNl: 0,
      deliveredSinceFillNl: 3 * mL,
      estimate: { p10Nl: 0 },
    });
  });
});
