import { emptyForecasts } from '../score/forecast.ts';
import { forecastTable } from './forecast-table.ts';

const forecast = (daysToGo: number, errorHours: number, disturbed = false) => ({
  daysToGo,
  held: Math.abs(errorHours) < 5,
  lossHours: Math.abs(errorHours) / 2,
  constantLossHours: 10,
  errorHours,
  constantErrorHours: 20,
  bandHours: 10,
  disturbed,
});

const rowsOf = (...judged: ReturnType<typeof forecast>[]): Map<string, string[]> => {
  const score = emptyForecasts();
  score.judged.push(...judged);
  const cells = forecastTable(score)
    .split('\n')
    .slice(2)
    .map(line => line.slice(2, -2).split(' | '));
  return new Map(cells.map(([name = '', ...rest]) => [name, rest]));
};

describe('the table of forecasts', () => {
  const rows = rowsOf(forecast(2, 4), forecast(10, -8), forecast(30, 12, true));

  it('has a row for each bucket, with and without faults of flow', () => {
    expect([...rows.keys()]).toHaveLength(8);
    expect(rows.get('all')?.[0]).toBe('3');
    expect(rows.get('all, no such fault')?.[0]).toBe('2');
    expect(rows.get('over 14 days to go, no such fault')?.[0]).toBe('0');
  });

  it('says what share was held and what the loss was beside the constant rate', () => {
    expect(rows.get('under 3 days to go')).toEqual([
      '1',
      '100.0 %',
      '2.0',
      '10.0',
      '0.20',
      '4.0, 4.0',
      '20.0, 20.0',
      '10.0 h',
    ]);
    expect(rows.get('all, no such fault')?.slice(1, 5)).toEqual(['50.0 %', '3.0', '10.0', '0.30']);
  });

  it('has dashes where there is nothing', () => {
    expect(rows.get('over 14 days to go, no such fault')?.[1]).toBe('– %');
  });
});
