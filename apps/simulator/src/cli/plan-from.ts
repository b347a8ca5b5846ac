import type { FleetPlan } from '../fleet/fleet-plan.ts';
import { planFleet } from '../fleet/plan-fleet.ts';
import { dayMs, hourMs } from '../time/periods.ts';
import { defaultDays, type SimulateOptions } from './simulate-options.ts';

/** The given entries without those that were left out. */
const given = <Values extends Readonly<Record<string, unknown>>>(
  values: Values,
): { [Name in keyof Values]?: Exclude<Values[Name], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Values]?: Exclude<Values[Name], undefined>;
  };

/** The plan that a command line asks for; without `--start` the history ends with the last full hour before `now`. */
export const planFrom = (options: SimulateOptions, now: number): FleetPlan => {
  const { days = defaultDays, pumps = 100, seed = 1 } = options;
  const startAt = options.start ?? Math.floor(now / hourMs) * hourMs - days * dayMs;
  return planFleet({
    seed,
    pumps,
    startAt,
    endAt: startAt + days * dayMs,
    idPrefix: options.prefix ?? `SIM${seed}-`,
    interventions: options.interventions ?? false,
    network: given({
      lost: options.lost,
      late: options.late,
      repeated: options.repeated,
      reordered: options.reordered,
      outagesPerYear: options.outages,
      ...outageLength(options),
    }),
    physics: given({
      noise: options['noise-scale'],
      rhythm: options['rhythm-scale'],
      compliance: options['compliance-scale'],
    }),
    ...given({
      scenario: options.scenario,
      faults: options.faults,
      clinics: options.clinics,
      reportIntervalSeconds: options['report-interval'],
      pressureShare: options['pressure-share'],
      mriPerYear: options['mri-per-year'],
    }),
  });
};

/** A network without outages has no length for them: who asks for some gets the usual one. */
const outageLength = ({ outages }: SimulateOptions): { readonly outageMedianHours?: number } =>
  outages === undefined ? {} : { outageMedianHours: 8 };
