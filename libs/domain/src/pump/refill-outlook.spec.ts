import { alarm, mL, programme, refill, registration, report } from '../testing/facts.ts';
import { folded } from '../testing/projection.ts';
import { lost, times, type Line } from '../testing/written.ts';
import { refillOutlook } from './refill-outlook.ts';

const hour = 3_600_000;
const running: readonly Line[] = [registration(), programme(10_000), refill(0, 20 * mL)];
const outlook = (...lines: readonly Line[]) => refillOutlook(folded(...lines));

describe('the refill outlook of a pump', () => {
  it('is reckoned once for a state', () => {
    const state = folded(...running, ...times(30, report(10_000)));
    expect(refillOutlook(state)).toBe(refillOutlook(state));
    expect(refillOutlook({ ...state })).not.toBe(refillOutlook(state));
    expect(refillOutlook({ ...state })).toEqual(refillOutlook(state));
  });

  it('moves on with the programme while the pump delivers it', () => {
    const [soon, later] = [outlook(...running, ...times(48, report(10_000))), outlook(...running, ...times(96, report(10_000)))];
    expect(Math.abs(later.lowAt!.p50 - soon.lowAt!.p50)).toBeLessThan(hour);
  });

  it('comes sooner once the account runs ahead of the programme', () => {
    const even = outlook(...running, ...times(240, report(10_000)));
    const more = outlook(...running, ...times(240, report(11_000)));
    expect(even.lowAt!.p50 - more.lowAt!.p50).toBeGreaterThan(24 * hour);
  });

  it('counts what was programmed while reports were missing, with more doubt', () => {
    const told = outlook(...running, ...times(200, report(10_000)));
    const untold = outlook(...running, report(10_000), lost(198), report(10_000));
    const width = ({ lowAt }: typeof told): number => lowAt!.p90 - lowAt!.p10;
    expect(Math.abs(untold.lowAt!.p50 - told.lowAt!.p50)).toBeLessThan(12 * hour);
    expect(width(untold)).toBeGreaterThan(width(told));
  });

  it('has no dates of a level while the motor stands', () => {
    expect(outlook(...running, alarm('motor-stall'))).toMatchObject({ lowAt: null, emptyAt: null, because: 'maximum-interval' });
  });
});
