import { otherPumps } from '../alternative/other-pumps.ts';
import { addPump, emptyScoreboard } from './scoreboard.ts';

const choice = { seed: 3, pumps: 4, days: 30, reportIntervalSeconds: 3600, noise: 1, rhythm: 1, compliance: 1 };

describe('the scoreboard', () => {
  const pumps = [...otherPumps(choice)];
  const board = emptyScoreboard();
  for (const pump of pumps) addPump(board, pump, choice.reportIntervalSeconds);

  it('counts every pump and event', () => {
    expect(board.pumps).toBe(4);
    expect(board.events).toBe(pumps.reduce((sum, { events }) => sum + events.length, 0));
  });

  it('holds all three detectors against the same faults and years', () => {
    const { cisterna, threshold, limit } = board;
    for (const peer of [threshold, limit]) {
      expect(peer.faults.map(({ kind, sensor }) => [kind, sensor])).toEqual(
        cisterna.faults.map(({ kind, sensor }) => [kind, sensor]),
      );
      expect(peer.sound.blind.years).toBe(cisterna.sound.blind.years);
    }
  });

  it('judges forecasts on the same pumps', () => {
    expect(board.forecasts.judged.length).toBeGreaterThan(30);
  });
});
