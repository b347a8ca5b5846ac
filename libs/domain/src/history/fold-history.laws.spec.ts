import fc from 'fast-check';
import type { PumpEvent } from '@cisterna/contract';
import type { AlertRecord } from '../alerts/alert.ts';
import { hasPlace } from '../completeness/completeness.ts';
import { parsePump, serialisePump } from '../pump/stored-pump.ts';
import type { PumpState } from '../pump/pump-state.ts';
import { arrivals, history } from '../testing/histories.ts';
import { keyOf, Projection } from '../testing/projection.ts';
import { foldHistory } from './fold-history.ts';
import { refoldPlace } from './refold.ts';

/** Everything but what speaks of arrival. */
const lasting = ({ connectivity, ...state }: PumpState): unknown => ({ ...state, receipts: connectivity.receipts });

/** What is told of the alerts that the events support: their whole episodes, with evidence and suppression. */
const shown = (records: ReadonlyMap<string, AlertRecord>): unknown =>
  [...records.values()]
    .filter(r => !r.facts.withdrawn)
    .map(({ facts, view }) => ({
      episode: facts.episode,
      cause: facts.cause,
      condition: view.condition,
      clinicId: view.clinicId,
    }))
    .sort((a, b) => a.episode.id.localeCompare(b.episode.id));

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

  it('knows of every pump event whether it was taken before', () => {
    fc.assert(
      fc.property(arrivals(), ({ batches }) => {
        const projection = new Projection();
        for (const batch of batches) {
          const own = batch.filter(e => e.entry === 0);
          const { completeness } = projection.state;
          expect(own.map(e => hasPlace(completeness, e))).toEqual(own.map(e => projection.archive.has(keyOf(e))));
          projection.take(batch);
        }
      }),
    );
  });

  it('settles its alerts once: asked again, nothing changes', () => {
    fc.assert(
      fc.property(arrivals(), ({ batches }) => {
        const projection = new Projection();
        for (const batch of batches) expect(projection.take(batch).settleAgain()).toEqual([]);
      }),
    );
  });

  it('goes on from any point as from the beginning, unless what follows acts backwards', () => {
    fc.assert(
      fc.property(history(), fc.nat(), (events, at) => {
        const split = at % (events.length + 1);
        const first = foldHistory(null, 'P-1', events.slice(0, split));
        fc.pre(events.slice(split).every(e => refoldPlace(first.state, e) === null));
        const second = foldHistory(parsePump(serialisePump(first.state)), 'P-1', events.slice(split));
        expect(second.state).toEqual(foldHistory(null, 'P-1', events).state);
      }),
    );
  });

  it('goes on from any snapshot it gave as from zero', () => {
    fc.assert(
      fc.property(history(), events => {
        const whole = foldHistory(null, 'P-1', events);
        for (const snapshot of whole.snapshots) {
          const behind = events.slice(snapshot.version);
          expect(foldHistory(parsePump(serialisePump(snapshot)), 'P-1', behind).state).toEqual(whole.state);
        }
      }),
    );
  });

  it('gives the order of the events it was handed no meaning', () => {
    fc.assert(
      fc.property(history(), fc.infiniteStream(fc.nat()), (events, keys) => {
        const shuffled = events
          .map(e => [keys.next().value ?? 0, e] as const)
          .sort((a, b) => a[0] - b[0])
          .map(([, e]) => e);
        expect(foldHistory(null, 'P-1', shuffled)).toEqual(foldHistory(null, 'P-1', events));
      }),
    );
  });
});
