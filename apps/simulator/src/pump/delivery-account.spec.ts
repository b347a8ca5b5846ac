import fc from 'fast-check';
import { DeliveryAccount } from './delivery-account.ts';

describe('DeliveryAccount', () => {
  it('reports whole strokes, and loses none over many periods', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 30_000, noNaN: true }), { minLength: 1, maxLength: 60 }),
        volumes => {
          const account = new DeliveryAccount(250);
          let programmedNl = 0;
          let deliveredNl = 0;
          for (const volumeNl of volumes) {
            account.ask(volumeNl, true);
            const period = account.report();
            expect(Number.isInteger(period.programmedNl)).toBe(true);
            expect(period.deliveredNl % 250).toBe(0);
            expect(period.deliveredNl).toBeGreaterThanOrEqual(0);
            programmedNl += period.programmedNl;
            deliveredNl += period.deliveredNl;
          }
          const asked = volumes.reduce((sum, volume) => sum + volume, 0);
          expect(Math.abs(programmedNl - asked)).toBeLessThanOrEqual(0.51);
          expect(asked - deliveredNl).toBeGreaterThan(-0.01);
          expect(asked - deliveredNl).toBeLessThan(250.01);
        },
      ),
    );
  });

  it('counts nothing while it knows that the motor stands, though the programme asks', () => {
    const account = new DeliveryAccount(50);
    account.ask(12_000, false);
    expect(account.report()).toEqual({ programmedNl: 12_000, deliveredNl: 0 });
  });

  it('knows its level only once it was told, and follows its own reports down to nothing', () => {
    const account = new DeliveryAccount(50);
    account.ask(12_000, true);
    account.report();
    expect(account.levelNl()).toBeNull();
    account.refilled(20_000);
    account.ask(12_000, true);
    expect(account.levelNl()).toBe(20_000);
    account.report();
    expect(account.levelNl()).toBe(8000);
    account.ask(12_000, true);
    account.report();
    expect(account.levelNl()).toBe(0);
  });

  it('rounds boluses to strokes, and gives at least one', () => {
    const account = new DeliveryAccount(250);
    expect(account.inStrokes(20_100)).toBe(20_000);
    expect(account.inStrokes(1)).toBe(250);
  });
});
