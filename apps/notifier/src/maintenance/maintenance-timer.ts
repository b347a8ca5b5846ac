import { maintain } from '@cisterna/domain';
import { maintenanceTurns, nextMaintenanceTurn, type MaintenanceTurn } from '@cisterna/read-model';
import { AlertTimer, type AlertTimerOptions } from '../alert-timer.ts';

/** Brings the alerts that are open in line with maintenance that begins and ends; those raised meanwhile are so from the start. */
export const maintenanceTimer = (options: AlertTimerOptions): AlertTimer<MaintenanceTurn> =>
  new AlertTimer(options, {
    name: 'maintenance',
    changed: 'maintenance.turned',
    due: maintenanceTurns,
    next: nextMaintenanceTurn,
    step: (record, { now, maintenance }) => maintain(record, maintenance, now),
  });
