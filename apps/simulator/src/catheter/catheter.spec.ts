import fc from 'fast-check';
import { RandomStream } from '../random/random-stream.ts';
import { hourMs } from '../time/periods.ts';
import { Catheter, drawCatheter, type CatheterTraits } from './catheter.ts';
import { sudden, type CatheterFault } from './catheter-fault.ts';

const traits: CatheterTraits = {
  resistance: 0.003,
  compliance: 10,
  pumpLimitPa: 20_000,
  tissuePa: 200,
  pulsationLoss: 18,
};
const catheterWith = (...faults: Partial<CatheterFault>[]): Catheter => {
  const catheter = new Catheter(traits, new RandomStream('catheter'));
  for (const fault of faults) catheter.add({ kind: 'narrowing', size: 1, burstPa: null, share: sudden, ...fault });
  return catheter;
};

/** Lets 12 000 nL an hour flow; gives each hour's flow. */
const flow = (catheter: Catheter, hours: number) =>
  Array.from({ length: hours }, (_, hour) => catheter.carry((hour + 1) * hourMs, hourMs, 12_000));
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe('a sound catheter', () => {
  it('passes on all that is expelled at some tens of pascals', () => {
    const hours = flow(catheterWith(), 48);
    expect(sum(hours.map(({ arrivedNl }) => arrivedNl))).toBeCloseTo(48 * 12_000, -4);
    expect(hours.at(-1)?.meanExcessPa).toBeCloseTo(36, 0);
    expect(hours.at(-1)?.takenNl).toBeCloseTo(12_000, -2);
  });

  it('lets a bolus run off within minutes', () => {
    const catheter = catheterWith();
    catheter.inject(30_000);
    expect(catheter.carry(60_000, 60_000, 0).meanExcessPa).toBeGreaterThan(1000);
    expect(catheter.carry(hourMs, hourMs, 0).meanExcessPa).toBeLessThan(60);
  });

  it('transmits mean and pulsation as they are', () => {
    const { meanPa, pulsationPa } = catheterWith().transmit(1200, 90);
    expect(meanPa).toBe(1200);
    expect(pulsationPa).toBeCloseTo(90, 6);
  });
});

describe('a closed catheter', () => {
  it('lets the pressure climb by flow over compliance and level off at the pump’s limit', () => {
    const hours = flow(catheterWith({}), 72);
    expect(hours[0]!.meanExcessPa).toBeGreaterThan(400);
    expect(hours[0]!.meanExcessPa).toBeLessThan(650);
    expect(hours[2]!.meanExcessPa).toBeGreaterThan(2000);
    expect(hours.at(-1)!.meanExcessPa).toBeGreaterThan(18_000);
    expect(hours.at(-1)!.meanExcessPa).toBeLessThan(20_000);
  });

  it('keeps the drug from the patient and, later, in the pump', () => {
    const hours = flow(catheterWith({}), 72);
    expect(sum(hours.map(({ arrivedNl }) => arrivedNl))).toBeLessThan(0.02 * 72 * 12_000);
    expect(hours.at(-1)!.takenNl).toBeLessThan(0.1 * 12_000);
  });

  it('silences the pulsation', () => {
    const catheter = catheterWith({});
    flow(catheter, 1);
    expect(catheter.transmit(1200, 90).pulsationPa).toBeLessThan(0.1);
  });

  it('gives way for some hours above its bursting pressure, and releases what it held', () => {
    const catheter = catheterWith({ burstPa: 5000 });
    const arrived = flow(catheter, 400).map(({ arrivedNl }) => arrivedNl);
    expect(Math.max(...arrived)).toBeGreaterThan(30_000);
    expect(arrived.filter(volume => volume < 500).length).toBeGreaterThan(40);
  });

  it('is sound again once repaired', () => {
    const catheter = catheterWith();
    const repair = catheter.add({ kind: 'narrowing', size: 1, burstPa: null, share: sudden });
    flow(catheter, 24);
    expect(catheter.sound).toBe(false);
    repair();
    expect(catheter.sound).toBe(true);
    flow(catheter, 2);
    expect(catheter.transmit(1200, 90).pulsationPa).toBeCloseTo(90, 6);
    expect(flow(catheter, 5).at(-1)!.meanExcessPa).toBeCloseTo(36, 0);
  });
});

