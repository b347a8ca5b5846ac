import fc from 'fast-check';
import { compareOrder, type PumpEvent } from '@cisterna/contract';
import { foldHistory } from '../history/fold-history.ts';
import { atHour, boot, registration, report } from '../testing/facts.ts';
import { clipGaps, gapSize, type Gap, type Place } from './completeness.ts';

interface Received extends Place {
  readonly tells: Place | null;
}

const places = fc.uniqueArray(
  fc.record({ boot: fc.integer({ min: 1, max: 5 }), seq: fc.integer({ min: 1, max: 6 }) }),
  {
    minLength: 1,
    maxLength: 15,
    selector: ({ boot: b, seq }) => `${b}:${seq}`,
  },
);

const received: fc.Arbitrary<readonly Received[]> = fc
  .tuple(
    places,
    fc.array(fc.option(fc.record({ boot: fc.integer({ min: 1, max: 5 }), seq: fc.integer({ min: 0, max: 8 }) })), {
      minLength: 15,
      maxLength: 15,
    }),
  )
  .map(([all, told]) =>
    all
      .map((place, i) => ({ ...place, tells: told[i] ?? null }))
      .sort((a, b) => compareOrder({ ...a, entry: 0 }, { ...b, entry: 0 })),
  );

const starts = fc.option(fc.record({ boot: fc.integer({ min: 1, max: 4 }), seq: fc.integer({ min: 1, max: 5 }) }));

const eventOf = ({ boot: b, seq, tells }: Received, i: number): PumpEvent =>
  (tells === null ? report(1) : boot(tells.boot, tells.seq)).at({ boot: b, seq, entry: 0, at: atHour(i) });

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);

/** The contract's words, one event after the other: every seq of every boot up to its known end. */
const missingByCounting = (all: readonly Received[], start: Place): string[] => {
  const seen = new Set(all.map(e => `${e.boot}:${e.seq}`));
  const ends = new Map<number, number>();
  const told = all.flatMap(({ boot: b, tells }) => (tells !== null && tells.boot < b ? [tells] : []));
  for (const { boot: b, seq } of [...all, ...told]) ends.set(b, Math.max(ends.get(b) ?? 1, seq));
  const boots = range(start.boot, Math.max(...all.map(e => e.boot)));
  const counted = boots.flatMap(b =>
    range(b === start.boot ? start.seq : 1, ends.get(b) ?? 1).map(seq => `${b}:${seq}`),
  );
  return counted.filter(place => !seen.has(place));
};

const listed = ({ boot: first, toBoot = first, from, to }: Gap): string[] =>
  range(first, toBoot).flatMap(b => range(from, to).map(seq => `${b}:${seq}`));

/** The last event before the first gap, by the contract's words; events before the start count where nothing is missing. */
const lastComplete = (all: readonly Received[], start: Place, missing: readonly string[]): string | undefined => {
  const first = missing[0]?.split(':').map(Number) as [number, number] | undefined;
  const isAfter = (e: Place, b: number, seq: number): boolean => e.boot > b || (e.boot === b && e.seq >= seq);
  const counted =
    first === undefined ? all : all.filter(e => isAfter(e, start.boot, start.seq) && !isAfter(e, ...first));
  return counted.map(e => `${e.boot}:${e.seq}`).at(-1);
};

describe('completeness, against counting one by one', () => {
  const check = (all: readonly Received[], historyStartsAt: Place | null): void => {
    const first = registration({ historyStartsAt }).at({ boot: 1, seq: 0, entry: 1, at: atHour(0) });
    const { state } = foldHistory(null, 'P-1', [first, ...all.map(eventOf)]);
    const start = historyStartsAt ?? { boot: 1, seq: 1 };
    const gaps = clipGaps(state.completeness.gaps, state.historyStart);
    const missing = missingByCounting(all, start);
    expect(gaps.flatMap(listed)).toEqual(missing);
    expect(gaps.reduce((sum, gap) => sum + gapSize(gap), 0)).toBe(missing.length);
    const { through } = state.completeness;
    expect(through === null ? undefined : `${through.boot}:${through.seq}`).toBe(lastComplete(all, start, missing));
  };

  it('finds the same events missing, wherever the history starts', () => {
    fc.assert(fc.property(received, starts, check), { numRuns: 500 });
  });
});
