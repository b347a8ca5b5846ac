import { pumpColumns, serialisePump, type AlertStep, type PumpState, type Reconciliation } from '@cisterna/domain';
import { alertRow, type AlertRow, type ArchiveRow, type PumpWrite, type ReconciliationRow, type SnapshotRow } from '@cisterna/read-model';
import type { FoldedPump } from '../pumps/fold-pump.ts';
import type { Arrived } from './intake.ts';

/** The archive's row of an event: the text as received, and in columns what is queried. */
export const archiveRow = ({ event, text, bytes }: Arrived): ArchiveRow => {
  const report = event.type === 'delivery.reported.v1' ? event.data : null;
  const pressure = report === null ? null : report.catheterPressure;
  return {
    pumpId: event.pumpId,
    boot: event.boot,
    seq: event.seq,
    entry: event.entry,
    type: event.type,
    at: event.at,
    receivedAt: event.receivedAt,
    deliveredNl: report === null ? null : report.deliveredNl,
    filledNl: event.type === 'reservoir.refilled.v1' ? event.data.filledNl : null,
    sensedNl: report === null ? null : report.reservoirSensedNl,
    meanPa: pressure === null ? null : pressure.meanPa,
    pulsationPa: pressure === null ? null : pressure.pulsationPa,
    text,
    bytes,
  };
};

const earlier = (a: number | null, b: number | null): number | null => (a === null || b === null ? (a ?? b) : Math.min(a, b));

/** The pump's row; due when the clock next decides something or, unheard, the pump counts as silent. */
export const pumpWrite = (folded: FoldedPump, clock: number): PumpWrite => {
  const columns = pumpColumns(folded.state);
  const { silentAt } = folded;
  const silence = silentAt !== null && silentAt >= clock ? silentAt + 1 : folded.silenceDueAt;
  return {
    ...columns,
    silentAt,
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
export const alertRows = (steps: readonly AlertStep[]): AlertRow[] => {
  const last = steps.at(-1)?.record;
  if (last === undefined) return [];
  const { version } = last.view;
  return [alertRow(last, version === steps.length ? null : version - steps.length)];
};
