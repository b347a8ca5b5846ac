import { hourMs } from '../fleet/pump-truth.ts';
import { emptyScoreboard, type Scoreboard } from '../score/scoreboard.ts';
import { faultFound, forecastThat } from '../testing/scored.ts';
import { barsOf, delayHours, lossRatio } from './bars.ts';

const fault = (kind: string, hours: number | null, sensor = true) => faultFound(hours, { kind, sensor });
const forecast = (daysToGo: number, held: boolean, over = {}) => forecastThat(held, { daysToGo, ...over });
const verdict = (board: Scoreboard, what: string): boolean | null | undefined =>
  barsOf(board).find(bar => bar.what.startsWith(what))?.met;

describe('the bars', () => {
  it('judge nothing by nothing', () => {
    expect(barsOf(emptyScoreboard()).every(({ met }) => met === null)).toBe(true);
  });

  it('judge sensitivity and median delay of sudden faults', () => {
    const board = emptyScoreboard();
    board.cisterna.faults.push(...[3, 5, 30].map(hours => fault('occlusion', hours)));
    expect([
      verdict(board, '1 occlusion, disconnection: sens'),
      verdict(board, '1 occlusion, disconnection: median'),
    ]).toEqual([true, true]);
    board.cisterna.faults.push(fault('disconnection', null));
    expect(verdict(board, '1 occlusion, disconnection: sens')).toBe(false);
    expect(verdict(board, '2')).toBeNull();
  });

  it('judge pumps without a sensor apart', () => {
    const board = emptyScoreboard();
    board.cisterna.faults.push(fault('kink', 9, false), fault('kink', null, false));
    expect([verdict(board, '4 without sensor'), verdict(board, '2')]).toEqual([false, null]);
  });

  it('judge false suspicions by the year', () => {
    const board = emptyScoreboard();
    Object.assign(board.cisterna.sound.sensor, { years: 100, falseSuspicions: 21 });
    Object.assign(board.cisterna.sound.blind, { years: 100, falseSuspicions: 21 });
    expect([verdict(board, '3 false'), verdict(board, '4 false')]).toEqual([false, true]);
  });

  it('judge the band in each bucket, and its loss, without faults of flow', () => {
    const board = emptyScoreboard();
    board.forecasts.judged.push(
      ...[1, 2, 3, 4, 5].map(n => forecast(20, n > 1)),
      ...[1, 2].map(() => forecast(1, true)),
      forecast(1, false, { disturbed: true }),
    );
    expect(verdict(board, '6 P10–P90 holds the low date, over 14')).toBe(true);
    expect(verdict(board, '6 P10–P90 holds the low date, under 3')).toBe(false);
    expect(verdict(board, '6 P10–P90 holds the low date, 3–14')).toBeNull();
    expect(verdict(board, '6 pinball')).toBe(true);
    expect(lossRatio(board.forecasts.judged)).toBe(0.5);
  });

  it('judge calibration of pumps with and without a sensor together', () => {
    const board = emptyScoreboard();
    board.probabilities.judged.sensor.push({ probability: 0.9, happened: true });
    board.probabilities.judged.blind.push({ probability: 0.1, happened: false });
    expect([verdict(board, '7 expected'), verdict(board, '7 Brier')]).toEqual([true, true]);
  });
});

describe('delays', () => {
  it('are those of found faults, never negative', () => {
    expect(delayHours([fault('leak', 5), fault('leak', null)], f => f.halfAt + 2 * hourMs)).toEqual([3]);
    expect(delayHours([fault('leak', 1)], f => f.halfAt + 2 * hourMs)).toEqual([0]);
  });
});
