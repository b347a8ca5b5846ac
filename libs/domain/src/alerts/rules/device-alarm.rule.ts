import type { DeviceAlarm } from '@cisterna/contract';
import { faultPriority, type AlertKind } from '../alert-kinds.ts';
import { evidenceOf, type AlertTransition } from '../episode.ts';
import { nothing, raise, transition, type Rule, type Ruling } from './ruling.ts';

const batteryKinds: ReadonlySet<DeviceAlarm> = new Set<DeviceAlarm>(['replacement-due', 'end-of-service']);

const kindOf = (alarm: DeviceAlarm): AlertKind | null => {
  if (batteryKinds.has(alarm)) return alarm as Extract<DeviceAlarm, AlertKind>;
  return faultPriority[alarm] === undefined ? null : 'device-fault';
};

const opened = (ruling: Ruling, alarm: DeviceAlarm): readonly AlertTransition[] => {
  const kind = kindOf(alarm);
  if (kind === null) return nothing;
  const priority = faultPriority[alarm];
  const evidence = [evidenceOf('device-alarm', ruling.event.at, `The pump raised its own ${alarm} alarm.`)];
  return [raise(ruling, { kind, evidence, alarm, ...(priority === undefined ? {} : { priority }) })];
};

/** `device-fault`, `replacement-due`, `end-of-service`: from the device's alarm to its clearing; each alarm its own alert. */
export const deviceAlarmRule: Rule = ruling => {
  const { before, after, event } = ruling;
  if (event.type !== 'alarm.raised.v1' && event.type !== 'alarm.cleared.v1') return nothing;
  if (before.mechanism.openAlarms === after.mechanism.openAlarms) return nothing;
  const { alarm } = event.data;
  if (event.type === 'alarm.raised.v1') return opened(ruling, alarm);
  return after.alerts.open.filter(e => e.alarm === alarm && e.kind === kindOf(alarm)).map(e => transition(event, 'ended', e));
};
