import { SettingsError, type SettingsFault } from './settings.error.ts';
import type { Settings } from './settings.ts';

/** A part of the service that can be started alone. */
export type Part = 'projector' | 'notifier' | 'api' | 'simulator';

/**
 * Refuses settings under which a part can't be started alone: embedded stores belong to one process, the others would see nothing of it.
 * @throws SettingsError naming the variables to set.
 */
export const requirePart = (settings: Settings, part: Part): void => {
  const faults: SettingsFault[] = [];
  if (settings.database.kind === 'embedded') {
    faults.push({
      variable: 'DATABASE_URL',
      given: 'embedded',
      problem: `the ${part} started alone shares its database: give a postgres:// URL`,
    });
  }
  if (settings.log.kind === 'embedded') {
    faults.push({
      variable: 'CISTERNA_LOG',
      given: 'embedded',
      problem: `the ${part} started alone shares its log: use kafka with KAFKA_BROKERS`,
    });
  }
  if (faults.length > 0) throw new SettingsError(faults);
};
