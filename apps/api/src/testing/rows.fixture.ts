import type { Accepted, EventOrder, PumpEvent } from '@cisterna/contract';
import { pumpColumns, serialisePump, type AlertStep, type FoldResult } from '@cisterna/domain';
import { alertChangeRow, alertRow, archiveOf, type BatchWrite } from '@cisterna/read-model';

/** A pump after the events of a batch, and which of its alerts changed. */
export interface Folded extends FoldResult {
  readonly revision: number;
  readonly steps: readonly AlertStep[];
}

/** Tells events apart as the archive does. */
export const keyOf = (event: { pumpId: string } & EventOrder): string =>
  `${event.pumpId}:${event.boot}:${event.seq}:${event.entry}`;

const measured = (event: PumpEvent) => ({
  deliveredNl: event.type === 'delivery.reported.v1' ? event.data.deliveredNl : null,
  filledNl: event.type === 'reservoir.refilled.v1' ? event.data.filledNl : null,
  sensedNl: null,
  meanPa: null,
  pulsationPa: null,
});

const alertRows = ({ steps }: Folded): BatchWrite['alerts'] => {
  const last = steps.at(-1)?.record;
  return last === undefined ? [] : [alertRow(last, null)];
};

const pumpRow = ({ state, revision }: Folded): BatchWrite['pumps'][number] => ({
  ...pumpColumns(state),
  pumpId: state.pumpId,
  expectedRevision: revision === 0 ? null : revision,
  dueAt: null,
  state: serialisePump(state),
  calendar: '{}',
});

const reconciliationRows = ({ state: { pumpId }, reconciliations }: Folded): BatchWrite['reconciliations'] =>
  reconciliations.map(judged => {
    const { order, from, at } = judged;
    return { pumpId, order, from, at, doc: JSON.stringify(judged) };
  });

/** What a batch writes beside its position and its dead letters. */
export const rowsOf = (fresh: readonly Accepted[], folded: readonly Folded[]) => ({
  archive: archiveOf(fresh.map(({ event, text }) => ({ ...event, ...measured(event), text }))),
  pumps: folded.map(pumpRow),
  snapshots: [],
  dropSnapshotsAfter: [],
  reconciliations: folded.flatMap(reconciliationRows),
  dropReconciliationsAfter: [],
  alerts: folded.flatMap(alertRows),
  alertChanges: folded.flatMap(({ steps }) => steps.map(alertChangeRow)),
});
