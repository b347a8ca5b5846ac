import type { SensedFault, SensedFlowScore } from '../score/sensed-flow.ts';
import { delayCell, rarityCell, shareCell, table } from './cells.ts';

const hoursPerDay = 24;

const found = (faults: readonly SensedFault[]): string =>
  shareCell(faults.filter(({ delayDays }) => delayDays !== null).length, faults.length);

const delays = (faults: readonly SensedFault[]): string =>
  delayCell(faults.flatMap(({ delayDays }) => (delayDays === null ? [] : [hoursPerDay * delayDays])));

/** Over-delivery at pumps with a level sensor, found within ten days of its full size: the service, a threshold, and the limit. */
export const sensedFlowTable = (detectors: readonly (readonly [name: string, score: SensedFlowScore])[]): string =>
  table(
    ['detector', '25 % and more: found', 'from full size: median, P90', '15–25 %: found', 'median, P90', 'false'],
    detectors.map(([name, { faults, falseAlarms, healthyYears }]) => {
      const strong = faults.filter(fault => fault.strong);
      const weak = faults.filter(fault => !fault.strong);
      return [name, found(strong), delays(strong), found(weak), delays(weak), rarityCell(falseAlarms, healthyYears)];
    }),
  );
