import fc from 'fast-check';
import { compareOrder, type PumpEvent } from '@cisterna/contract';
import type { AlertRecord } from '../alerts/alert.ts';
import { settleAlerts } from '../alerts/settle.ts';
import { hasPlace } from '../completeness/completeness.ts';
import { parsePump, serialisePump } from '../pump/stored-pump.ts';
import { initialPump, type PumpState } from '../pump/pump-state.ts';
import { arrivals, history } from '../testing/histories.ts';
import { foldHistory, type FoldResult } from './fold-history.ts';
import { refoldPlace } from './refold.ts';

/** Everything but what speaks of arrival. */
const lasting = ({ connectivity, ...state }: PumpState): unknown => ({ ...state, receipts: connectivity.receipts.length });

const keyOf = ({ boot, seq, entry }: PumpEvent): string => `${boot}:${seq}:${entry}`;

const shown = (records: ReadonlyMap<string, AlertRecord>): unknown =>
  [...records.values()]
    .filter(r => !r.facts.withdrawn)
    .map(r => ({ id: r.view.id, kind: r.view.kind, condition: r.view.condition, onsetAt: r.view.onsetAt, priority: r.view.priority }))
    .sort((a, b) => a.id.localeCompare(b.id));

/** A projector in small: keeps an archive and snapshots, drops repeats, folds on or again, settles the alerts. */
class Projection {
  readonly archive = new Map<string, PumpEvent>();
  readonly alerts = new Map<string, AlertRecord>();
  state: PumpState = initialPump('P-1');
  #snapshots: PumpState[] = [];

  take(batch: readonly PumpEvent[]): void {
    const fresh = [...new Map(batch.map(e => [keyOf(e), e])).values()].filter(e => !this.archive.has(keyOf(e))).sort(compareOrder);
    for (const e of fresh) expect(e.entry === 0 && hasPlace(this.state.completeness, e)).toBe(false);
    const places = fresh.map(e => refoldPlace(this.state, e)).filter(p => p !== null).sort(compareOrder);
    for (const e of fresh) this.archive.set(keyOf(e), e);
    const place = places[0];
    if (place === undefined) this.#settle(foldHistory(this.state, 'P-1', fresh), null);
    else this.#refold(place);
  }

  #refold(place: { boot: number; seq: number; entry: number }): void {
    this.#snapshots = this.#snapshots.filter(s => s.last !== null && compareOrder(s.last, place) < 0);
    const base = this.#snapshots.at(-1) ?? null;
    const behind = [...this.archive.values()].filter(e => base?.last == null || compareOrder(e, base.last) > 0);
    this.#settle(foldHistory(base, 'P-1', behind), { base });
  }

  #settle(result: FoldResult, refoldedFrom: { base: PumpState | null } | null): void {
    this.#snapshots.push(...result.snapshots.map(s => parsePump(serialisePump(s))));
    this.state = parsePump(serialisePump(result.state));
    const settlement = { pump: result.state, transitions: result.transitions, refoldedFrom, lifted: null, decidedAt: (at: number | null) => at ?? 0 };
    for (const { record } of settleAlerts({ ...settlement, stored: [...this.alerts.values()] })) this.alerts.set(record.view.id, record);
    expect(settleAlerts({ ...settlement, stored: [...this.alerts.values()] }).map(s => s.change)).toEqual([]);
  }
}

const projected = (batches: readonly (readonly PumpEvent[])[]): Projection => {
  const projection = new Projection();
  for (const batch of batches) projection.take(batch);
  return projection;
};

describe('a pump’s history, folded', () => {
  it('is the same after any arrival order, with repeats, late events and losses: state and alerts', () => {
    fc.assert(
      fc.property(arrivals(), ({ history: events, batches }) => {
        const inOrder = projected([events]);
        const shuffled = projected(batches);
        expect(lasting(shuffled.state)).toEqual(lasting(inOrder.state));
        expect(shown(shuffled.alerts)).toEqual(shown(inOrder.alerts));
      }),
      { numRuns: 1000 },
    );
  });

  it('goes on from any snapshot as from the beginning', () => {
    fc.assert(
      fc.property(history(), fc.nat(), (events, at) => {
        const whole = foldHistory(null, 'P-1', events);
        const split = at % (events.length + 1);
        const first = foldHistory(null, 'P-1', events.slice(0, split));
        const plain = events.slice(split).every(e => refoldPlace(first.state, e) === null);
        const second = foldHistory(parsePump(serialisePump(first.state)), 'P-1', events.slice(split));
        if (plain) expect(second.state).toEqual(whole.state);
      }),
    );
  });

  it('gives the order of the events it was handed no meaning', () => {
    fc.assert(
      fc.property(history(), fc.infiniteStream(fc.nat()), (events, keys) => {
        const shuffled = events.map(e => [keys.next().value ?? 0, e] as const).sort((a, b) => a[0] - b[0]).map(([, e]) => e);
        expect(foldHistory(null, 'P-1', shuffled)).toEqual(foldHistory(null, 'P-1', events));
      }),
    );
  });
});
