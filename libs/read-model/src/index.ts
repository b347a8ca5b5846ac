export { openReadModel } from './read-model.ts';
export type { ReadModel, ReadModelLog, ReadModelOptions } from './read-model.ts';
export {
  DatabaseUnavailable,
  DatabaseUnfit,
  Fenced,
  FeedPositionUnknown,
  InvalidCursor,
  StaleState,
} from './read-model.error.ts';
export type { UnfitReason } from './read-model.error.ts';

export { writeBatch, writeBatches } from './batch/write-batch.ts';
export type { ArchiveRow } from './batch/archive-row.ts';
export { ArchiveBatch, archiveOf } from './batch/archive-encoder.ts';
export type {
  AlertChangeRow,
  AlertRow,
  BatchWrite,
  DeadLetterRow,
  PumpPlace,
  PumpWrite,
  ReconciliationRow,
  SnapshotRow,
} from './batch/batch-write.ts';
export { markRead, openPartition, partitionStates, storeOutages } from './partitions/partition-state.ts';
export type { PartitionStart, PartitionState, ReadMark, StoredOutage } from './partitions/partition-state.ts';
export { nextDue, pumpsSilentFrom } from './partitions/pump-deadlines.ts';

export { loadPumps, pumpsDue, readPumps } from './queries/pumps-by-id.ts';
export type { DueQuery } from './queries/pumps-by-id.ts';
export type { ListedPump, MarkedPump, PumpMark, StoredPump } from './queries/stored-pump.ts';
export type { JudgedAt } from './queries/pump-judgement.ts';
export { listPumps } from './queries/list-pumps.ts';
export type { PumpFilter, PumpListQuery, PumpSort, PumpSortKey } from './queries/list-pumps.ts';
export { fleetCounts } from './queries/fleet-counts.ts';
export type { FleetCounts } from './queries/fleet-counts.ts';

export { findEvents } from './queries/find-events.ts';
export { eventHistory, eventsAfter } from './queries/event-history.ts';
export type { HistoryQuery } from './queries/event-history.ts';
export { snapshotsBefore } from './queries/snapshots.ts';
export { lastOrderAt } from './queries/last-order.ts';
export type { LastOrderQuery } from './queries/last-order.ts';
export { listEvents } from './queries/list-events.ts';
export type { EventListQuery } from './queries/list-events.ts';
export type { StoredEvent } from './queries/stored-event.ts';
export { seriesOf } from './queries/series.ts';
export type { Bucket, SeriesMetric, SeriesQuery } from './queries/series.ts';
export { listReconciliations } from './queries/list-reconciliations.ts';
export type { StoredReconciliation } from './queries/list-reconciliations.ts';

export { alertCounts, alertsByIds, alertsOfPumps } from './queries/stored-alert.ts';
export type { AlertCounts, AlertFilter, StoredAlert } from './queries/stored-alert.ts';
export { alertChangeRow, alertRecord, alertRow } from './alerts/alert-record.ts';
export { changeAlert } from './alerts/change-alert.ts';
export type { AlertOutcome, Decide } from './alerts/change-alert.ts';
export { nextShelfEnd, shelvesDue } from './alerts/shelves.ts';
export type { DueShelf } from './alerts/shelves.ts';
export { allClinicRules, changeClinicRules, clinicRulesOf, rulesChannel } from './clinic-rules/clinic-rules.ts';
export type { StoredClinicRules } from './clinic-rules/clinic-rules.ts';
export { addMaintenance, clinicReadThrough, endMaintenance, findMaintenance, listMaintenance } from './maintenance/maintenance-store.ts';
export type { MaintenanceListQuery, NewMaintenance, StoredMaintenance } from './maintenance/maintenance-store.ts';
export { maintenanceInForce, maintenanceTurns, nextMaintenanceTurn } from './maintenance/maintenance-in-force.ts';
export type { MaintenanceTurn, PumpOfClinic } from './maintenance/maintenance-in-force.ts';
export { listAlerts } from './queries/list-alerts.ts';
export type { AlertListQuery } from './queries/list-alerts.ts';
export { alarmFigures, noAlarms } from './reports/alarm-figures.ts';
export type { AlarmCounts, AlarmFigures, AlarmFlood, AlarmQuery } from './reports/alarm-figures.ts';
export { findDeadLetter, listDeadLetters, markRedriven } from './queries/dead-letters.ts';
export type { DeadLetterQuery } from './queries/dead-letters.ts';
export type { StoredDeadLetter } from './queries/stored-dead-letter.ts';

