import fc from 'fast-check';
import { RollingMedian } from './rolling-median.ts';

describe('a rolling median', () => {
  it('is that of the last values', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 12 }),
        (values, most) => {
          const rolling = new RollingMedian(most);
          for (const value of values) rolling.add(value);
          const last = values.slice(-most).sort((a, b) => a - b);
          expect(rolling.median).toBe(last[last.length >> 1]);
          expect(rolling.count).toBe(last.length);
        },
      ),
    );
  });

  it('is unknown before the first value', () => {
    expect(new RollingMedian(3).median).toBeNaN();
  });
});
