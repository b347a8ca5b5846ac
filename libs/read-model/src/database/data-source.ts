import { DataSource } from 'typeorm';
import { AlertChangeEntity } from '../entities/alert-change.entity.ts';
import { AlertEntity } from '../entities/alert.entity.ts';
import { DeadLetterEntity } from '../entities/dead-letter.entity.ts';
import { EventEntity } from '../entities/event.entity.ts';
import { PartitionEntity } from '../entities/partition.entity.ts';
import { PersonRecordEntity } from '../entities/person-record.entity.ts';
import { PumpSnapshotEntity } from '../entities/pump-snapshot.entity.ts';
import { PumpEntity } from '../entities/pump.entity.ts';
import { ReconciliationEntity } from '../entities/reconciliation.entity.ts';
import { ReadModelTables1795305600000 } from '../migrations/read-model-tables.migration.ts';
import { columnTypes } from './column-types.ts';

export interface DataSourceSettings {
  readonly url: string;
  readonly poolSize: number;
  readonly onPoolError: (error: unknown) => void;
}

const connectTimeoutMs = 10_000;

/**
 * Sessions of ours: one that hangs inside a transaction (a stopped process) gives its locks back after a while, and no query is worth compiling.
 */
const sessionOptions = '-c jit=off -c idle_in_transaction_session_timeout=60s';

/** TypeORM's data source over all tables of the read models, not yet connected. */
export const readModelDataSource = ({ url, poolSize, onPoolError }: DataSourceSettings): DataSource =>
  new DataSource({
    type: 'postgres',
    url,
    poolSize,
    applicationName: 'cisterna',
    connectTimeoutMS: connectTimeoutMs,
    poolErrorHandler: onPoolError,
    installExtensions: false,
    synchronize: false,
    migrationsRun: false,
    migrationsTableName: 'read_model_migration',
    migrations: [ReadModelTables1795305600000],
    entities: [
      EventEntity,
      PumpEntity,
      PumpSnapshotEntity,
      ReconciliationEntity,
      AlertEntity,
      AlertChangeEntity,
      DeadLetterEntity,
      PartitionEntity,
      PersonRecordEntity,
    ],
    extra: { types: columnTypes, keepAlive: true, options: sessionOptions },
  });
