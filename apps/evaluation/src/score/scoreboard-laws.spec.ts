import { otherPumps } from '../alternative/other-pumps.ts';
import type { FleetChoice, ImaginedPump } from '../fleet/pump-truth.ts';
import { simulatedPumps } from '../fleet/simulated-pumps.ts';
import { barsOf } from '../report/bars.ts';
import { addPump, emptyScoreboard, type Scoreboard } from './scoreboard.ts';

const choice: FleetChoice = {
  seed: 17,
  pumps: 5,
  days: 60,
  reportIntervalSeconds: 6 * 3600,
  noise: 1,
  rhythm: 1,
  compliance: 1,
  overDelivery: 0.5,
};
const pumps: readonly ImaginedPump[] = [...simulatedPumps(choice), ...otherPumps(choice)];

const scored = (fleet: readonly ImaginedPump[]): Scoreboard => {
  const board = emptyScoreboard();
  for (const pump of fleet) addPump(board, pump, choice.reportIntervalSeconds);
  return board;
};

/** What a board counts, sums rounded so that the order of additions does not show. */
const countsOf = ({ pumps: count, events, mechanism, forecasts, cisterna, sensedFlow, probabilities }: Scoreboard) => ({
  count,
  events,
  mechanism: { ...mechanism, healthyYears: mechanism.healthyYears.toFixed(9) },
  forecasts: { judged: forecasts.judged.length, held: forecasts.judged.filter(({ held }) => held).length, near: forecasts.nearEmpty },
  faults: cisterna.faults.map(({ kind, onsetAt, foundAt }) => `${kind} ${onsetAt} ${foundAt ?? '-'}`).sort(),
  years: (cisterna.sound.sensor.years + cisterna.sound.blind.years).toFixed(9),
  sensed: sensedFlow.cisterna.faults.length,
  days: probabilities.everyDay.sensor.length + probabilities.everyDay.blind.length,
});

type Counts = ReturnType<typeof countsOf>;

describe('the score of a fleet', () => {
  const whole = scored(pumps);

  it('does not depend on the order of its pumps', () => {
    expect(countsOf(scored(pumps.toReversed()))).toEqual(countsOf(whole));
    const verdicts = (board: Scoreboard) => barsOf(board).map(({ what, met }) => [what, met]);
    expect(verdicts(scored(pumps.toReversed()))).toEqual(verdicts(whole));
  });

  it('is the sum of the scores of its parts', () => {
    const [first, second, all] = [pumps.slice(0, 4), pumps.slice(4), pumps].map(part => countsOf(scored(part))) as [Counts, Counts, Counts];
    expect(first.events + second.events).toBe(all.events);
    expect(first.forecasts.judged + second.forecasts.judged).toBe(all.forecasts.judged);
    expect([...first.faults, ...second.faults].sort()).toEqual(all.faults);
    expect(Number(first.years) + Number(second.years)).toBeCloseTo(Number(all.years), 6);
    expect(first.days + second.days).toBe(all.days);
  });

  it('counts level sensors the same way for the service and its peers', () => {
    const { cisterna, threshold, limit } = whole.sensedFlow;
    for (const peer of [threshold, limit]) {
      expect(peer.faults.map(({ strong }) => strong)).toEqual(cisterna.faults.map(({ strong }) => strong));
      expect(peer.healthyYears).toBe(cisterna.healthyYears);
    }
    expect(cisterna.faults.length).toBeGreaterThan(0);
  });
});
