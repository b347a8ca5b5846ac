import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { startEmbeddedPostgres } from '@cisterna/platform';
import { openReadModel } from '@cisterna/read-model';
import { raceAlerts, type RaceReport } from '../../libs/read-model/src/testing/alert-races.fixture.ts';

/** Races of messages, people's commands and replicas for the same alerts, and how long they took. */
export interface MeasuredRaces {
  readonly count: number;
  readonly seconds: number;
  readonly report: RaceReport;
}

const lanes = 6;

/** Races on an embedded PostgreSQL with the product's durable settings. @throws when any race left a fault */
export const measureRaces = async (count: number, seed: number): Promise<MeasuredRaces> => {
  const log = pino({ level: 'error' }, pino.destination(2));
  const dataDir = await mkdtemp(join(tmpdir(), 'cisterna-races-'));
  const postgres = await startEmbeddedPostgres({ dataDir, durable: true, log });
  const model = await openReadModel({ url: postgres.url, poolSize: 16, log });
  try {
    const started = performance.now();
    const report = await raceAlerts({ model, count, seed, lanes });
    if (report.faults.length > 0) throw new Error(`races left ${report.faults.length} faults: ${report.faults.slice(0, 5).join('; ')}`);
    return { count, seconds: (performance.now() - started) / 1_000, report };
  } finally {
    await model.close();
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
};
