export { wallClock, type Clock } from './clock.ts';
export { Health, type CheckResult, type HealthAnswer, type HealthCheck, type Lag } from './health/health.ts';
export { ListenError, serveHealth, type HealthServer } from './health/health.server.ts';
export { createLogger, type Logger } from './logger.ts';
export { createMetrics, webhookOutcomes, type Metrics } from './metrics.ts';
export {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './postgres/embedded-postgres.ts';
export { EmbeddedPostgresError, type EmbeddedPostgresCode } from './postgres/postgres.error.ts';
export { startThrowawayPostgres } from './postgres/throwaway-postgres.ts';
export { isPublicAddress, PrivateAddress, publicLookup } from './network/public-address.ts';
export { isLoopback, isTrustworthy } from './settings/loopback.ts';
export { requirePart, type Part } from './settings/part.ts';
export { SettingsError, type SettingsFault } from './settings/settings.error.ts';
export { settingsTable } from './settings/settings.table.ts';
export type { AccessSettings, OidcSettings } from './settings/settings.access.ts';
export { readSettings, type KafkaSettings, type Settings } from './settings/settings.ts';
export { Shutdown, type Closer, type ShutdownOptions } from './shutdown.ts';
