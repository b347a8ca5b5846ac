import { pino } from 'pino';
import type { Log } from '../log.ts';

/** For tests: says only what `LOG_LEVEL` asks for. */
export const testLog: Log = pino({ level: process.env['LOG_LEVEL'] ?? 'silent' });
