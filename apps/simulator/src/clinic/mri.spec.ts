import { RandomStream } from '../random/random-stream.ts';
import { clinicBench, factsOf, type ClinicBench } from '../testing/clinic-bench.ts';
import { specPlan } from '../testing/lived-fleet.ts';
import { pass } from '../testing/pump-bench.ts';
import { dayMs, hourMs, minuteMs, yearMs } from '../time/periods.ts';
import { scan, scanNowAndThen } from './mri.ts';

const scanned = (resumption: 'soon' | 'late' | 'visit', seed = 1): ClinicBench & { resumedAt: number } => {
  const bench = clinicBench();
  let resumedAt = NaN;
  scan({
    world: bench.world,
    clinic: bench.clinic,
    stream: new RandomStream(`mri/${seed}`),
    resumption,
    resumed: () => {
      resumedAt = bench.world.now;
    },
  });
  pass(bench.world, 10 * dayMs);
  return { ...bench, resumedAt };
};
const windowOf = (bench: ClinicBench) => {
  const [note] = factsOf(bench, 'annotation.recorded.v1');
  return { startsAt: Date.parse(note!.data.startsAt), endsAt: Date.parse(note!.data.endsAt) };
};

describe('an MRI examination', () => {
  it('is annotated with a window of three quarters of an hour to two hours', () => {
    for (let seed = 0; seed < 30; seed += 1) {
      const bench = scanned('soon', seed);
      const { startsAt, endsAt } = windowOf(bench);
      expect(factsOf(bench, 'annotation.recorded.v1')).toMatchObject([
        { data: { kind: 'mri' }, clinicId: bench.world.traits.clinicId },
      ]);
      expect(endsAt - startsAt).toBeGreaterThan(43 * minuteMs);
      expect(endsAt - startsAt).toBeLessThan(122 * minuteMs);
    }
  });

  it('is annotated beforehand as a rule, and days late now and then', () => {
    const benches = Array.from({ length: 60 }, (_, seed) => scanned('soon', seed));
    const late = benches.filter(bench => factsOf(bench, 'annotation.recorded.v1')[0]!.at > windowOf(bench).endsAt);
    expect(late.length / 60).toBeGreaterThan(0.03);
    expect(late.length / 60).toBeLessThan(0.35);
  });

  it('stalls the motor inside its window, and the pump says so', () => {
    const bench = scanned('soon');
    const { startsAt, endsAt } = windowOf(bench);
    const [raised] = factsOf(bench, 'alarm.raised.v1');
    expect(raised).toMatchObject({ data: { alarm: 'motor-stall' } });
    expect(raised!.at).toBeGreaterThan(startsAt);
    expect(raised!.at).toBeLessThan(endsAt);
  });

  it('lets the motor go within twenty minutes of the magnet as a rule', () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const bench = scanned('soon', seed);
      expect(bench.resumedAt - windowOf(bench).endsAt).toBeLessThan(20 * minuteMs);
      expect(bench.world.motor.turns).toBe(true);
      expect(factsOf(bench, 'alarm.cleared.v1')).toMatchObject([{ data: { alarm: 'motor-stall' } }]);
    }
  });

  it('lets it go after 2 to 24 hours in some, and in others only at a visit', () => {
    const late = scanned('late');
    expect(late.resumedAt - windowOf(late).endsAt).toBeGreaterThan(1.5 * hourMs);
    expect(late.resumedAt - windowOf(late).endsAt).toBeLessThan(24 * hourMs);
    const visit = scanned('visit');
    expect(visit.resumedAt - windowOf(visit).endsAt).toBeGreaterThan(0.9 * dayMs);
    expect(visit.world.motor.turns).toBe(true);
  });

  it('tells the truth once the motor turns again', () => {
    const bench = scanned('late');
    expect(bench.truth.filter(line => line.kind === 'mri')).toEqual([
      expect.objectContaining({
        startsAt: factsOf(bench, 'annotation.recorded.v1')[0]!.data.startsAt,
        resumedAt: expect.any(String) as string,
      }),
    ]);
  });
});

describe('examinations now and then', () => {
  const scansIn = (mriPerYear: number, years: number): number => {
    const bench = clinicBench({}, specPlan({ mriPerYear }));
    scanNowAndThen(bench.world, bench.clinic);
    pass(bench.world, years * yearMs);
    return factsOf(bench, 'annotation.recorded.v1').length;
  };

  it('come as often as the plan says', () => {
    expect(scansIn(2, 40) / 40).toBeGreaterThan(1.5);
    expect(scansIn(2, 40) / 40).toBeLessThan(2.4);
    expect(scansIn(0, 40)).toBe(0);
  });
});
