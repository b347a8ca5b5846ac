import fc from 'fast-check';
import type { AlertKind, PumpEvent } from '@cisterna/contract';
import { ClockedProjection } from '../../testing/clocked-projection.ts';
import { arrivals } from '../../testing/histories.ts';
import { keyOf } from '../../testing/projection.ts';
import type { AlertRecord } from '../alert.ts';

/** These speak of arrival or of the calendar, and depend on when something came. */
const exempt: ReadonlySet<AlertKind> = new Set([
  'pump-silent',
  'records-rejected',
  'data-gap',
  'clock-skew',
  'refill-due',
  'drug-expiry',
]);

/** So does an MRI's alert that was raised for want of a report, until the events support it. */
const speaksOfArrival = ({ facts: { episode } }: AlertRecord): boolean =>
  exempt.has(episode.kind) || (episode.opened === null && episode.evidence[0]?.kind === 'no-report');

const standing = (projection: ClockedProjection): readonly string[] =>
  [...projection.alerts.values()]
    .filter(record => !record.facts.withdrawn && !speaksOfArrival(record))
    .map(({ view }) => `${view.id} ${view.condition}`)
    .sort();

const unique = (events: readonly PumpEvent[]): readonly PumpEvent[] => [
  ...new Map(events.map(e => [keyOf(e), e])).values(),
];

describe('fold and clock together', () => {
  it('end with the same alerts after any arrival order, what speaks of arrival aside', () => {
    fc.assert(
      fc.property(arrivals(35), ({ history, batches }) => {
        const inOrder = new ClockedProjection();
        for (const event of history) inOrder.take([event]);
        const shuffled = new ClockedProjection();
        for (const batch of batches) shuffled.take(unique(batch));
        expect(standing(shuffled)).toEqual(standing(inOrder));
      }),
      { numRuns: 150 },
    );
  });
});
