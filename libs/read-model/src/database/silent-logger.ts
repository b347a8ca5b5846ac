import type { Logger } from 'typeorm';

const nothing = (): void => undefined;

/** TypeORM would write to the console, and queries hold what is said of patients; its errors are thrown anyway. */
export const silentLogger: Logger = {
  logQuery: nothing,
  logQueryError: nothing,
  logQuerySlow: nothing,
  logSchemaBuild: nothing,
  logMigration: nothing,
  log: nothing,
};
