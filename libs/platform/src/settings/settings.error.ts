/** One thing wrong with the environment. `given` is null where nothing was given; a secret's value is not shown. */
export interface SettingsFault {
  readonly variable: string;
  readonly given: string | null;
  readonly problem: string;
}

const line = ({ variable, given, problem }: SettingsFault): string =>
  `  ${variable}${given === null ? ' (not set)' : `=${given}`}: ${problem}`;

/** The environment can't be used; names every fault at once. Never retriable: somebody must change it. */
export class SettingsError extends Error {
  readonly code = 'settings-invalid';
  readonly retriable = false;
  readonly faults: readonly SettingsFault[];

  constructor(faults: readonly SettingsFault[]) {
    super(`These settings can't be used:\n${faults.map(line).join('\n')}`);
    this.name = 'SettingsError';
    this.faults = faults;
  }
}
