import type { PumpFact } from '@cisterna/contract';
import { RandomStream } from '../random/random-stream.ts';
import { pumpBench, steady, type PumpBench } from '../testing/pump-bench.ts';
import { dayMs, hourMs } from '../time/periods.ts';
import { BolusButton } from './bolus-button.ts';
import { Schedule } from './schedule.ts';

const limits = { volumeNl: 20_000, lockoutSeconds: 7200, maxPerDay: 4 };
const eager = {
  needNlPerDay: 288_000,
  effectMs: 16 * hourMs,
  withdrawal: true,
  bolusesPerDay: 5,
  urgency: 4,
  candour: 1,
};
const style = {
  shape: [{ startMinute: 0, share: 1 }],
  bolus: { shareOfDay: 0.07, lockoutSeconds: 7200, maxPerDay: 4 },
};

const benchWithButton = (): { bench: PumpBench; button: BolusButton } => {
  const bench = pumpBench({ style, patient: eager });
  bench.world.schedule = new Schedule({ ...steady, patientBolus: limits });
  return { bench, button: new BolusButton(bench.world, new RandomStream('button')) };
};

const live = ({ bench, button }: ReturnType<typeof benchWithButton>, days: number): void => {
  const until = bench.world.now + days * dayMs;
  while (button.nextAt < until) {
    bench.world.advance(button.nextAt);
    button.happen();
  }
};

const granted = ({ sent }: PumpBench): readonly PumpFact[] =>
  sent.map(({ event }) => event).filter(({ type }) => type === 'bolus.delivered.v1');
const denials = ({ sent }: PumpBench): readonly string[] =>
  sent.map(({ event }) => event).flatMap(event => (event.type === 'bolus.denied.v1' ? [event.data.reason] : []));

describe('BolusButton', () => {
  it('keeps to the lockout and to the daily maximum', () => {
    const subject = benchWithButton();
    live(subject, 60);
    const times = granted(subject.bench).map(({ at }) => at);
    expect(times.length).toBeGreaterThan(100);
    times.slice(1).forEach((at, index) => {
      expect(at - times[index]!).toBeGreaterThanOrEqual(7200 * 1000 - 1000);
    });
    const perDay = new Map<number, number>();
    for (const at of times) perDay.set(Math.floor(at / dayMs), (perDay.get(Math.floor(at / dayMs)) ?? 0) + 1);
    expect(Math.max(...perDay.values())).toBe(4);
    expect(new Set(denials(subject.bench))).toEqual(new Set(['lockout', 'daily-maximum']));
  });

  it('counts boluses as programmed and as delivered', () => {
    const subject = benchWithButton();
    live(subject, 20);
    const { world } = subject.bench;
    const boluses = granted(subject.bench).length * 20_000;
    expect(world.bolusNl).toBe(boluses);
    const { programmedNl, deliveredNl } = world.account.report();
    expect(programmedNl).toBe(deliveredNl + (programmedNl % world.traits.model.strokeNl));
    expect(programmedNl - boluses).toBeCloseTo(((world.now - world.traits.installedAt) / hourMs) * 12_000, -2);
  });

  it('is asked more when the therapy fails, and refuses a stopped pump', () => {
    const well = benchWithButton();
    live(well, 20);
    const ill = benchWithButton();
    ill.bench.world.motor.stall('fault');
    ill.bench.world.noticeStall('fault');
    live(ill, 20);
    expect(new Set(denials(ill.bench))).toEqual(new Set(['pump-stopped']));
    const asked = granted(well.bench).length + denials(well.bench).length;
    expect(denials(ill.bench).length).toBeGreaterThan(2 * asked);
  });

  it('gives nothing more from the last millilitre', () => {
    const subject = benchWithButton();
    subject.bench.world.account.refilled(900_000);
    live(subject, 3);
    expect(granted(subject.bench)).toEqual([]);
    expect(new Set(denials(subject.bench))).toEqual(new Set(['low-reservoir']));
  });

  it('is locked after a programming session', () => {
    const subject = benchWithButton();
    live(subject, 5);
    const before = granted(subject.bench).length;
    subject.button.lock();
    const lockedAt = subject.bench.world.now;
    live(subject, 5);
    const next = granted(subject.bench)[before];
    expect(next!.at - lockedAt).toBeGreaterThanOrEqual(7200 * 1000 - 1000);
  });

  it('is never pressed by who may not ask', () => {
    const { world } = pumpBench({ style: { ...style, bolus: null } });
    expect(new BolusButton(world, new RandomStream('button')).nextAt).toBe(Infinity);
  });
});
