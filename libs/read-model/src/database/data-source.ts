import { DataSource } from 'typeorm';
import { AlertChangeEntity } from '../entities/alert-change.entity.ts';
import { AlertEntity } from '../entities/alert.entity.ts';
import { ApiKeyEntity } from '../entities/api-key.entity.ts';
import { ClinicRulesEntity } from '../entities/clinic-rules.entity.ts';
import { DeadLetterEntity } from '../entities/dead-letter.entity.ts';
import { DeliveryAttemptEntity } from '../entities/delivery-attempt.entity.ts';
import { DeliveryEntity } from '../entities/delivery.entity.ts';
import { EventEntity } from '../entities/event.entity.ts';
import { MaintenanceEntity } from '../entities/maintenance.entity.ts';
import { PartitionEntity } from '../entities/partition.entity.ts';
import { PersonRecordEntity } from '../entities/person-record.entity.ts';
import { PumpSnapshotEntity } from '../entities/pump-snapshot.entity.ts';
import { PumpEntity } from '../entities/pump.entity.ts';
import { ReconciliationEntity } from '../entities/reconciliation.entity.ts';
import { SubscriptionEntity } from '../entities/subscription.entity.ts';
import { SystemEventEntity } from '../entities/system-event.entity.ts';
import { ClinicRules1795392000002 } from '../migrations/clinic-rules.migration.ts';
import { Maintenance1795392000001 } from '../migrations/maintenance.migration.ts';
import { QuietHours1795392000000 } from '../migrations/quiet-hours.migration.ts';
import { ReadModelTables1795305600000 } from '../migrations/read-model-tables.migration.ts';
import { columnTypes } from './column-types.ts';
import { GuardedClient } from './guarded-client.ts';
import { silentLogger } from './silent-logger.ts';

export interface DataSourceSettings {
  readonly url: string;
  readonly poolSize: number;
  readonly onPoolError: (error: unknown) => void;
  /** Where the tables are; by default where the server's settings say. */
  readonly schema?: string | undefined;
}

const connectTimeoutMs = 10_000;

/** Whatever the server's defaults: no query is worth compiling, and who hangs inside a transaction gives its locks back after a while. */
const sessionOptions = [
  'jit=off',
  'idle_in_transaction_session_timeout=60s',
  'default_transaction_isolation=read\\ committed',
  'default_transaction_read_only=off',
]
  .map(option => `-c ${option}`)
  .join(' ');

const optionsOf = (schema: string | undefined): string => (schema === undefined ? sessionOptions : `${sessionOptions} -c search_path=${schema}`);

/** TypeORM's data source over all tables of the read models, not yet connected. */
export const readModelDataSource = ({ url, poolSize, onPoolError, schema }: DataSourceSettings): DataSource =>
  new DataSource({
    type: 'postgres',
    url,
    poolSize,
    applicationName: 'cisterna',
    connectTimeoutMS: connectTimeoutMs,
    poolErrorHandler: onPoolError,
    installExtensions: false,
    synchronize: false,
    logger: silentLogger,
    migrationsRun: false,
    migrationsTableName: 'read_model_migration',
    migrations: [
      ReadModelTables1795305600000,
      QuietHours1795392000000,
      Maintenance1795392000001,
      ClinicRules1795392000002,
    ],
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
      SubscriptionEntity,
      DeliveryEntity,
      DeliveryAttemptEntity,
      SystemEventEntity,
      MaintenanceEntity,
      ClinicRulesEntity,
      ApiKeyEntity,
    ],
    extra: { Client: GuardedClient, types: columnTypes, keepAlive: true, options: optionsOf(schema) },
  });
