import { formatTime } from '@cisterna/contract';
import { atHour, fact, mL, refill, report, revision } from '../testing/facts.ts';
import { record, restart, written, type Line } from '../testing/written.ts';
import { evolveReservoir, initialReservoir, type Reservoir } from './reservoir.ts';

const after = (...lines: readonly Line[]): Reservoir => written(...lines).reduce((r, event) => evolveReservoir(r, event, r.missing), initialReservoir);
const morphine = [{ code: 'morphine' as const, concentrationMicrogramsPerMl: 25_000 }];

describe('the account of a fill', () => {
  it('sums the reports behind its refill, over restarts, without boluses, which they hold already', () => {
    const bolus = fact('bolus.delivered.v1', {
      origin: 'patient',
      kind: 'patient',
      volumeNl: 50_000,
      durationSeconds: 60,
    });
    const { fill } = after(report(7), refill(0, 20 * mL), report(100), bolus, restart(), report(20));
    expect(fill).toMatchObject({
      filledNl: 20 * mL,
      deliveredNl: 120,
      at: atHour(2),
      order: { boot: 1, seq: 2, entry: 0 },
    });
  });

  it('is none before the first refill, which has nothing to be held against', () => {
    expect(after(report(7)).fill).toBeNull();
    expect(after(report(7), refill(3 * mL, 20 * mL)).lastReconciliation).toBeNull();
  });

  it('begins afresh with each refill and is reconciled by it', () => {
    const { fill, lastReconciliation } = after(
      refill(0, 20 * mL),
      report(5 * mL),
      refill(14 * mL, 18 * mL),
      report(11),
    );
    expect(fill).toMatchObject({ filledNl: 18 * mL, deliveredNl: 11 });
    expect(lastReconciliation).toMatchObject({
      expectedNl: 15 * mL,
      discrepancyNl: -1 * mL,
      deliveredNl: 5 * mL,
      at: atHour(3),
    });
  });

  it('is begun by a person’s record too, in its place', () => {
    const { fill } = after(refill(0, 20 * mL), report(5), record(refill(1, 10 * mL)), report(6));
    expect(fill).toMatchObject({ filledNl: 10 * mL, deliveredNl: 6, order: { boot: 1, seq: 2, entry: 1 } });
  });
});

describe('the drugs of the fill', () => {
  it('are those of the latest refill that names any', () => {
    expect(after(refill(0, mL)).drugs).toBeNull();
    expect(after(refill(0, mL, { drugs: morphine }), refill(0, mL), refill(0, mL, { drugs: [] })).drugs).toEqual(
      morphine,
    );
  });

  it('expire when their own refill says, else never', () => {
    const expiring = refill(0, mL, { drugExpiresAt: formatTime(atHour(500)) });
    expect(after(expiring).fill?.drugExpiresAt).toBe(atHour(500));
    expect(after(expiring, refill(0, mL)).fill?.drugExpiresAt).toBeNull();
    expect(after(refill(0, mL, { drugExpiresAt: null })).fill?.drugExpiresAt).toBeNull();
  });
});

describe('the sensed level', () => {
  it('is the last reading, and outlasts reports without one and refills', () => {
    const { sensedNl, sensedAt } = after(
      report(1, { reservoirSensedNl: 9 * mL }),
      report(1, { reservoirSensedNl: 0 }),
      report(1),
      refill(0, mL),
    );
    expect([sensedNl, sensedAt]).toEqual([0, atHour(2)]);
  });
});

describe('any other event', () => {
  it('leaves the reservoir alone', () => {
    const before = after(refill(0, mL), report(1));
    expect(written(revision()).reduce((r, event) => evolveReservoir(r, event, r.missing), before)).toBe(before);
  });
});
