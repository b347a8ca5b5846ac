export { nanolitres, nanolitresPerHour, pascals, seconds } from './quantities.ts';
export type { Nanolitres, NanolitresPerHour, Pascals, Seconds } from './quantities.ts';
export { formatTime, parseTime } from './time.ts';
export type { EpochMs } from './time.ts';
export { compareOrder, eventId, isName, isSimulated, maxOrdinal, namePattern } from './identity.ts';
export type { EventIdentity, EventOrder, PumpId } from './identity.ts';

export { eventDataSchemas } from './events/pump-event.ts';
export type * from './events/pump-event.ts';
export type { DeviceAlarm } from './events/alarm.ts';
export type { Drug, DrugCode } from './events/pump.ts';
export type { PatientBolus, TherapySegment } from './events/therapy.ts';
export { eventKindsWith } from './events/event-kind.ts';
export type { EventKind, EventKinds, RetiredType } from './events/event-kind.ts';

export { decodeEventText, decodeRecord, maxValueBytes } from './codec/decode.ts';
export { deadLetterCodes } from './codec/log-record.ts';
export type { Accepted, DeadLetterCode, Decoded, LogRecord, Rejected } from './codec/log-record.ts';
export { maxNesting, parseJson, parseJsonText } from './codec/json.ts';
export { isJsonObject } from './codec/json-object.ts';
export type { ParsedJson } from './codec/json.ts';
export { splitBatch } from './codec/batch.ts';
export { sameContent } from './codec/content.ts';
export { decodeArchived, UnreadableArchiveError } from './codec/archive.ts';
export { encodeCloudEvent, toCloudEvent } from './codec/encode.ts';
export type { CloudEvent, PumpFact } from './codec/encode.ts';
export { toAlertEvent } from './codec/alert-event.ts';
export type { AlertEvent } from './codec/alert-event.ts';
export { faultsOf } from './codec/fault.ts';
export type { Fault } from './codec/fault.ts';
export { cloudEventSchemas, eventTypes } from './codec/cloud-event.ts';

export { alertCommandFaults, alertCommandSchemas } from './http/alert-command.ts';
export type { AlertCommandBody, AlertCommandCall } from './http/alert-command.ts';
export { recordBodyFaults, recordBodySchemas, recordTypes } from './http/record-body.ts';
export type { RecordBody, RecordCall } from './http/record-body.ts';
export { apiKeyBody, apiKeyBodyFaults, roles } from './http/api-key.ts';
export type { ApiKeyBody, ApiKeyView, NewApiKey, Role } from './http/api-key.ts';
export { schemas } from './http/schemas.ts';
export type { ArchivedEvent } from './http/schemas.ts';
export type { AlarmBenchmark, AlarmReport } from './http/alarm-report.ts';
export type { AlertChange, AlertKind, AlertPriority, AlertSuppression, AlertView } from './http/alert-view.ts';
export type { DeadLetterView, EventsAnswer, FleetView, GenerationView, List, Problem, Redriven } from './http/answers.ts';
export type { SeriesBucket } from './http/answers.ts';
export { streamText } from './http/stream-message.ts';
export type { StreamSnapshot } from './http/stream-message.ts';
export type { CatheterStatus, CatheterView, Evidence } from './http/catheter-view.ts';
export type { CompletenessView, ConnectivityView, DeliveryState, Gap } from './http/pump-view.ts';
export type { MechanismView, PumpSummary, PumpView, TherapyView } from './http/pump-view.ts';
export type { ReconciliationView, RefillStatus, RefillView, ReservoirView } from './http/reservoir-view.ts';
export {
  rotateSecret,
  subscriptionDraft,
  subscriptionDraftFaults,
  subscriptionPatch,
  subscriptionPatchFaults,
} from './http/subscription.ts';
export type {
  SubscriptionChannel,
  SubscriptionDraft,
  SubscriptionPatch,
  SubscriptionView,
} from './http/subscription.ts';
export { alertRulesBody, alertRulesFaults, thresholdBounds } from './http/alert-rules.ts';
export type { AlertRuleChanges, AlertRulesView, ThresholdName } from './http/alert-rules.ts';
export { maintenanceDraft, maintenanceFaults } from './http/maintenance.ts';
export type { MaintenanceDraft, MaintenanceView } from './http/maintenance.ts';
export type { QuietHours } from './http/quiet-hours.ts';
export type { AlertMessage, DeliveryStatus, DeliveryView } from './http/delivery-view.ts';
export type { SubscriberEvent, SubscriberMessage, SubscriberNotice } from './http/delivery-view.ts';

export { asyncApiDocument, defaultTopics } from './asyncapi.ts';
export type { AsyncApiDocument, Topics } from './asyncapi.ts';
