import type { EpochMs, EventData, PumpEvent } from '@cisterna/contract';

export type DeviceAlarm = EventData<'alarm.raised.v1'>['alarm'];

/** What the pump says of itself: its own alarms and whether it delivers. */
export interface Mechanism {
  /** The device's alarms that are open, sorted; a restart clears none. */
  readonly openAlarms: readonly DeviceAlarm[];
  readonly stalledSince: EpochMs | null;
  readonly stallCount: number;
  readonly therapyStopped: boolean;
  readonly everReported: boolean;
  /** What the last report with a programmed volume above 0 said. */
  readonly lastProgrammed: 'delivered' | 'nothing' | null;
}

export const initialMechanism: Mechanism = {
  openAlarms: [],
  stalledSince: null,
  stallCount: 0,
  therapyStopped: false,
  everReported: false,
  lastProgrammed: null,
};

const raise = (m: Mechanism, alarm: DeviceAlarm, at: EpochMs): Mechanism => {
  if (m.openAlarms.includes(alarm)) return m;
  const openAlarms = [...m.openAlarms, alarm].sort();
  return alarm === 'motor-stall' ? { ...m, openAlarms, stalledSince: at, stallCount: m.stallCount + 1 } : { ...m, openAlarms };
};

const clear = (m: Mechanism, alarm: DeviceAlarm): Mechanism => {
  if (!m.openAlarms.includes(alarm)) return m;
  const openAlarms = m.openAlarms.filter(open => open !== alarm);
  return alarm === 'motor-stall' ? { ...m, openAlarms, stalledSince: null } : { ...m, openAlarms };
};

const report = (m: Mechanism, { programmedNl, deliveredNl }: EventData<'delivery.reported.v1'>): Mechanism => {
  const lastProgrammed = programmedNl === 0 ? m.lastProgrammed : deliveredNl === 0 ? 'nothing' : 'delivered';
  return m.everReported && lastProgrammed === m.lastProgrammed ? m : { ...m, everReported: true, lastProgrammed };
};

/** Raised again while open changes nothing; a `cleared` of what is not open is ignored. */
export const evolveMechanism = (m: Mechanism, event: PumpEvent): Mechanism => {
  switch (event.type) {
    case 'alarm.raised.v1':
      return raise(m, event.data.alarm, event.at);
    case 'alarm.cleared.v1':
      return clear(m, event.data.alarm);
    case 'therapy.programmed.v1':
      return { ...m, therapyStopped: event.data.mode === 'stopped' };
    case 'delivery.reported.v1':
      return report(m, event.data);
    default:
      return m;
  }
};

export type Motor = 'running' | 'stalled' | 'stopped' | 'unknown';

/** A stall outweighs a stop, and a pump that never reported says nothing of its motor. */
export const motorOf = (m: Mechanism): Motor => {
  if (m.openAlarms.includes('motor-stall')) return 'stalled';
  if (m.therapyStopped || m.openAlarms.includes('pump-stopped')) return 'stopped';
  return m.everReported ? 'running' : 'unknown';
};

export type Battery = 'ok' | 'replacement-due' | 'end-of-service';

export const batteryOf = (m: Mechanism): Battery => {
  if (m.openAlarms.includes('end-of-service')) return 'end-of-service';
  return m.openAlarms.includes('replacement-due') ? 'replacement-due' : 'ok';
};

export type DeliveryBase = 'delivering' | 'not-delivering' | 'unknown';

/** The delivery state without regard to silence, which only the reader's clock can judge. */
export const deliveryBase = (m: Mechanism): DeliveryBase => {
  const stalled = m.openAlarms.includes('motor-stall');
  if (stalled || m.therapyStopped || m.lastProgrammed === 'nothing') return 'not-delivering';
  return m.everReported ? 'delivering' : 'unknown';
};
