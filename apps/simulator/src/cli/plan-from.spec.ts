import { dayMs } from '../time/periods.ts';
import { planFrom } from './plan-from.ts';

const now = Date.UTC(2026, 10, 22, 12, 34, 56);
const hour = Date.UTC(2026, 10, 22, 12);

describe('the plan that a command line asks for', () => {
  it('is 90 days of 100 pumps that end with the last full hour', () => {
    expect(planFrom({}, now)).toMatchObject({
      seed: 1,
      pumps: 100,
      startAt: hour - 90 * dayMs,
      endAt: hour,
      idPrefix: 'SIM1-',
      interventions: false,
    });
  });

  it('starts when it is told to', () => {
    const startAt = Date.UTC(2026, 0, 1);
    expect(planFrom({ start: startAt, days: 10, pumps: 3, seed: 5 }, now)).toMatchObject({
      startAt,
      endAt: startAt + 10 * dayMs,
      pumps: 3,
      idPrefix: 'SIM5-',
    });
  });

  it('keeps what the scenario says about all that was not typed', () => {
    const plan = planFrom({ scenario: 'bad-network', late: 0.5 }, now);
    expect(plan.network).toMatchObject({ late: 0.5, lost: 0.01, outagesPerYear: 60 });
    expect(plan.physics).toEqual({ noise: 1, rhythm: 1, compliance: 1 });
  });

  it('passes on the rest', () => {
    const plan = planFrom(
      {
        'noise-scale': 2,
        'report-interval': 300,
        'pressure-share': 1,
        'mri-per-year': 0,
        clinics: 2,
        faults: [],
        prefix: 'X',
        interventions: true,
        outages: 12,
      },
      now,
    );
    expect(plan).toMatchObject({
      reportIntervalSeconds: 300,
      pressureShare: 1,
      mriPerYear: 0,
      clinics: 2,
      idPrefix: 'X',
      interventions: true,
      hazardsPerYear: {},
    });
    expect(plan.physics.noise).toBe(2);
    expect(plan.network).toMatchObject({ outagesPerYear: 12, outageMedianHours: 8 });
  });
});
