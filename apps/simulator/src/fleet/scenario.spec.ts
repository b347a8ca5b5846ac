import { allFaultKinds, faultKinds, type FaultKind } from '../faults/fault-kind.ts';
import { isScenarioName, namedScenarios, onlyFaults } from './scenario.ts';

const sharesOf = (name: keyof typeof namedScenarios): readonly string[] =>
  Object.keys(namedScenarios[name].struckShares);

describe('scenarios', () => {
  it('have all names that are promised', () => {
    for (const name of ['healthy', 'mixed', 'occlusion', 'leak', 'stall', 'mri', 'over-delivery', 'bad-network'])
      expect(isScenarioName(name)).toBe(true);
    expect(isScenarioName('constructor')).toBe(false);
  });

  it('strike no more than all pumps, and say what they are about', () => {
    for (const { struckShares, about } of Object.values(namedScenarios)) {
      expect(Object.values(struckShares).reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1);
      expect(about.length).toBeGreaterThan(10);
    }
  });

  it('name kinds that exist', () => {
    for (const { struckShares, hazardsPerYear } of Object.values(namedScenarios)) {
      for (const kind of [...Object.keys(struckShares), ...Object.keys(hazardsPerYear)])
        expect(allFaultKinds).toContain(kind);
    }
  });

  it('are as their names say', () => {
    expect(namedScenarios.healthy.struckShares).toEqual({});
    expect(namedScenarios.healthy.hazardsPerYear).toEqual({});
    for (const kind of sharesOf('leak')) expect(faultKinds[kind as FaultKind].group).toBe('catheter');
    for (const kind of sharesOf('stall')) expect(faultKinds[kind as FaultKind].group).toBe('motor');
    expect(namedScenarios.mri.mriPerYear).toBeGreaterThan(4);
    expect(namedScenarios['bad-network'].network.lost).toBeGreaterThan(namedScenarios.mixed.network.lost);
  });

  it('hold the sourced hazards in `realistic`, and more of each in `mixed`', () => {
    for (const kind of allFaultKinds) {
      expect(namedScenarios.realistic.hazardsPerYear[kind]).toBe(faultKinds[kind].perYear);
      expect(namedScenarios.mixed.hazardsPerYear[kind]).toBeGreaterThan(faultKinds[kind].perYear);
      expect(namedScenarios.mixed.hazardsPerYear[kind]).toBeLessThanOrEqual(0.4);
    }
  });
});

describe('onlyFaults', () => {
  it('leaves the given kinds and everything that is no fault', () => {
    const some = onlyFaults(namedScenarios.mixed, ['leak', 'kink']);
    expect(Object.keys(some.hazardsPerYear).sort()).toEqual(['kink', 'leak']);
    expect(some.network).toEqual(namedScenarios.mixed.network);
    expect(some.mriPerYear).toBe(namedScenarios.mixed.mriPerYear);
    expect(onlyFaults(namedScenarios.leak, ['leak']).struckShares).toEqual({ leak: 0.2 });
    expect(onlyFaults(namedScenarios.leak, []).struckShares).toEqual({});
  });
});
