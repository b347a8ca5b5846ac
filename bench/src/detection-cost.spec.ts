import { distributionsOf, measureDetection, storedStream } from './detection-cost.ts';
import { DetectionReplay } from './detection-replay.ts';

describe('the cost of detection', () => {
  it('is told per report, with the fold less its parts and the ratio to JSON.parse within each round', () => {
    const [fold, parts, without, parse, ratio] = distributionsOf([
      { foldUs: 10, partsUs: 4, jsonParseUs: 2 },
      { foldUs: 20, partsUs: 5, jsonParseUs: 1 },
    ]).map(({ summary: { n, min, max } }) => [n, min, max]);
    expect([fold, parts, without, parse, ratio]).toEqual([
      [2, 10, 20],
      [2, 4, 5],
      [2, 6, 15],
      [2, 1, 2],
      [2, 2, 5],
    ]);
  });

  it('counts the reports of the stream and as many rounds as asked', () => {
    const cost = measureDetection({ pumps: 2, days: 2, warmUpRounds: 0, rounds: 3 });
    expect(cost.reports).toBe(2 * 2 * 24);
    expect(cost.events).toBeGreaterThan(cost.reports);
    expect(cost.distributions.map(({ summary }) => summary.n)).toEqual([3, 3, 3, 3, 3]);
  });
});

describe('the replay', () => {
  it('keeps each report with the state before it and the one that it has made', () => {
    const [events = []] = storedStream({ pumps: 1, days: 3 }).pumps;
    const moments = new DetectionReplay().moments(events);
    expect(moments).toHaveLength(72);
    for (const { event, before, after } of moments) {
      expect(after.version).toBe(before.version + 1);
      expect([after.last?.boot, after.last?.seq]).toEqual([event.boot, event.seq]);
    }
  });
});
