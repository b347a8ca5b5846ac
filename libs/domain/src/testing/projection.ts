import { compareOrder, type AlertView, type EpochMs, type PumpEvent } from '@cisterna/contract';
import type { AlertRecord, AlertStep } from '../alerts/alert.ts';
import { settleAlerts, type Settlement } from '../alerts/settle.ts';
import { foldHistory, type FoldResult } from '../history/fold-history.ts';
import { refoldPlace } from '../history/refold.ts';
import { parsePump, serialisePump } from '../pump/stored-pump.ts';
import { initialPump, type PumpState } from '../pump/pump-state.ts';
import { written, type Line } from './written.ts';

export const keyOf = ({ boot, seq, entry }: PumpEvent): string => `${boot}:${seq}:${entry}`;

/** A projector in small, on the stream clock: keeps an archive and snapshots, drops repeats, folds on or again, settles the alerts. */
export class Projection {
  readonly archive = new Map<string, PumpEvent>();
  readonly alerts = new Map<string, AlertRecord>();
  /** All that was told of alerts. */
  readonly steps: AlertStep[] = [];
  state: PumpState = initialPump('P-1');
  /** How often it folded again from further back. */
  refolds = 0;
  #snapshots: PumpState[] = [];
  #settled: Settlement | null = null;

  take(batch: readonly PumpEvent[]): this {
    const fresh = [...new Map(batch.map(e => [keyOf(e), e])).values()]
      .filter(e => !this.archive.has(keyOf(e)))
      .sort(compareOrder);
    const places = fresh
      .map(e => refoldPlace(this.state, e))
      .filter(p => p !== null)
      .sort(compareOrder);
    for (const e of fresh) this.archive.set(keyOf(e), e);
    const place = places[0];
    if (place === undefined) this.#settle(foldHistory(this.state, 'P-1', fresh), null);
    else this.#refold(place);
    return this;
  }

  /** The last settlement asked once more: must give nothing. */
  settleAgain(): readonly AlertStep[] {
    return this.#settled === null ? [] : settleAlerts({ ...this.#settled, stored: [...this.alerts.values()] });
  }

  /** As a person would: nothing but the view changes. */
  acknowledge(id: string, at: string): void {
    const record = this.alerts.get(id);
    if (record !== undefined)
      this.alerts.set(id, { ...record, view: { ...record.view, acknowledged: { at, by: 'nurse' } } });
  }

  get views(): readonly AlertView[] {
    return [...this.alerts.values()].map(r => r.view);
  }

  #refold(place: { boot: number; seq: number; entry: number }): void {
    this.refolds += 1;
    this.#snapshots = this.#snapshots.filter(s => s.last !== null && compareOrder(s.last, place) < 0);
    const base = this.#snapshots.at(-1) ?? null;
    const behind = [...this.archive.values()].filter(e => base?.last == null || compareOrder(e, base.last) > 0);
    this.#settle(foldHistory(base, 'P-1', behind), { base });
  }

  #settle(result: FoldResult, refoldedFrom: Settlement['refoldedFrom']): void {
    this.#snapshots.push(...result.snapshots.map(s => parsePump(serialisePump(s))));
    this.state = parsePump(serialisePump(result.state));
    const decidedAt = (at: EpochMs | null): EpochMs => at ?? result.state.connectivity.lastReceivedAt ?? 0;
    this.#settled = {
      pump: result.state,
      transitions: result.transitions,
      refoldedFrom,
      lifted: null,
      decidedAt,
      stored: [...this.alerts.values()],
    };
    const steps = settleAlerts(this.#settled);
    this.steps.push(...steps);
    for (const { record } of steps) this.alerts.set(record.view.id, record);
  }
}

/** The pump after these lines, folded at once. */
export const folded = (...lines: readonly Line[]): PumpState => foldHistory(null, 'P-1', written(...lines)).state;

/** The alerts after these lines, taken at once. */
export const alertsAfter = (...lines: readonly Line[]): readonly AlertView[] =>
  new Projection().take(written(...lines)).views;
