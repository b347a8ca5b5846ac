import { compareOrder, type EpochMs, type PumpEvent } from '@cisterna/contract';
import type { AlertRecord } from '../alerts/alert.ts';
import { decideCalendar, emptyCalendar, type Calendar } from '../alerts/calendar.ts';
import { clockAlone } from '../alerts/deadlines/occasion.ts';
import { settleAlerts } from '../alerts/settle.ts';
import { foldHistory } from '../history/fold-history.ts';
import { refoldPlace } from '../history/refold.ts';
import { initialPump, type PumpState } from '../pump/pump-state.ts';
import { keyOf } from './projection.ts';

/** A projector in small with the calendar, on the stream clock; it folds again from the beginning whenever it must. */
export class ClockedProjection {
  readonly alerts = new Map<string, AlertRecord>();
  state: PumpState = initialPump('P-1');
  readonly #archive = new Map<string, PumpEvent>();
  #calendar: Calendar = emptyCalendar;
  #clock: EpochMs = 0;

  /** One batch of new events; repeats are dropped. */
  take(batch: readonly PumpEvent[]): void {
    const fresh = batch.filter(e => !this.#archive.has(keyOf(e))).sort(compareOrder);
    const refolded = fresh.some(e => refoldPlace(this.state, e) !== null);
    for (const e of fresh) this.#archive.set(keyOf(e), e);
    this.#clock = Math.max(this.#clock, ...fresh.map(e => e.receivedAt));
    const result = refolded ? foldHistory(null, 'P-1', [...this.#archive.values()]) : foldHistory(this.state, 'P-1', fresh);
    const occasion = { ...clockAlone(this.state, this.#clock), fresh, decided: result.transitions, refolded };
    const { calendar, transitions } = decideCalendar(result.state, this.#calendar, occasion);
    this.state = result.state;
    this.#calendar = calendar;
    const steps = settleAlerts({
      pump: result.state,
      transitions: [...result.transitions, ...transitions],
      refoldedFrom: refolded ? { base: null } : null,
      lifted: calendar.lifted,
      decidedAt: at => at ?? this.#clock,
      stored: [...this.alerts.values()],
    });
    for (const { record } of steps) this.alerts.set(record.view.id, record);
  }
}
