import { allFaultKinds, faultKinds, type FaultKind } from '../faults/fault-kind.ts';
import { networkProfiles, type NetworkProfile } from '../transport/network-profile.ts';

type Rates = Readonly<Partial<Record<FaultKind, number>>>;

/** A story that a fleet lives through. */
export interface Scenario {
  readonly about: string;
  readonly network: NetworkProfile;
  /** Random faults per pump-year. */
  readonly hazardsPerYear: Rates;
  /** Share of the pumps struck once in the run. */
  readonly struckShares: Rates;
  readonly mriPerYear: number;
}

/** A small fleet shows something: the sourced hazards times 20, and no kind rarer than once in 25 pump-years. */
const mixedScale = 20;
const mixedLeast = 0.04;

const mixedHazards: Rates = Object.fromEntries(
  allFaultKinds.map(kind => [kind, Math.max(mixedLeast, Math.min(0.4, faultKinds[kind].perYear * mixedScale))]),
);
const sourcedHazards: Rates = Object.fromEntries(allFaultKinds.map(kind => [kind, faultKinds[kind].perYear]));

const story = (about: string, struckShares: Rates, mriPerYear = 0.4): Scenario => ({
  about,
  network: networkProfiles.home,
  hazardsPerYear: {},
  struckShares,
  mriPerYear,
});

const scenarios = {
  mixed: {
    about: 'every fault, hazards raised so that a small fleet shows some',
    network: networkProfiles.home,
    hazardsPerYear: mixedHazards,
    struckShares: {},
    mriPerYear: 0.6,
  },
  healthy: story('no faults at all', {}),
  realistic: {
    about: 'every fault at its sourced hazard',
    network: networkProfiles.home,
    hazardsPerYear: sourcedHazards,
    struckShares: {},
    mriPerYear: 0.4,
  },
  occlusion: story('catheters that close: at once, slowly, by a kink', {
    occlusion: 0.25,
    'slow-occlusion': 0.15,
    kink: 0.1,
  }),
  leak: story('catheters that leak, tear, come off or slip out', {
    leak: 0.2,
    disconnection: 0.1,
    migration: 0.1,
    microfracture: 0.1,
  }),
  stall: story('motors that stand: for good, for hours, again and again, unnoticed', {
    'motor-stall': 0.15,
    'motor-stall-recovered': 0.2,
    'intermittent-stall': 0.15,
    'silent-stall': 0.1,
  }),
  mri: story('many MRI examinations, some without recovery', { 'mri-no-resume': 0.25 }, 6),
  'over-delivery': story('pumps that expel more than they count, the low alarm silent (recalls of 2014, 2016)', {
    'over-delivery': 0.4,
    'under-delivery': 0.1,
  }),
  'bad-network': {
    ...story('records lost, late, repeated, out of order; restarts that lose the tail', {
      'battery-reset': 0.1,
      'clock-jump': 0.2,
    }),
    network: networkProfiles.bad,
  },
  connector: story('connectors that close or come off (recalls of 2008, 2013)', { disconnection: 0.3, occlusion: 0.2 }),
  battery: story('battery film: resets, early replacement and end of service (recalls of 2009, 2011)', {
    'battery-depletion': 0.3,
    'battery-reset': 0.3,
  }),
  'pocket-fill': story('fills that go beside the reservoir (recalls of 2011, 2013)', { 'pocket-fill': 0.5 }),
  'level-sensor': story('fill sensors that drift (recall of 2013)', { 'level-sensor-drift': 0.6 }),
  memory: story('memory errors, feed-through shorts with reset (recall of 2013)', {
    'memory-error': 0.3,
    'critical-memory-error': 0.15,
    'battery-reset': 0.15,
  }),
} as const satisfies Record<string, Scenario>;

/** A scenario's name. */
export type ScenarioName = keyof typeof scenarios;

/** All scenarios by name; `mixed` is the usual one. */
export const namedScenarios: Readonly<Record<ScenarioName, Scenario>> = scenarios;

export const isScenarioName = (word: string): word is ScenarioName => Object.hasOwn(scenarios, word);

/** The scenario with none but the given kinds of fault. */
export const onlyFaults = (scenario: Scenario, kinds: readonly FaultKind[]): Scenario => {
  const keep = (rates: Rates): Rates =>
    Object.fromEntries(Object.entries(rates).filter(([kind]) => (kinds as readonly string[]).includes(kind)));
  return { ...scenario, hazardsPerYear: keep(scenario.hazardsPerYear), struckShares: keep(scenario.struckShares) };
};
