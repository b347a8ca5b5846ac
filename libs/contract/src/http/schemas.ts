import Type, { type Static } from 'typebox';
import { envelopeSchema } from '../codec/envelope.ts';
import { field } from '../fields.ts';
import { alarmReport } from './alarm-report.ts';
import { alertRulesView } from './alert-rules.ts';
import { alertView } from './alert-view.ts';
import { apiKeyView, newApiKey } from './api-key.ts';
import {
  deadLetterView,
  eventsAnswer,
  fleetView,
  generationView,
  listOf,
  problem,
  redriven,
  seriesBucket,
} from './answers.ts';
import { catheterView, evidence } from './catheter-view.ts';
import { alertMessage, deliveryView, subscriberMessage } from './delivery-view.ts';
import { maintenanceView } from './maintenance.ts';
import { pumpSummary, pumpView } from './pump-view.ts';
import { reconciliationView } from './reservoir-view.ts';
import { subscriptionView } from './subscription.ts';
import { streamAlert, streamPump, streamSnapshot } from './stream-message.ts';

/** An item of `GET /v1/pumps/{id}/events`: the event's attributes as received, `receivedAt` beside them. */
const archivedEvent = Type.Object({
  ...envelopeSchema.properties,
  data: Type.Record(Type.String(), Type.Unknown()),
  receivedAt: field.time,
});

/** The shapes of all answers by the name of their OpenAPI component; each is plain JSON Schema when serialised. */
export const schemas = {
  PumpView: pumpView,
  PumpSummary: pumpSummary,
  PumpList: listOf(pumpSummary),
  ArchivedEvent: archivedEvent,
  ArchivedEventList: listOf(archivedEvent),
  SeriesBucket: seriesBucket,
  Series: Type.Array(seriesBucket),
  Reconciliation: reconciliationView,
  ReconciliationList: listOf(reconciliationView),
  Evidence: evidence,
  Catheter: catheterView,
  Alert: alertView,
  AlertList: listOf(alertView),
  AlertRules: alertRulesView,
  AlarmReport: alarmReport,
  Subscription: subscriptionView,
  SubscriptionList: listOf(subscriptionView),
  Maintenance: maintenanceView,
  MaintenanceList: listOf(maintenanceView),
  Delivery: deliveryView,
  DeliveryList: listOf(deliveryView),
  AlertMessage: alertMessage,
  SubscriberMessage: subscriberMessage,
  DeadLetter: deadLetterView,
  DeadLetterList: listOf(deadLetterView),
  Redriven: redriven,
  Fleet: fleetView,
  Generation: generationView,
  GenerationList: listOf(generationView),
  EventsAnswer: eventsAnswer,
  StreamPump: streamPump,
  StreamAlert: streamAlert,
  StreamSnapshot: streamSnapshot,
  ApiKeyList: listOf(apiKeyView),
  NewApiKey: newApiKey,
  Problem: problem,
} as const;

export type ArchivedEvent = Static<typeof archivedEvent>;
