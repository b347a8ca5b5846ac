import fc from 'fast-check';
import { formatTime, type PumpEvent } from '@cisterna/contract';
import { foldHistory } from '@cisterna/domain';
import {
  alarm,
  arrived,
  atHour,
  envelope,
  refill,
  registration,
  report,
  wallTime,
  type Envelope,
} from '../testing/telemetry.ts';
import { foldPump, type FoldedPump } from './fold-pump.ts';
import { afterWrite, newEntry, type PumpEntry } from './pump-entry.ts';
import { streamTime } from './service-time.ts';

const eventsOf = (...envelopes: readonly Envelope[]): readonly PumpEvent[] => envelopes.map(e => arrived(e).event);
const wall = wallTime;
const stream = streamTime;
const told = ({ transitions }: FoldedPump): readonly string[] =>
  transitions.map(t => `${t.episode.kind} ${t.change} ${t.episode.priority} at ${formatTime(t.receivedAt)}`);

const day = 24;
const expiring = (days: number) => ({ drugExpiresAt: formatTime(atHour(days * day)) });
/** Filled with a drug that expires on day 30. */
const known = [registration({ seq: 1 }), refill(20_000_000, { seq: 2 }, expiring(30))];
const entry = (...envelopes: readonly Envelope[]): PumpEntry => {
  const folded = foldPump(newEntry('P-1'), eventsOf(...envelopes), wall(atHour(1)));
  return afterWrite(folded);
};

describe('a pump with new events', () => {
  it('is folded on from where it was, with what it says of alerts, refills and snapshots', () => {
    const folded = foldPump(
      entry(...known),
      eventsOf(report(5, { seq: 3 }), refill(9, { seq: 4 }), alarm('motor-stall', { seq: 5 })),
      wall(atHour(5)),
    );
    expect(folded.state).toMatchObject({ version: 5, reservoir: { fill: { filledNl: 9 } } });
    expect(folded.transitions.map(t => t.episode.kind)).toEqual([
      'volume-discrepancy',
      'low-reservoir',
      'over-delivery',
      'motor-stall',
    ]);
    expect([folded.reconciliations.length, folded.snapshots.map(s => s.version), folded.refoldedFrom]).toEqual([
      1,
      [4],
      null,
    ]);
    expect(folded.before.state.version).toBe(2);
  });

  it('may have none: then only the clock decides', () => {
    const before = entry(...known);
    const folded = foldPump(before, [], wall(atHour(24 * day)));
    expect(told(folded)).toEqual([
      'refill-due raised low at 2026-01-24T00:00:00Z',
      'drug-expiry raised low at 2026-01-24T00:00:00Z',
    ]);
    expect([folded.state, folded.dueAt, folded.calendar.refillDue?.kind]).toEqual([
      before.state,
      atHour(27 * day),
      'refill-due',
    ]);
  });

  it('decides what is due once', () => {
    const due = foldPump(entry(...known), [], wall(atHour(24 * day)));
    expect(told(foldPump(afterWrite(due), [], wall(atHour(24 * day))))).toEqual([]);
  });
});

describe('a pump that is folded again', () => {
  it('takes base, archive and the late event, and says from where', () => {
    const inOrder = eventsOf(...known, report(5, { seq: 3 }), report(7, { seq: 4 }), report(9, { seq: 5 }));
    const base = foldHistory(null, 'P-1', inOrder.slice(0, 2)).state;
    const without = inOrder.filter((_, i) => i !== 3);
    const before: PumpEntry = {
      ...newEntry('P-1'),
      state: foldHistory(null, 'P-1', without).state,
      bases: [base],
      revision: 8,
    };
    const folded = foldPump(before, inOrder.slice(3, 4), wall(atHour(6)), { base, archived: without.slice(2) });
    expect(folded.state).toEqual(foldHistory(null, 'P-1', inOrder).state);
    expect([folded.refoldedFrom, folded.bases]).toEqual([{ base }, [base, folded.state]]);
    expect(afterWrite(folded).revision).toBe(9);
  });

  it('from the beginning keeps no former base', () => {
    const events = eventsOf(...known);
    const folded = foldPump(entry(...known), [], wall(atHour(6)), { base: null, archived: events });
    expect([folded.refoldedFrom, folded.bases]).toEqual([{ base: null }, [folded.state]]);
  });
});

