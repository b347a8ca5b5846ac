import { hourMs, PumpScript } from '../kit/telemetry.ts';
import { naiveFold } from './naive-fold.ts';

const script = (): PumpScript => {
  const pump = new PumpScript('N-1', Date.UTC(2026, 0, 5));
  pump.register();
  pump.refill(0, 18_000_000);
  pump.report(100_000);
  return pump;
};

describe('the naive fold', () => {
  it('counts what was delivered since the fill, and repeats once', () => {
    const pump = script();
    pump.report(50_000);
    expect(naiveFold([...pump.events, ...pump.events])).toMatchObject({
      version: 4,
      filledNl: 18_000_000,
      deliveredSinceFillNl: 150_000,
      computedLevelNl: 17_850_000,
      reconciliations: [],
      missing: 0,
      completeThrough: {
        boot: 1,
        seq: 4,
        time: new Date(Date.UTC(2026, 0, 5) + 2 * hourMs).toISOString().replace('.000', ''),
      },
    });
  });

  it('reconciles a refill, and says where something is missing', () => {
    const pump = script();
    pump.lose(2);
    pump.refill(15_000_000, 18_000_000);
    const { reconciliations, missing, completeThrough } = naiveFold(pump.events);
    expect(reconciliations).toEqual([
      {
        aspiratedNl: 15_000_000,
        expectedNl: 17_900_000,
        discrepancyNl: -2_900_000,
        limitNl: 2_000_000,
        withinLimit: false,
        deliveredNl: 100_000,
        deliveryRatio: 30,
        complete: false,
      },
    ]);
    expect([missing, completeThrough?.seq]).toEqual([2, 3]);
  });

  it('learns the lost tail of a former boot from the next, and that a boot without events had one', () => {
    const pump = script();
    pump.lose(2);
    pump.reboot();
    pump.reboot(true);
    pump.reboot(true);
    pump.report(1);
    expect(naiveFold(pump.events)).toMatchObject({ missing: 3, completeThrough: { boot: 1, seq: 3 } });
  });

  it('skips a voided record, and takes it again when the void is voided', () => {
    const pump = script();
    const {
      boot,
      seq,
      entry = 0,
    } = pump.record('reservoir.refilled.v1', {
      aspiratedNl: 17_900_000,
      filledNl: 20_000_000,
    } as never);
    pump.record('record.voided.v1', { entryOf: { boot, seq, entry }, reason: 'x' });
    expect(naiveFold(pump.events)).toMatchObject({ filledNl: 18_000_000, version: 5 });
    pump.record('record.voided.v1', { entryOf: { boot, seq, entry: 2 }, reason: 'x' });
    expect(naiveFold(pump.events)).toMatchObject({ filledNl: 20_000_000, version: 6 });
  });

  it('keeps the device’s alarms from raised to cleared', () => {
    const pump = script();
    pump.alarm('raised', 'over-pressure');
    pump.alarm('raised', 'motor-stall');
    pump.alarm('cleared', 'over-pressure');
    expect(naiveFold(pump.events).openDeviceAlarms).toEqual(['motor-stall']);
  });
});
