import { delayCell, delayText, figure, rarityCell, rateCell, shareCell, table } from './cells.ts';

describe('the cells of a report', () => {
  it('give shares and rates with their intervals', () => {
    expect(shareCell(8, 10)).toBe('80.0 % (49.0–94.3) of 10');
    expect(shareCell(0, 0)).toBe('– of 0');
    expect(rateCell(10, 100)).toBe('0.10 (0.05–0.18), 10 in 100.0 y');
    expect(rarityCell(2, 400)).toBe('5.0 per 1 000 pump-years (0.6–18.1), 2 in 400.0 y');
    expect(rateCell(0, 0)).toBe('– (0.00–∞), 0 in 0.0 y');
  });

  it('give delays in hours, long ones in days', () => {
    expect([delayText(5.25), delayText(100), delayText(NaN)]).toEqual(['5.3 h', '4.2 d', '–']);
    expect(delayCell([1, 2, 3])).toBe('2.0 h, 2.8 h');
    expect(delayCell([])).toBe('–');
  });

  it('have a dash for what is unknown', () => {
    expect([figure(NaN), figure(1.234), figure(1.26, 1)]).toEqual(['–', '1.23', '1.3']);
  });

  it('make a table', () => {
    expect(table(['a', 'b'], [['1', '2']])).toBe('| a | b |\n| --- | --- |\n| 1 | 2 |');
  });
});
