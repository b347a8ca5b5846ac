import { parseTime, type PumpEvent } from '@cisterna/contract';
import { isOpen, pumpColumns, serialisePump, type AlertStep, type PumpState, type Reconciliation } from '@cisterna/domain';
import type { AlertChangeRow, AlertRow, ArchiveRow, PumpWrite, ReconciliationRow, SnapshotRow } from '@cisterna/read-model';
import type { FoldedPump } from '../pumps/fold-pump.ts';
import type { Arrived } from './intake.ts';

type Measured = Pick<ArchiveRow, 'deliveredNl' | 'filledNl' | 'sensedNl' | 'meanPa' | 'pulsationPa'>;

const unmeasured: Measured = { deliveredNl: null, filledNl: null, sensedNl: null, meanPa: null, pulsationPa: null };

const measuredBy = (event: PumpEvent): Measured => {
  if (event.type === 'reservoir.refilled.v1') return { ...unmeasured, filledNl: event.data.filledNl };
  if (event.type !== 'delivery.reported.v1') return unmeasured;
  const { deliveredNl, reservoirSensedNl, catheterPressure } = event.data;
  return {
    deliveredNl,
    filledNl: null,
    sensedNl: reservoirSensedNl,
    meanPa: catheterPressure?.meanPa ?? null,
    pulsationPa: catheterPressure?.pulsationPa ?? null,
  };
};

/** The archive's row of an event: the text as received, and in columns what is queried. */
export const archiveRow = ({ event, text }: Arrived): ArchiveRow => {
  const { deliveredNl, filledNl, sensedNl, meanPa, pulsationPa } = measuredBy(event);
  const { pumpId, boot, seq, entry, type, at, receivedAt } = event;
  return { pumpId, boot, seq, entry, type, at, receivedAt, deliveredNl, filledNl, sensedNl, meanPa, pulsationPa, text };
};

const earlier = (a: number | null, b: number | null): number | null => (a === null || b === null ? (a ?? b) : Math.min(a, b));

/** The pump's row; due when the clock next decides something or, unheard, the pump counts as silent. */
export const pumpWrite = (folded: FoldedPump, clock: number): PumpWrite => {
  const columns = pumpColumns(folded.state);
  const silence = columns.silentAt !== null && columns.silentAt >= clock ? columns.silentAt + 1 : null;
  return {
    ...columns,
    pumpId: folded.pumpId,
    expectedRevision: folded.before.revision === 0 ? null : folded.before.revision,
    dueAt: earlier(folded.dueAt, silence),
    state: serialisePump(folded.state),
    calendar: JSON.stringify(folded.calendar),
  };
};

export const snapshotRow = (state: PumpState): SnapshotRow[] =>
  state.last === null ? [] : [{ pumpId: state.pumpId, order: state.last, state: serialisePump(state) }];

export const reconciliationRow = (pumpId: string, judged: Reconciliation): ReconciliationRow => ({
  pumpId,
  order: judged.order,
  from: judged.from,
  at: judged.at,
  doc: JSON.stringify(judged),
});

/** The alert after its last step, written over the version before its first. */
export const alertRow = (steps: readonly AlertStep[]): AlertRow[] => {
  const last = steps.at(-1)?.record;
  if (last === undefined) return [];
  const { view, facts } = last;
  const { id, pumpId, clinicId, kind, priority, condition, version } = view;
  return [
    {
      alertId: id,
      pumpId,
      clinicId,
      kind,
      priority,
      condition,
      isOpen: isOpen(last),
      isAcknowledged: view.acknowledged !== null || facts.reset,
      version,
      formerVersion: version === steps.length ? null : version - steps.length,
      raisedAt: parseTime(view.raisedAt) ?? 0,
      openedBy: facts.episode.opened,
      doc: JSON.stringify(view),
      facts: JSON.stringify(facts),
    },
  ];
};

export const alertChangeRow = ({ change, record: { view } }: AlertStep): AlertChangeRow => ({
  alertId: view.id,
  version: view.version,
  pumpId: view.pumpId,
  clinicId: view.clinicId,
  change,
  at: parseTime(view.history.at(-1)?.at ?? view.raisedAt) ?? 0,
  doc: JSON.stringify(view),
});
