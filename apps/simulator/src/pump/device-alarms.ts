import type { DeviceAlarm } from '@cisterna/contract';
import type { Journal } from './journal.ts';

/** The alarms that the pump itself has open; each is logged when it begins and when it ends. */
export class DeviceAlarms {
  private readonly open = new Set<DeviceAlarm>();

  constructor(private readonly journal: Journal) {}

  raise(at: number, alarm: DeviceAlarm): void {
    if (this.open.has(alarm)) return;
    this.open.add(alarm);
    this.journal.own(at, 'alarm.raised.v1', { alarm });
  }

  clear(at: number, alarm: DeviceAlarm): void {
    if (this.open.delete(alarm)) this.journal.own(at, 'alarm.cleared.v1', { alarm });
  }

  isOpen(alarm: DeviceAlarm): boolean {
    return this.open.has(alarm);
  }
}
