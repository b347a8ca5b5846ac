import { PageTest } from './page-test.ts';

const learned = (...sound: number[]): PageTest => {
  const test = new PageTest(1);
  for (const evidence of sound) test.add(0, evidence);
  test.begin();
  return test;
};
const add = (test: PageTest, ...evidence: number[]): boolean[] => {
  let suspects = false;
  return evidence.map(e => {
    test.add(0, e);
    suspects = test.suspects(suspects);
    return suspects;
  });
};

describe('the cumulated sums', () => {
  it('suspect from the limit on, and until a quarter of it is left', () => {
    expect(add(learned(), 5, 5, 5, -9, -9)).toEqual([false, false, true, true, false]);
  });

  it('forget evidence against below nothing', () => {
    expect(add(learned(), -100, 13)).toEqual([false, true]);
  });

  it('set the limit above what a sound life reached', () => {
    expect(add(learned(10, 10, -20), 20)).toEqual([false]);
    expect(add(learned(10, 10, -20), 22.5)).toEqual([true]);
  });

  it('keep no more than half as much again as the limit', () => {
    expect(add(learned(), 1000, -16)).toEqual([true, false]);
  });

  it('begin anew when cleared', () => {
    const test = learned();
    add(test, 11);
    test.clear();
    expect(add(test, 11)).toEqual([false]);
  });
});
