import { simulatedPumps } from '../fleet/simulated-pumps.ts';
import { addPump, emptyScoreboard, type Scoreboard } from '../score/scoreboard.ts';
import { reportOf, rocPoints } from './markdown.ts';
import { picturesOf } from './pictures.ts';

const choice = { seed: 3, pumps: 3, days: 30, reportIntervalSeconds: 7200, noise: 1, rhythm: 1, compliance: 1 };
const boardOf = (): Scoreboard => {
  const board = emptyScoreboard();
  for (const pump of simulatedPumps(choice)) addPump(board, pump, choice.reportIntervalSeconds);
  return board;
};

describe('a report', () => {
  const board = boardOf();
  const report = reportOf(board, { choice, physics: 'simulator', pictures: ['x.svg'] });

  it('says what was run, judges every bar and shows the pictures', () => {
    expect(report).toContain('Seed 3, 3 pumps, 30 days, a report every 7200 s');
    expect(report).toContain('## Demands');
    expect(report).toContain('![x.svg](x.svg)');
    expect(board.pumps).toBe(3);
  });

  it('has as many cells in each row as its head', () => {
    const widths = report
      .split('\n\n')
      .filter(part => part.startsWith('|'))
      .map(
        part =>
          new Set(
            part
              .trim()
              .split('\n')
              .map(line => line.split(' | ').length),
          ).size,
      );
    expect(widths.length).toBeGreaterThan(6);
    expect(new Set(widths)).toEqual(new Set([1]));
  });

  it('is the same for the same seed', () => {
    expect(reportOf(boardOf(), { choice, physics: 'simulator', pictures: ['x.svg'] })).toBe(report);
  });

  it('has pictures that are whole SVG documents, without a number that is none', () => {
    const pictures = picturesOf(board);
    expect(pictures.map(({ name }) => name)).toEqual(['roc-sensor', 'roc-blind', 'delay', 'calibration', 'coverage']);
    for (const { svg } of pictures) {
      expect(svg.trimEnd().endsWith('</svg>')).toBe(true);
      expect(svg).not.toContain('NaN');
    }
  });

  it('has fewer false rises at higher thresholds', () => {
    const rates = rocPoints(board.probabilities, board.cisterna.sound.sensor.years, 'sensor').map(
      ({ falsePerYear }) => falsePerYear,
    );
    expect(rates.length).toBe(15);
    for (const rate of rates) expect(rate).toBeGreaterThanOrEqual(0);
  });
});