export { changesSince } from './feed/changes-since.ts';
export type { FeedAlertChange, FeedPage, FeedQuery } from './feed/changes-since.ts';
export type { FeedSystemEvent } from './feed/system-events.ts';
export { feedPosition } from './feed/feed-position.ts';
export type { FeedPosition } from './feed/feed-position.ts';
export { alertChangesChannel, changesChannel } from './feed/changes-channel.ts';
export { listenForChanges } from './feed/change-listener.ts';
export type { ChangeListener } from './feed/change-listener.ts';

export {
  markChangesPublished,
  markDeadLettersPublished,
  unpublishedChanges,
  unpublishedPartitions,
  unpublishedDeadLetters,
} from './relay/unpublished.ts';
export type { UnpublishedChange } from './relay/unpublished.ts';
export { withPartitionRelayLock } from './relay/relay-lock.ts';

export { moveReservation, reserveRecord } from './records/reserve-record.ts';
export type { Reservation, ReservationRequest } from './records/reserve-record.ts';
export { findReservation, markAppended, refillNear, unappendedRecords } from './records/person-records.ts';
export type { PersonRecord } from './records/person-record.ts';
export type { KnownRefill, RefillNearQuery } from './records/refill-near.ts';

export { addApiKey, apiKeyByHash, listApiKeys, removeApiKey } from './keys/api-keys.ts';
export type { ApiKey } from './keys/api-keys.ts';

export type {
  AlertChoice,
  NewSubscription,
  StoredSubscription,
  SubscriptionTerms,
} from './subscriptions/subscription.ts';
export {
  changeSubscription,
  createSubscription,
  deleteSubscription,
  findSubscription,
  listSubscriptions,
} from './subscriptions/subscription-store.ts';
export type { SubscriptionChange, SubscriptionListQuery } from './subscriptions/subscription-store.ts';
export { watchSubscribers } from './subscriptions/subscriber-notices.ts';
export type { Noticed, WatchQuery } from './subscriptions/subscriber-notices.ts';
export { deliveriesChannel } from './deliveries/delivery-channel.ts';
export { dispatchChanges } from './deliveries/dispatch.ts';
export type { Choose, Dispatched, DispatchQuery } from './deliveries/dispatch.ts';
export type { UndispatchedChange } from './deliveries/dispatch-statements.ts';
export { sentNow } from './deliveries/fate.ts';
export type { Fate, MailSummary } from './deliveries/fate.ts';
export type { DecideMail, MailContext } from './deliveries/mail-context.ts';
export { fireMailTimers } from './deliveries/mail-timers.ts';
export type { FiredTimer, TimerQuery } from './deliveries/mail-timers.ts';
export { sendSummaries } from './deliveries/mail-summaries.ts';
export type { SummaryItem, SummaryMessage, SummaryQuery } from './deliveries/mail-summaries.ts';
export { claimDeliveries } from './deliveries/claim.ts';
export type { ClaimedDelivery, ClaimQuery } from './deliveries/claim.ts';
export { recordAttempts } from './deliveries/record-attempts.ts';
export type { AttemptResult, Recorded } from './deliveries/record-attempts.ts';
export { mendLanes } from './deliveries/lanes.ts';
export { pruneAttempts } from './deliveries/prune-attempts.ts';
export type { PruneQuery } from './deliveries/prune-attempts.ts';
export { findDelivery, listDeliveries } from './deliveries/list-deliveries.ts';
export type { DeliveryListQuery, StoredAttempt, StoredDelivery } from './deliveries/list-deliveries.ts';
export { redeliver, waitingDeliveries } from './deliveries/redeliver.ts';
export { sendTest } from './deliveries/test-delivery.ts';
export type { TestedSubscription } from './deliveries/test-delivery.ts';

export { adoptFormerGeneration, clearNextGeneration, openNextGeneration } from './generations/generation.ts';
export { generationDifferences, pumpsWithOtherAlerts } from './generations/differences.ts';
export type { TableDifferences } from './generations/differences.ts';
export { listGenerations } from './generations/list-generations.ts';
export type { GenerationState } from './generations/list-generations.ts';
export { exchangeGenerations } from './generations/exchange.ts';
export type { ExchangeWork } from './generations/exchange.ts';
export type { AlertWrite } from './batch/alert-rows.ts';