describe('a kinked catheter', () => {
  it('attenuates the pulsation, raises the mean and still passes the drug', () => {
    const catheter = catheterWith({ size: 0.9 });
    const hours = flow(catheter, 48);
    expect(catheter.transmit(1200, 90).pulsationPa).toBeGreaterThan(5);
    expect(catheter.transmit(1200, 90).pulsationPa).toBeLessThan(30);
    expect(hours.at(-1)!.meanExcessPa).toBeGreaterThan(2500);
    expect(hours.at(-1)!.arrivedNl).toBeGreaterThan(9000);
  });

  it('lets the transient of a bolus decay over hours', () => {
    const catheter = catheterWith({ size: 0.9 });
    flow(catheter, 48);
    const before = catheter.carry(49 * hourMs, hourMs, 12_000).meanExcessPa;
    catheter.inject(20_000);
    const after = flow(catheter, 3).map(({ meanExcessPa }) => meanExcessPa - before);
    expect(after[0]).toBeGreaterThan(500);
    expect(after[1]).toBeGreaterThan(150);
    expect(after[2]).toBeLessThan(after[1]!);
  });
});

describe('a leak', () => {
  it('leaves what the pump expels as it is, and the patient short', () => {
    const hours = flow(catheterWith({ kind: 'leak', size: 0.7 }), 48);
    expect(hours.at(-1)!.takenNl).toBeCloseTo(12_000, -2);
    expect(hours.at(-1)!.arrivedNl).toBeCloseTo(3600, -2);
  });

  it('draws the mean towards the tissue and weakens the pulsation', () => {
    const catheter = catheterWith({ kind: 'leak', size: 1 });
    flow(catheter, 1);
    const { meanPa, pulsationPa } = catheter.transmit(1200, 90);
    expect(meanPa).toBeCloseTo(250, 0);
    expect(pulsationPa).toBeCloseTo(6.3, 1);
  });
});

describe('a tip out of the fluid', () => {
  it('weakens the pulsation while the mean shifts little', () => {
    const catheter = catheterWith({ kind: 'displacement', size: 0.8 });
    const hours = flow(catheter, 5);
    const { meanPa, pulsationPa } = catheter.transmit(1200, 90);
    expect(meanPa).toBeGreaterThan(1050);
    expect(pulsationPa).toBeLessThan(30);
    expect(hours.at(-1)!.arrivedNl).toBeCloseTo(2400, -2);
  });
});

describe('any catheter', () => {
  it('loses no drug inside: what was taken has arrived or is still held', () => {
    const volumes = fc.array(fc.double({ min: 0, max: 40_000, noNaN: true }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), volumes, (size, hours) => {
        const catheter = catheterWith({ size });
        let heldNl = 0;
        hours.forEach((volumeNl, hour) => {
          const { takenNl, arrivedNl } = catheter.carry((hour + 1) * hourMs, hourMs, volumeNl);
          heldNl += takenNl - arrivedNl;
          expect(heldNl).toBeGreaterThan(-1e-3);
          expect(heldNl).toBeLessThanOrEqual(traits.pumpLimitPa * traits.compliance);
        });
      }),
    );
  });

  it('is drawn with a compliance that misses 0.02 to 0.1 mL and more before it shows', () => {
    const drawn = Array.from({ length: 500 }, (_, index) =>
      drawCatheter(new RandomStream(`c/${index}`), { noise: 1, rhythm: 1, compliance: 2 }),
    );
    for (const { compliance, pumpLimitPa } of drawn) {
      expect(compliance).toBeGreaterThanOrEqual(6);
      expect(compliance).toBeLessThanOrEqual(40);
      expect(pumpLimitPa * compliance).toBeGreaterThan(10_000);
    }
  });
});