describe('on the stream clock', () => {
  const late = { seq: 3, at: atHour(29 * day) };

  it('what fell due before a refill of the same batch is raised and ended', () => {
    const folded = foldPump(
      entry(...known),
      eventsOf(refill(1, late, expiring(200))),
      stream(atHour(2), atHour(30 * day)),
    );
    expect(told(folded).filter(t => t.startsWith('refill-due'))).toEqual([
      'refill-due raised low at 2026-01-24T00:00:00Z',
      'refill-due updated medium at 2026-01-28T00:00:00Z',
      'refill-due ended medium at 2026-01-30T00:00:01Z',
    ]);
    expect([folded.calendar.refillDue, folded.dueAt]).toEqual([null, atHour(193 * day)]);
  });

  it('several fills of one batch are each told their own', () => {
    const refills = [refill(1, late, expiring(31)), refill(1, { seq: 4, at: atHour(32 * day) }, expiring(300))];
    const ids = foldPump(entry(...known), eventsOf(...refills), stream(atHour(2), atHour(33 * day))).transitions.filter(
      t => t.episode.kind === 'refill-due',
    );
    expect([...new Set(ids.map(t => t.episode.id))]).toEqual(['P-1:refill-due:1:2:0', 'P-1:refill-due:1:3:0']);
    expect(ids.at(-1)?.change).toBe('ended');
  });

  it('an explantation ends what fell due before it', () => {
    const folded = foldPump(
      entry(...known),
      eventsOf(envelope('pump.explanted.v1', {}, late)),
      stream(atHour(2), atHour(30 * day)),
    );
    expect(
      told(folded)
        .filter(t => t.startsWith('refill-due'))
        .map(t => t.split(' ')[1]),
    ).toEqual(['raised', 'updated', 'ended']);
  });

  it('nothing is due of a time that was not read yet', () => {
    const folded = foldPump(
      entry(...known),
      eventsOf(refill(1, { seq: 3, at: atHour(9 * day) })),
      stream(atHour(2), atHour(30 * day)),
    );
    expect(told(folded).filter(t => t.startsWith('refill-due'))).toEqual([]);
  });

  it('an event that acts backwards acts on all before it in its batch', () => {
    const events = eventsOf(alarm('motor-stall', { seq: 1 }), refill(9, { seq: 2 }), registration({ seq: 3 }));
    const folded = foldPump(newEntry('P-1'), events, stream(0, atHour(4)));
    expect(folded.transitions.map(t => t.episode.kind)).toContain('motor-stall');
    expect(folded.state).toEqual(foldHistory(null, 'P-1', events).state);
  });

  it('the fold is that of all events at once, whatever they are', () => {
    const some = fc.constantFrom<(seq: number) => Envelope>(
      seq => refill(seq, { seq }),
      seq => registration({ seq }, { historyStartsAt: { boot: 1, seq: 2 } }),
      seq => report(seq, { seq }),
      seq => alarm('motor-stall', { seq }),
      seq =>
        envelope('record.voided.v1', { entryOf: { boot: 1, seq: 2, entry: 1 }, reason: 'mistaken' }, { seq, entry: 2 }),
      seq => refill(seq, { seq, entry: 1 }),
      seq => envelope('pump.booted.v1', { previousBoot: 1, previousLastSeq: 9, reason: 'unknown' }, { boot: 3, seq }),
    );
    fc.assert(
      fc.property(fc.array(some, { maxLength: 12 }), fc.nat(), (makers, at) => {
        const events = eventsOf(...makers.map((make, i) => make(i + 1))).toSorted(
          (a, b) => a.boot - b.boot || a.seq - b.seq,
        );
        const split = at % (events.length + 1);
        const start = { ...newEntry('P-1'), state: foldHistory(null, 'P-1', events.slice(0, split)).state };
        const plain = foldPump(start, events.slice(split), wall(atHour(20)));
        expect(foldPump(start, events.slice(split), stream(0, atHour(20))).state).toEqual(plain.state);
      }),
    );
  });
});
