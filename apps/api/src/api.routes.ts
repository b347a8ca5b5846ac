import { alertRoutes } from './alerts/alert.routes.ts';
import { clinicRulesRoutes } from './clinic-rules/clinic-rules.routes.ts';
import { deadLetterRoutes } from './dead-letters/dead-letter.routes.ts';
import { fleetRoute } from './fleet/fleet.routes.ts';
import { listGenerationsRoute } from './generations/generation.routes.ts';
import { healthRoutes } from './health/health.routes.ts';
import type { Route } from './http/route.ts';
import { keyRoutes } from './keys/key.routes.ts';
import { maintenanceRoutes } from './maintenance/maintenance.routes.ts';
import { documentRoutes } from './openapi/document.routes.ts';
import { pumpRoutes } from './pumps/pump.routes.ts';
import { recordRoutes } from './records/record.routes.ts';
import { alarmReportRoute } from './reports/report.routes.ts';
import { streamRoute } from './stream/stream.routes.ts';
import { subscriptionRoutes } from './subscriptions/subscription.routes.ts';
import { postEventsRoute } from './telemetry/telemetry.routes.ts';

/** Every call that there is, as the OpenAPI document lists them. */
export const routes: readonly Route[] = [
  postEventsRoute,
  ...pumpRoutes,
  ...recordRoutes,
  ...alertRoutes,
  ...subscriptionRoutes,
  ...maintenanceRoutes,
  ...clinicRulesRoutes,
  ...deadLetterRoutes,
  ...keyRoutes,
  alarmReportRoute,
  fleetRoute,
  listGenerationsRoute,
  streamRoute,
  ...healthRoutes,
  ...documentRoutes,
];
