import { compareOrder, formatTime } from '@cisterna/contract';
import {
  alarm,
  atHour,
  boot,
  examination,
  fact,
  mL,
  mri,
  refill,
  registration,
  report,
  voiding,
} from '../testing/facts.ts';
import { folded } from '../testing/projection.ts';
import { lost, record, restart, times, wait, written, type Line } from '../testing/written.ts';
import { foldHistory, snapshotEvery } from './fold-history.ts';

const fold = (...lines: readonly Line[]) => foldHistory(null, 'P-1', written(...lines));

describe('a fold', () => {
  it('of nothing is a pump without any history', () => {
    expect(foldHistory(null, 'P-9', []).state).toMatchObject({
      pumpId: 'P-9',
      version: 0,
      last: null,
      registration: null,
    });
  });

  it('counts every event, and its last one is the last in order', () => {
    const { version, last } = folded(registration(), report(1), record(examination('patent')), lost(), report(1));
    expect([version, last]).toEqual([4, { boot: 1, seq: 4, entry: 0, at: atHour(4) }]);
  });

  it('gives each reconciliation once, in order', () => {
    const { reconciliations } = fold(
      refill(0, 9 * mL),
      report(1),
      refill(0, 8 * mL),
      report(2),
      record(refill(0, 7 * mL)),
    );
    expect(reconciliations.map(r => [r.order.seq, r.deliveredNl])).toEqual([
      [3, 1],
      [4, 2],
    ]);
  });

  it('keeps snapshots at each refill and every so many events', () => {
    const { snapshots } = fold(
      report(1),
      refill(0, mL),
      ...times(snapshotEvery, fact('bolus.denied.v1', { reason: 'lockout' })),
    );
    expect(snapshots.map(s => s.version)).toEqual([2, snapshotEvery]);
  });

  it('goes on from its base with what the base knows', () => {
    const events = written(registration({ lowReservoirNl: 3 * mL }), refill(0, 9 * mL), report(5), report(6));
    const base = foldHistory(null, 'P-1', events.slice(0, 3)).state;
    const { state } = foldHistory(base, 'P-1', events.slice(3));
    expect(state).toEqual(foldHistory(null, 'P-1', events).state);
    expect(state.reservoir.fill?.deliveredNl).toBe(11);
  });

  it('leaves its base and the events’ order alone', () => {
    const events = written(report(1), report(2), report(3)).toReversed();
    const given = [...events];
    const base = folded();
    foldHistory(base, 'P-1', events);
    expect(events).toEqual(given);
    expect(base).toEqual(folded());
  });
});

describe('the first registration', () => {
  it('holds for all before it, the newest from its place on', () => {
    const { transitions, state } = fold(
      alarm('motor-stall'),
      registration({ clinicId: 'north' }),
      registration({ clinicId: 'south' }),
    );
    expect(transitions.map(t => t.episode.kind)).toEqual(['motor-stall']);
    expect(state.registration?.clinicId).toBe('south');
  });

  it('is not one that was taken back', () => {
    const taken = [
      alarm('motor-stall'),
      record(registration({ clinicId: 'south' })),
      record(voiding({ boot: 1, seq: 1, entry: 1 })),
    ];
    expect(folded(...taken).registration).toBeNull();
    expect(folded(...taken, registration()).registration?.clinicId).toBe('north');
  });

  it('tells when it was received, by whichever came first', () => {
    const [late, early] = written(registration(), wait(-9), registration());
    const { connectivity } = foldHistory(
      null,
      'P-1',
      [late, early].filter(e => e !== undefined),
    ).state;
    expect(formatTime(connectivity.registeredAt ?? 0)).toBe(formatTime(early?.receivedAt ?? 0));
  });
});

describe('the start of the history', () => {
  it('is the newest registration’s, none where that has none', () => {
    const start = { boot: 2, seq: 5 };
    expect(folded(registration({ historyStartsAt: start })).historyStart).toEqual(start);
    expect(folded(registration({ historyStartsAt: start }), registration()).historyStart).toBeNull();
    expect(
      folded(registration({ historyStartsAt: start }), registration({ historyStartsAt: null })).historyStart,
    ).toBeNull();
  });

  it('makes nothing missing that lies before it, however late it was told', () => {
    const { broken, through } = folded(
      lost(4),
      report(1),
      registration({ historyStartsAt: { boot: 1, seq: 5 } }),
    ).completeness;
    expect([broken, through?.seq]).toEqual([false, 6]);
  });

  it('is not touched by an event that stands before it', () => {
    const { through } = folded(
      report(1),
      lost(4),
      report(1),
      registration({ historyStartsAt: { boot: 1, seq: 4 } }),
    ).completeness;
    expect(through).toBeNull();
  });
});

describe('a record that was taken back', () => {
  it('acts on nothing, but counts', () => {
    const lines = [registration(), refill(0, 9 * mL), report(1), record(refill(0, 5 * mL)), record(mri(1, 9))];
    const without = folded(...lines.slice(0, 3));
    const taken = folded(
      ...lines,
      record(voiding({ boot: 1, seq: 3, entry: 1 })),
      record(voiding({ boot: 1, seq: 3, entry: 2 })),
    );
    expect(taken.reservoir).toEqual(without.reservoir);
    expect(taken.mriWindows).toEqual([]);
    expect([taken.version, taken.last?.entry]).toEqual([7, 4]);
  });

  it('is taken back also where the void stands before it', () => {
    const state = folded(refill(0, 9 * mL), record(voiding({ boot: 1, seq: 1, entry: 2 })), record(refill(0, 5 * mL)));
    expect(state.reservoir.fill?.filledNl).toBe(9 * mL);
  });

  it('is back once its void is taken back', () => {
    const back = [record(voiding({ boot: 1, seq: 1, entry: 1 })), record(voiding({ boot: 1, seq: 1, entry: 2 }))];
    expect(folded(refill(0, 9 * mL), record(refill(0, 5 * mL)), ...back).reservoir.fill?.filledNl).toBe(5 * mL);
  });

  it('declares no end of a boot', () => {
    const told = [report(1), restart({ previousLastSeq: 1 }), record(boot(1, 9))];
    expect(folded(...told).completeness.gaps).toEqual([{ boot: 1, from: 2, to: 9 }]);
    expect(folded(...told, record(voiding({ boot: 2, seq: 1, entry: 1 }))).completeness.gaps).toEqual([]);
  });
});

describe('events in any order', () => {
  it('are folded by boot, seq and entry', () => {
    const events = written(
      registration(),
      refill(0, 9 * mL),
      report(1),
      record(refill(0, 5 * mL)),
      restart(),
      report(7),
    );
    const shuffled = events.toSorted((a, b) => a.seq - b.seq || compareOrder(b, a));
    expect(foldHistory(null, 'P-1', shuffled)).toEqual(foldHistory(null, 'P-1', events));
  });
});
