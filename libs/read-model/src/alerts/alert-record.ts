import { parseTime } from '@cisterna/contract';
import { isOpen, shelfEnd, type AlertRecord, type AlertStep } from '@cisterna/domain';
import type { AlertChangeRow, AlertRow } from '../batch/batch-write.ts';
import type { StoredAlert } from '../queries/stored-alert.ts';

/** A stored alert as the decisions take it. */
export const alertRecord = ({ facts, doc }: Pick<StoredAlert, 'facts' | 'doc'>): AlertRecord => ({
  facts: JSON.parse(facts) as AlertRecord['facts'],
  view: JSON.parse(doc) as AlertRecord['view'],
});

/** The row of an alert, to be written over the version that was read (null: a new alert). */
export const alertRow = (record: AlertRecord, formerVersion: number | null): AlertRow => {
  const { view, facts } = record;
  const { id, pumpId, clinicId, kind, priority, condition, version } = view;
  return {
    alertId: id,
    pumpId,
    clinicId,
    kind,
    priority,
    condition,
    isOpen: isOpen(record),
    isAcknowledged: view.acknowledged !== null || facts.reset,
    version,
    formerVersion,
    raisedAt: parseTime(view.raisedAt) ?? 0,
    openedBy: facts.episode.opened,
    shelvedUntil: shelfEnd(view),
    maintenanceId: facts.maintenance?.id ?? null,
    doc: JSON.stringify(view),
    facts: JSON.stringify(facts),
  };
};

/** One change as history, live feed and outbox get it. */
export const alertChangeRow = ({ change, record: { view } }: AlertStep): AlertChangeRow => ({
  alertId: view.id,
  version: view.version,
  pumpId: view.pumpId,
  clinicId: view.clinicId,
  change,
  at: parseTime(view.history.at(-1)?.at ?? view.raisedAt) ?? 0,
  doc: JSON.stringify(view),
});
