import { windowByKey, windowByTouch } from './chart-gestures.ts';

const shown = { from: 1000, to: 2000 };

describe('keys on a chart', () => {
  it.each([
    ['ArrowLeft', { from: 800, to: 1800 }],
    ['ArrowRight', { from: 1200, to: 2200 }],
    ['PageDown', { from: 2000, to: 3000 }],
    ['+', { from: 1250, to: 1750 }],
    ['-', { from: 500, to: 2500 }],
    ['x', null],
  ])('%s', (key, window) => {
    expect(windowByKey(key, shown)).toEqual(window);
  });
});

describe('fingers on a chart', () => {
  it('pan: the time under the finger stays under it', () => {
    expect(windowByTouch(shown, [0.5], [0.7])).toEqual({ from: 800, to: 1800 });
  });

  it('pinch: both times stay under their fingers', () => {
    const { from, to } = windowByTouch(shown, [0.4, 0.6], [0.2, 0.8]);
    const at = (share: number): number => from + (to - from) * share;
    expect(at(0.2)).toBeCloseTo(1400);
    expect(at(0.8)).toBeCloseTo(1600);
  });

  it('that stand on one spot only pan', () => {
    expect(windowByTouch(shown, [0.5, 0.6], [0.5, 0.505])).toEqual(shown);
  });
});
