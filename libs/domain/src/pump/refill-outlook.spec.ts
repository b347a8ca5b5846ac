import { alarm, atHour, mL, programme, refill, registration, report } from '../testing/facts.ts';
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

  it('goes by what the reports tell where the programme never arrived, with more doubt', () => {
    const untold = outlook(registration(), lost(), refill(0, 20 * mL), ...times(200, report(10_000)));
    const told = outlook(...running, ...times(200, report(10_000)));
    expect(Math.abs(untold.lowAt!.p50 - told.lowAt!.p50)).toBeLessThan(24 * hour);
    expect(untold.lowAt!.p90 - untold.lowAt!.p10).toBeGreaterThan(told.lowAt!.p90 - told.lowAt!.p10);
    expect(untold).toMatchObject({ because: 'low-reservoir' });
  });

  it('calls for the refill as early as a level sensor sees the level fall, once it falls too fast', () => {
    const hourly = 40_000;
    const falls = (hours: number, share: number): readonly Line[] =>
      Array.from({ length: hours }, (_, hour) => report(hourly, { reservoirSensedNl: 20 * mL - Math.round((hour + 1) * hourly * share) }));
    const begun: readonly Line[] = [registration(), programme(hourly), refill(0, 20 * mL)];
    const [sound, fast] = [outlook(...begun, ...falls(240, 1)), outlook(...begun, ...falls(240, 1.6))];
    const leftNl = 20 * mL - 240 * hourly * 1.6;
    const dueAt = (refill: typeof fast): number => (refill.refillBy! - atHour(242)) / hour;
    expect(dueAt(sound)).toBeGreaterThan(150);
    expect(dueAt(fast)).toBeLessThanOrEqual((leftNl - 2 * mL) / (1.5 * hourly));
    expect(fast.because).toBe('low-reservoir');
  });

  it('takes the usual low mark of a pump whose registration never arrived', () => {
    const [, ...unregistered] = running;
    const told = outlook(...running, ...times(200, report(10_000)));
    expect(outlook(lost(), ...unregistered, ...times(200, report(10_000)))).toMatchObject({ lowAt: told.lowAt, because: 'low-reservoir' });
  });

  it('has no dates without a programme until reports have told of a day, nor while they tell that nothing is delivered', () => {
    const unprogrammed = [registration(), lost(), refill(0, 20 * mL)];
    expect(outlook(...unprogrammed, ...times(18, report(10_000)))).toMatchObject({ lowAt: null, because: 'maximum-interval' });
    expect(outlook(...unprogrammed, ...times(60, report(0, { programmedNl: 0 })))).toMatchObject({ lowAt: null, emptyAt: null });
  });

  it('goes by the programme alone once it arrives', () => {
    const late = outlook(registration(), refill(0, 20 * mL), ...times(100, report(10_000)), programme(10_000), ...times(100, report(10_000)));
    const early = outlook(...running, ...times(200, report(10_000)));
    expect(Math.abs(late.lowAt!.p50 - early.lowAt!.p50)).toBeLessThan(6 * hour);
  });

  it('has no dates of a level while the motor stands', () => {
    expect(outlook(...running, alarm('motor-stall'))).toMatchObject({ lowAt: null, emptyAt: null, because: 'maximum-interval' });
  });
});
