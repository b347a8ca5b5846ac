import { addReading, limitedPa } from './pressure-block.ts';

describe('a block of readings', () => {
  it('is the reading itself at first', () => {
    expect(addReading(null, { meanPa: 1200, pulsationPa: 100 }, 1)).toEqual({
      hours: 1,
      logPulsation: 4.60517,
      meanPa: 1200,
    });
  });

  it('weighs readings by the time they cover', () => {
    const quarter = addReading(null, { meanPa: 1000, pulsationPa: 100 }, 0.25);
    const block = addReading(quarter, { meanPa: 2000, pulsationPa: 50 }, 0.75);
    expect(block.hours).toBe(1);
    expect(block.meanPa).toBe(1750);
    expect(Math.exp(block.logPulsation)).toBeCloseTo(100 ** 0.25 * 50 ** 0.75, 3);
  });

  it('is the same of sixty minutes as of their hour', () => {
    let block = addReading(null, { meanPa: 1300, pulsationPa: 80 }, 1 / 60);
    for (let minute = 1; minute < 60; minute++) block = addReading(block, { meanPa: 1300, pulsationPa: 80 }, 1 / 60);
    expect(block.hours).toBeCloseTo(1, 3);
    expect(block.logPulsation).toBeCloseTo(Math.log(80), 5);
    expect(block.meanPa).toBe(1300);
  });

  it('takes no pulsation at all for one pascal, and absurd pressures for the most a sensor shows', () => {
    expect(addReading(null, { meanPa: 0, pulsationPa: 0 }, 1).logPulsation).toBe(0);
    const absurd = addReading(null, { meanPa: -Number.MAX_SAFE_INTEGER, pulsationPa: Number.MAX_SAFE_INTEGER }, 1);
    expect(absurd).toMatchObject({ meanPa: -50_000, logPulsation: expect.closeTo(Math.log(50_000), 5) as number });
    expect(limitedPa(1e15)).toBe(50_000);
  });
});
