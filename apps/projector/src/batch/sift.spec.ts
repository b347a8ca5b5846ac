import fc from 'fast-check';
import { compareOrder, type EventIdentity } from '@cisterna/contract';
import { foldHistory, initialPump, type PumpState } from '@cisterna/domain';
import { arrived, envelope, refill, report } from '../testing/telemetry.ts';
import type { Arrived } from './intake.ts';
import { ArchiveMismatch, doubtful, sift, type Lookup, type Sifted } from './sift.ts';

const keyOf = ({ boot, seq, entry }: EventIdentity): string => `${boot}:${seq}:${entry}`;
const after = (archive: readonly Arrived[]): PumpState =>
  foldHistory(
    null,
    'P-1',
    archive.map(a => a.event),
  ).state;
const lookupIn = (archive: readonly Arrived[]): Lookup => {
  const texts = new Map(archive.map(a => [keyOf(a.event), a.text]));
  return identity => texts.get(keyOf(identity));
};
const sifted = (archive: readonly Arrived[], ...group: readonly Arrived[]): Sifted =>
  sift(after(archive), group, lookupIn(archive));
const brief = ({ fresh, repeats, conflicts }: Sifted) => ({
  fresh: fresh.map(a => keyOf(a.event)),
  repeats,
  conflicts: conflicts.map(a => Number(a.offset)),
});

const one = arrived(report(1, { seq: 1 }), 1);
const three = arrived(report(1, { seq: 3 }), 3);
const record = arrived(refill(1, { seq: 3, entry: 1 }), 4);

describe('what arrived of a pump', () => {
  it('is new where it simply goes on: the archive is not asked', () => {
    const group = [three, arrived(report(1, { seq: 4 }), 5), arrived(report(1, { boot: 2, seq: 1 }), 6)];
    expect(doubtful(after([one]), group)).toEqual([]);
    expect(sift(after([one]), group, () => 'never asked')).toEqual({ fresh: group, repeats: 0, conflicts: [] });
  });

  it('is sorted where it came out of order', () => {
    expect(brief(sifted([], three, record, one))).toEqual({
      fresh: ['1:1:0', '1:3:0', '1:3:1'],
      repeats: 0,
      conflicts: [],
    });
  });

  it('is new where it fills a gap: the archive is not asked for what is known to be missing', () => {
    const late = arrived(report(1, { seq: 2 }), 9);
    expect(doubtful(after([one, three]), [late])).toEqual([]);
    expect(brief(sifted([one, three], late)).fresh).toEqual(['1:2:0']);
  });

  it('is a repeat where the archive has it, in whatever words', () => {
    const words = JSON.stringify(report(1, { seq: 1 }), null, 2).replace('"deliveredNl": 1', '"deliveredNl": 1.0');
    expect(
      brief(sifted([one, three], arrived(report(1, { seq: 1 }), 8), arrived(report(1, { seq: 1 }), 9, words))),
    ).toEqual({ fresh: [], repeats: 2, conflicts: [] });
  });

  it('is a conflict where the archive, or the batch before it, says something else', () => {
    expect(brief(sifted([one, three], arrived(report(2, { seq: 1 }), 8)))).toEqual({
      fresh: [],
      repeats: 0,
      conflicts: [8],
    });
    const both = brief(
      sifted(
        [],
        arrived(report(1, { seq: 5 }), 8),
        arrived(report(2, { seq: 5 }), 9),
        arrived(report(1, { seq: 5 }), 10),
      ),
    );
    expect(both).toEqual({ fresh: ['1:5:0'], repeats: 1, conflicts: [9] });
  });

  it('is always looked up where a person recorded it', () => {
    expect(doubtful(after([one]), [arrived(refill(1, { seq: 9, entry: 1 }), 8)]).map(keyOf)).toEqual(['1:9:1']);
    expect(brief(sifted([one, three, record], arrived(refill(1, { seq: 3, entry: 1 }), 8)))).toEqual({
      fresh: [],
      repeats: 1,
      conflicts: [],
    });
  });

  it('must be in the archive once it was counted in', () => {
    const again = arrived(report(1, { seq: 1 }), 8);
    const act = (): Sifted => sift(after([one, three]), [again], () => undefined);
    expect(act).toThrow(ArchiveMismatch);
    expect(new ArchiveMismatch(again.event)).toMatchObject({
      code: 'archive-mismatch',
      retriable: true,
      identity: again.event,
    });
  });

  it('is all new for a pump nobody heard of', () => {
    expect(brief(sift(initialPump('P-1'), [three, one], () => undefined)).fresh).toEqual(['1:1:0', '1:3:0']);
  });
});

describe('sifting, against a plain model', () => {
  const place = fc.record({
    boot: fc.integer({ min: 1, max: 3 }),
    seq: fc.integer({ min: 1, max: 5 }),
    entry: fc.integer({ min: 0, max: 1 }),
  });
  /** The same content in two ways to write it, or another content. */
  const content = fc.constantFrom<(at: EventIdentity, offset: number) => Arrived>(
    (at, offset) => arrived(envelope('bolus.denied.v1', { reason: 'lockout' }, at), offset),
    (at, offset) =>
      arrived(
        envelope('bolus.denied.v1', { reason: 'lockout' }, at),
        offset,
        JSON.stringify(envelope('bolus.denied.v1', { reason: 'lockout' }, at), null, 3),
      ),
    (at, offset) => arrived(envelope('bolus.denied.v1', { reason: 'pump-stopped' }, at), offset),
  );
  const arrivals = fc
    .array(fc.tuple(place, content), { maxLength: 30, size: 'max' })
    .map(all => all.map(([at, make], i) => make({ pumpId: 'P-1', ...at }, i)));

  const reasonOf = ({ event }: Arrived): unknown => (event.type === 'bolus.denied.v1' ? event.data.reason : null);

  it('takes the first of each identity, counts the same again and sets others aside', () => {
    fc.assert(
      fc.property(arrivals, arrivals, (before, group) => {
        const archive = [...new Map(before.toReversed().map(a => [keyOf(a.event), a])).values()];
        const standing = new Map(archive.map(a => [keyOf(a.event), a]));
        const fresh: Arrived[] = [];
        const conflicts: Arrived[] = [];
        for (const a of group) {
          const known = standing.get(keyOf(a.event));
          if (known === undefined) standing.set(keyOf(a.event), a);
          if (known === undefined) fresh.push(a);
          else if (reasonOf(known) !== reasonOf(a)) conflicts.push(a);
        }
        const state = after(archive);
        const asked = new Set(doubtful(state, group).map(keyOf));
        const found = sift(state, group, identity =>
          asked.has(keyOf(identity)) ? lookupIn(archive)(identity) : undefined,
        );
        expect(found.fresh).toEqual(fresh.toSorted((a, b) => compareOrder(a.event, b.event)));
        expect(new Set(found.conflicts)).toEqual(new Set(conflicts));
        expect(found.repeats).toBe(group.length - fresh.length - conflicts.length);
      }),
      { numRuns: 300 },
    );
  });
});
