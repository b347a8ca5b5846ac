import {
  Inject,
  Module,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  type Provider,
} from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { LoggerModule } from 'nestjs-pino';
import { AccessGuard } from './access/access.guard.ts';
import { accessOf } from './access/access-of.ts';
import { AlertController } from './alerts/alert.controller.ts';
import type { ApiDependencies } from './api.ts';
import { routes } from './api.routes.ts';
import { ApiWork } from './api-work.ts';
import { ClinicRulesController } from './clinic-rules/clinic-rules.controller.ts';
import { DeadLetterController } from './dead-letters/dead-letter.controller.ts';
import { FleetController } from './fleet/fleet.controller.ts';
import { GenerationController } from './generations/generation.controller.ts';
import { HealthController } from './health/health.controller.ts';
import { ProblemFilter } from './http/problem.filter.ts';
import { requestLog } from './http/request-log.ts';
import { KeyController } from './keys/key.controller.ts';
import { MaintenanceController } from './maintenance/maintenance.controller.ts';
import { DocumentController } from './openapi/document.controller.ts';
import { PumpController } from './pumps/pump.controller.ts';
import { PumpReader } from './pumps/pump-reader.ts';
import { RecordController } from './records/record.controller.ts';
import { RecordDesk } from './records/record-desk.ts';
import { RecordKeeper } from './records/record-keeper.ts';
import { ReportController } from './reports/report.controller.ts';
import { ServiceTime } from './service-time.ts';
import { StreamController } from './stream/stream.controller.ts';
import { SubscriptionController } from './subscriptions/subscription.controller.ts';
import { SubscriptionDesk } from './subscriptions/subscription-desk.ts';
import { TelemetryController } from './telemetry/telemetry.controller.ts';
import {
  AUTHENTICATE,
  CLOCK,
  EVENT_LOG,
  HEALTH,
  KEEPER,
  LOG,
  METRICS,
  PUMPS,
  READ_MODEL,
  RECORDS,
  ROUTES,
  SETTINGS,
  STREAMS,
  SUBSCRIPTIONS,
  TIME,
  WORK,
} from './tokens.ts';

const controllers = [
  TelemetryController,
  PumpController,
  RecordController,
  AlertController,
  SubscriptionController,
  MaintenanceController,
  ClinicRulesController,
  DeadLetterController,
  KeyController,
  ReportController,
  FleetController,
  GenerationController,
  StreamController,
  HealthController,
  DocumentController,
];

const given = (parts: ApiDependencies): Provider[] => [
  { provide: SETTINGS, useValue: parts.settings },
  { provide: READ_MODEL, useValue: parts.readModel },
  { provide: EVENT_LOG, useValue: parts.eventLog },
  { provide: HEALTH, useValue: parts.health },
  { provide: METRICS, useValue: parts.metrics },
  { provide: CLOCK, useValue: parts.clock },
  { provide: LOG, useValue: parts.log },
];

const made = (parts: ApiDependencies): Provider[] => {
  const { settings, readModel, eventLog, clock, log, metrics } = parts;
  const time = new ServiceTime(settings, clock);
  const pumps = new PumpReader(readModel, settings.topics.telemetry, time);
  const keeper = new RecordKeeper({ model: readModel, log: eventLog, time, logger: log });
  const work = new ApiWork({
    readModel,
    pumps,
    keeper,
    topic: settings.topics.telemetry,
    log,
    registry: metrics.registry,
  });
  return [
    { provide: TIME, useValue: time },
    { provide: PUMPS, useValue: pumps },
    { provide: RECORDS, useValue: new RecordDesk(readModel, time) },
    { provide: SUBSCRIPTIONS, useValue: new SubscriptionDesk(readModel, settings, time) },
    { provide: KEEPER, useValue: keeper },
    { provide: WORK, useValue: work },
    { provide: STREAMS, useValue: work.streams },
    { provide: ROUTES, useValue: routes },
    { provide: AUTHENTICATE, useValue: accessOf(parts) },
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ];
};

/** The whole API: which parts there are, and who gets what. */
@Module({})
export class ApiModule implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(@Inject(WORK) private readonly work: ApiWork) {}

  static with(parts: ApiDependencies): DynamicModule {
    return {
      module: ApiModule,
      imports: [LoggerModule.forRoot(requestLog(parts.log))],
      controllers,
      providers: [...given(parts), ...made(parts)],
    };
  }

  onApplicationBootstrap(): void {
    this.work.start();
  }

  /** Before the server closes: it would wait for open streams. */
  onModuleDestroy(): Promise<void> {
    return this.work.stop();
  }
}
