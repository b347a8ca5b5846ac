import { emptyScoreboard, type Scoreboard } from '../score/scoreboard.ts';
import { faultFound, forecastThat } from '../testing/scored.ts';
import { picturesOf } from './pictures.ts';

const [bottom, top, left, right] = [304, 40, 64, 624];

/** Dots of a colour in a picture, as shares of the axes. */
const dotsOf = (board: Scoreboard, picture: string, colour: string): readonly (readonly [x: number, y: number])[] => {
  const svg = picturesOf(board).find(({ name }) => name === picture)?.svg ?? '';
  return [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)" r="3" fill="(#\w+)"\/>/g)]
    .filter(([, , , fill]) => fill === colour)
    .map(([, x, y]) => [(Number(x) - left) / (right - left), (bottom - Number(y)) / (bottom - top)] as const);
};

const [cisterna, threshold, blind] = ['#1b6ca8', '#d1495b', '#2a9d6f'];

describe('the pictures of a fleet', () => {
  const pictures = picturesOf(emptyScoreboard());

  it('are five, each under a name of its own', () => {
    expect(pictures.map(({ name }) => name)).toEqual(['roc-sensor', 'roc-blind', 'delay', 'calibration', 'coverage']);
  });

  it('are whole SVG texts, of a fleet that showed nothing too', () => {
    for (const { svg } of pictures) {
      expect(svg.startsWith('<svg')).toBe(true);
      expect(svg.trimEnd().endsWith('</svg>')).toBe(true);
      expect(svg).not.toContain('NaN');
    }
  });
});

describe('a picture', () => {
  it('of delays rises with the hours after which faults were found, those never found left out', () => {
    const board = emptyScoreboard();
    board.cisterna.faults.push(faultFound(3), faultFound(100), faultFound(null), faultFound(1, { sensor: false }));
    const heights = dotsOf(board, 'delay', cisterna).map(([, y]) => Math.round(100 * y));
    expect(heights).toEqual([0, 0, 33, 33, 33, 33, 33, 67, 67, 67]);
  });

  it('of the trade has each peer at its rate and share, pumps with and without a sensor apart', () => {
    const board = emptyScoreboard();
    Object.assign(board.threshold.sound.sensor, { years: 10, falseSuspicions: 10 });
    Object.assign(board.threshold.sound.blind, { years: 10, falseSuspicions: 40 });
    board.threshold.faults.push(faultFound(1), faultFound(null), faultFound(1, { sensor: false }));
    expect(dotsOf(board, 'roc-sensor', threshold)).toEqual([[expect.closeTo(1 / 3, 2), expect.closeTo(0.5, 2)]]);
    expect(dotsOf(board, 'roc-blind', threshold)).toEqual([[expect.closeTo(2 / 3, 2), expect.closeTo(1, 2)]]);
  });

  it('of calibration has what was said below what was true, each side in its colour', () => {
    const board = emptyScoreboard();
    board.probabilities.judged.sensor.push({ probability: 0.2, happened: false }, { probability: 0.2, happened: true });
    board.probabilities.judged.blind.push({ probability: 0.9, happened: true });
    expect(dotsOf(board, 'calibration', cisterna)).toEqual([[expect.closeTo(0.2, 2), expect.closeTo(0.5, 2)]]);
    expect(dotsOf(board, 'calibration', blind)).toEqual([[expect.closeTo(0.9, 2), expect.closeTo(1, 2)]]);
  });

  it('of the band has the share held within each stretch of days', () => {
    const board = emptyScoreboard();
    board.forecasts.judged.push(forecastThat(true, { daysToGo: 0.5 }), forecastThat(false, { daysToGo: 1 }), forecastThat(true, { daysToGo: 1.5 }), forecastThat(false, { daysToGo: 25 }));
    const heights = dotsOf(board, 'coverage', cisterna).map(([x, y]) => [Math.round((10 * x) ** 2), Math.round(100 * y)]);
    expect(heights).toEqual([
      [1, 50],
      [2, 100],
      [28, 0],
    ]);
  });
});
