import type { DeviceAlarm, PumpEvent, PumpEventOf } from '@cisterna/contract';
import { historiesOf, live, mean, ofKind, ofType, specPlan, type LivedFleet } from './lived-fleet.ts';
import { hourMs } from '../time/periods.ts';
import { networkProfiles } from '../transport/network-profile.ts';
import type { FaultKind } from '../faults/fault-kind.ts';

export const strikeAt = Date.UTC(2026, 0, 14, 9);

/** A report of delivery. */
export type Report = PumpEventOf<'delivery.reported.v1'>;

/** Three pumps that a fault strikes after nine days; the first is looked at. */
export const struck = (
  kind: FaultKind,
  days = 24,
  choice: Parameters<typeof specPlan>[0] = {},
): { fleet: LivedFleet; events: readonly PumpEvent[]; reports: readonly Report[] } => {
  const staged = [0, 1, 2].map(pump => ({ pump, kind, at: strikeAt }));
  const plan = specPlan({ days, pumps: 3, staged, mriPerYear: 0, ...choice });
  const fleet = live({ ...plan, network: networkProfiles.perfect });
  const events = historiesOf(fleet).get('SIM-0001') ?? [];
  return { fleet, events, reports: ofType(events, 'delivery.reported.v1') };
};
export const after = <Event extends PumpEvent>(events: readonly Event[], hours = 0): readonly Event[] =>
  events.filter(({ at }) => at > strikeAt + hours * hourMs);
export const before = <Event extends PumpEvent>(events: readonly Event[]): readonly Event[] =>
  events.filter(({ at }) => at <= strikeAt);
export const raised = (events: readonly PumpEvent[]): readonly DeviceAlarm[] =>
  ofType(events, 'alarm.raised.v1').map(({ data }) => data.alarm);
export const cleared = (events: readonly PumpEvent[]): readonly DeviceAlarm[] =>
  ofType(events, 'alarm.cleared.v1').map(({ data }) => data.alarm);
export const pulsation = (reports: readonly Report[]): number =>
  mean(reports.flatMap(({ data }) => data.catheterPressure?.pulsationPa ?? []));
export const pressure = (reports: readonly Report[]): number =>
  mean(reports.flatMap(({ data }) => data.catheterPressure?.meanPa ?? []));
export const delivered = (reports: readonly Report[]): number =>
  reports.reduce((sum, { data }) => sum + data.deliveredNl, 0);
export const programmed = (reports: readonly Report[]): number =>
  reports.reduce((sum, { data }) => sum + data.programmedNl, 0);
export const expelled = ({ truth }: LivedFleet, from: number, to: number, pump = 'SIM-0001'): number => {
  const levels = ofKind(truth, 'level').filter(({ pumpId }) => pumpId === pump);
  const at = (moment: number): number => levels.findLast(line => Date.parse(line.at) <= moment)?.expelledNl ?? 0;
  return at(to) - at(from);
};
