import { pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';
import type { Settings } from './settings/settings.ts';

export type { Logger } from 'pino';

const secretNames = ['password', 'secret', 'adminKey', 'smtpUrl', 'authorization', 'cookie'];

/** Where secrets can stand: in a line's own fields, in an object there (a request's headers), and in the settings. */
const hiddenPaths = [
  ...['', '*.', '*.*.'].flatMap(depth => secretNames.map(name => `${depth}${name}`)),
  ...['log.sasl.password', 'database.url'].flatMap(path => [path, `settings.${path}`]),
];

/**
 * One JSON line per event on standard output: `log.warn({ pumpId, gap }, 'telemetry.gap-found')`.
 * Hides passwords, keys and credential headers; times are RFC 3339.
 */
export const createLogger = (settings: Pick<Settings, 'logLevel'>, destination?: DestinationStream): Logger => {
  const options = {
    level: settings.logLevel,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: hiddenPaths, censor: '(hidden)' },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
};
