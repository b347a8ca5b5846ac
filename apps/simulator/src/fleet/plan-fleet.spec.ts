import { planFleet } from './plan-fleet.ts';
import { namedScenarios } from './scenario.ts';

const choice = { seed: 7, pumps: 12, startAt: 0, endAt: 1000 };

describe('planFleet', () => {
  it('is `mixed` where nothing is chosen', () => {
    const plan = planFleet(choice);
    expect(plan).toMatchObject({
      ...choice,
      idPrefix: 'SIM-',
      reportIntervalSeconds: 3600,
      pressureShare: 0.6,
      interventions: false,
      staged: [],
      clinics: null,
    });
    expect(plan.hazardsPerYear).toEqual(namedScenarios.mixed.hazardsPerYear);
    expect(plan.network).toEqual(namedScenarios.mixed.network);
    expect(plan.physics).toEqual({ noise: 1, rhythm: 1, compliance: 1 });
  });

  it('takes what is chosen over the scenario, part by part', () => {
    const plan = planFleet({
      ...choice,
      scenario: 'leak',
      network: { lost: 0.5 },
      physics: { noise: 2 },
      mriPerYear: 3,
      clinics: 4,
      reportIntervalSeconds: 600,
    });
    expect(plan.network).toEqual({ ...namedScenarios.leak.network, lost: 0.5 });
    expect(plan.physics).toEqual({ noise: 2, rhythm: 1, compliance: 1 });
    expect(plan).toMatchObject({ mriPerYear: 3, clinics: 4, reportIntervalSeconds: 600 });
    expect(plan.struckShares).toEqual(namedScenarios.leak.struckShares);
  });

  it('takes away the faults that were not asked for', () => {
    expect(planFleet({ ...choice, faults: ['leak'] }).hazardsPerYear).toEqual({
      leak: namedScenarios.mixed.hazardsPerYear.leak,
    });
    expect(planFleet({ ...choice, faults: [] }).hazardsPerYear).toEqual({});
    expect(planFleet({ ...choice, faults: null }).hazardsPerYear).toEqual(namedScenarios.mixed.hazardsPerYear);
  });
});
