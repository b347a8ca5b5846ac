import { formatTime, type AlertSuppression, type EpochMs } from '@cisterna/contract';

/** Work on a pump, or in its clinic, during which alerts are raised as always and e-mail about them is held back. */
export interface Maintenance {
  readonly id: string;
  readonly until: EpochMs;
  readonly by: string;
  readonly reason: string;
}

/** The longest maintenance: 24 h, as the longest shelf. */
export const longestMaintenanceMs = 86_400_000;

interface Maintained {
  readonly maintenance?: Maintenance;
}

/** The facts of an alert that is decided while its pump is maintained; without maintenance they stay as they are. */
export const whileMaintained = <Facts extends Maintained>(
  facts: Facts,
  maintenance: Maintenance | null | undefined,
): Facts => (maintenance === null || maintenance === undefined ? facts : { ...facts, maintenance });

/** Why nobody is notified of an alert during maintenance. */
export const suppressedByMaintenance = ({ maintenance }: Maintained): readonly AlertSuppression[] =>
  maintenance === undefined
    ? []
    : [
        {
          reason: 'maintenance',
          detail: `Maintenance by ${maintenance.by} until ${formatTime(maintenance.until)}: ${maintenance.reason}`,
        },
      ];
