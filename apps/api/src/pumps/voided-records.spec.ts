import { voidedRecords } from './voided-records.ts';

const order = (seq: number, entry: number) => ({ boot: 1, seq, entry });

describe('voidedRecords', () => {
  it('are those that a void names', () => {
    expect(voidedRecords({ voids: [{ own: order(2, 2), target: order(2, 1) }] })).toEqual([order(2, 1)]);
  });

  it('come back when their void is voided, and go again when that is voided too', () => {
    const first = { own: order(2, 2), target: order(2, 1) };
    const second = { own: order(2, 3), target: order(2, 2) };
    const third = { own: order(3, 1), target: order(2, 3) };
    expect(voidedRecords({ voids: [second, first] })).toEqual([order(2, 2)]);
    expect(voidedRecords({ voids: [second, third, first] })).toEqual([order(2, 3), order(2, 1)]);
  });
});
