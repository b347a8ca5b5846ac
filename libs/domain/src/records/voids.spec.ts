import { pumpEvent, report, voiding } from '../testing/facts.ts';
import { isVoided, voidedBy, voidRecordOf, type VoidRecord, voidedRecords } from './voids.ts';

/** A record or void by its seq; all are entry 1 of their event. */
const place = (seq: number) => ({ boot: 1, seq, entry: 1 });
const names = (own: number, target: number): VoidRecord => ({ own: place(own), target: place(target) });
const takenBack = (voids: readonly VoidRecord[], seqs: readonly number[]): readonly number[] =>
  seqs.filter(seq => isVoided(voidedBy(voids), place(seq)));

describe('voids', () => {
  it('take back the record they name, wherever it stands', () => {
    expect(takenBack([names(5, 3)], [3, 4, 5])).toEqual([3]);
    expect(takenBack([names(2, 3)], [2, 3])).toEqual([3]);
  });

  it('bring the record back when they are taken back themselves', () => {
    expect(takenBack([names(5, 3), names(6, 5)], [3, 5, 6])).toEqual([5]);
    expect(takenBack([names(5, 3), names(6, 5), names(7, 6)], [3, 5, 6])).toEqual([3, 6]);
  });

  it('are taken back by one that stands before them too', () => {
    expect(takenBack([names(5, 3), names(4, 5)], [3, 4, 5])).toEqual([5]);
  });

  it('take a record back as long as one of several stands', () => {
    expect(takenBack([names(5, 3), names(6, 3), names(7, 5)], [3, 5, 6])).toEqual([3, 5]);
  });

  it('that name each other in a circle: the newest stands', () => {
    expect(takenBack([names(5, 6), names(6, 5)], [5, 6])).toEqual([5]);
    expect(takenBack([names(5, 5)], [5])).toEqual([5]);
  });

  it('do not depend on the order they are given in', () => {
    const voids = [names(5, 3), names(4, 5), names(7, 4), names(6, 3)];
    expect(voidedBy(voids.toReversed())).toEqual(voidedBy(voids));
  });

  it('never touch an event of the pump, even if one is named', () => {
    expect(
      isVoided(voidedBy([{ own: place(5), target: { boot: 1, seq: 3, entry: 0 } }]), { boot: 1, seq: 3, entry: 0 }),
    ).toBe(false);
  });

  it('end however many there are, and however they are chained', () => {
    const chain = Array.from({ length: 2000 }, (_, i) => names(i + 2, i + 1));
    expect(takenBack(chain, [1, 2, 3, 2000])).toEqual([2, 2000]);
  });
});

describe('the void of an event', () => {
  it('names its own place and its target', () => {
    const event = voiding({ boot: 1, seq: 0, entry: 2 }).at({ boot: 2, seq: 9, entry: 3, at: 0 });
    expect(voidRecordOf(event)).toEqual({ own: { boot: 2, seq: 9, entry: 3 }, target: { boot: 1, seq: 0, entry: 2 } });
  });

  it('is none for any other event', () => {
    expect(voidRecordOf(report(1).at({ boot: 1, seq: 1, entry: 0, at: 0 }))).toBeNull();
    expect(voidRecordOf(pumpEvent('catheter.revised.v1', {}, { seq: 1, entry: 1 }))).toBeNull();
  });
});

describe('the places taken back in a history', () => {
  it('are those that a void with effect names', () => {
    const back = { boot: 1, seq: 2, entry: 1 };
    const first = { own: { boot: 1, seq: 2, entry: 2 }, target: back };
    const second = { own: { boot: 1, seq: 2, entry: 3 }, target: first.own };
    expect(voidedRecords({ voids: [first] })).toEqual([back]);
    expect(voidedRecords({ voids: [second, first] })).toEqual([first.own]);
  });
});
