import { emptyScoreboard, type Scoreboard } from '../score/scoreboard.ts';
import { faultFound, forecastThat } from '../testing/scored.ts';
import { barsOf } from './bars.ts';

const found = (kind: string, hours: readonly (number | null)[], sensor = true) =>
  hours.map(delay => faultFound(delay, { kind, sensor }));

const times = <Value>(count: number, value: Value): readonly Value[] => new Array<Value>(count).fill(value);

const sensed = (strong: boolean, delayDays: number | null) => ({ strong, delayDays });

type Fill = (board: Scoreboard) => void;

/** A demand, what just meets it, and what just doesn't. */
const edges: readonly (readonly [demand: string, meets: Fill, misses: Fill])[] = [
  [
    '1 occlusion, disconnection: sensitivity',
    board => board.cisterna.faults.push(...found('occlusion', [...times(49, 1), null])),
    board => board.cisterna.faults.push(...found('disconnection', [...times(48, 1), null])),
  ],
  [
    '1 occlusion, disconnection: median delay',
    board => board.cisterna.faults.push(...found('occlusion', [1, 12, 99])),
    board => board.cisterna.faults.push(...found('occlusion', [1, 12.1, 99])),
  ],
  [
    '2 kink, leak, migration, build-up: sensitivity',
    board => board.cisterna.faults.push(...found('leak', [...times(9, 1), null])),
    board => board.cisterna.faults.push(...found('slow-occlusion', [...times(8, 1), null])),
  ],
  [
    '2 kink, leak, migration, build-up: median delay',
    board => board.cisterna.faults.push(...found('migration', [1, 72, 500])),
    board => board.cisterna.faults.push(...found('kink', [1, 72.1, 500])),
  ],
  [
    '4 without sensor: sensitivity',
    board => board.cisterna.faults.push(...found('leak', [1, 1, 1, null, null], false)),
    board => board.cisterna.faults.push(...found('leak', [1, 1, null, null], false)),
  ],
  [
    '3 false suspicions with sensor',
    board => Object.assign(board.cisterna.sound.sensor, { years: 10, falseSuspicions: 2 }),
    board => Object.assign(board.cisterna.sound.sensor, { years: 10, falseSuspicions: 3 }),
  ],
  [
    '4 false suspicions without sensor',
    board => Object.assign(board.cisterna.sound.blind, { years: 10, falseSuspicions: 5 }),
    board => Object.assign(board.cisterna.sound.blind, { years: 10, falseSuspicions: 6 }),
  ],
  [
    '5 over-delivery ≥ 25 %, first complete reconciliation',
    board => Object.assign(board.mechanism.strongAtFirst, { found: 9, of: 10 }),
    board => Object.assign(board.mechanism.strongAtFirst, { found: 8, of: 9 }),
  ],
  [
    '5 over-delivery ≥ 25 %, level sensor, 10 days',
    board => board.sensedFlow.cisterna.faults.push(...times(9, sensed(true, 9)), sensed(true, null), sensed(false, null)),
    board => board.sensedFlow.cisterna.faults.push(...times(8, sensed(true, 9)), sensed(true, null), sensed(false, 9)),
  ],
  [
    '5 over-delivery 15–25 %, within three',
    board => Object.assign(board.mechanism.weakWithinThree, { found: 4, of: 5 }),
    board => Object.assign(board.mechanism.weakWithinThree, { found: 3, of: 4 }),
  ],
  [
    '5 false over-delivery, healthy pumps',
    board => Object.assign(board.mechanism, { falseAlerts: 1, healthyYears: 200 }),
    board => Object.assign(board.mechanism, { falseAlerts: 1, healthyYears: 199 }),
  ],
  [
    '6 P10–P90 holds the low date, all',
    board => board.forecasts.judged.push(...times(17, forecastThat(true)), ...times(3, forecastThat(false))),
    board => board.forecasts.judged.push(...times(7, forecastThat(true)), forecastThat(false)),
  ],
  [
    '6 P10–P90 holds the low date, 3–14 days to go',
    board => board.forecasts.judged.push(...times(3, forecastThat(true, { daysToGo: 3 })), forecastThat(false, { daysToGo: 14 })),
    board => board.forecasts.judged.push(...times(2, forecastThat(true, { daysToGo: 3 })), forecastThat(false, { daysToGo: 14 })),
  ],
  [
    '6 pinball loss, all',
    board => board.forecasts.judged.push(forecastThat(true, { lossHours: 12 })),
    board => board.forecasts.judged.push(forecastThat(true, { lossHours: 12.1 })),
  ],
  [
    '6 near empty without refill due 3 days before',
    board => Object.assign(board.forecasts, { nearEmpty: 40, unwarned: 0 }),
    board => Object.assign(board.forecasts, { nearEmpty: 40, unwarned: 1 }),
  ],
  [
    '7 expected calibration error',
    board => board.probabilities.judged.blind.push(...times(9, { probability: 1, happened: true }), { probability: 1, happened: false }),
    board => board.probabilities.judged.blind.push(...times(8, { probability: 1, happened: true }), { probability: 1, happened: false }),
  ],
];

const verdictOf = (demand: string, fill: Fill): boolean | null | undefined => {
  const board = emptyScoreboard();
  fill(board);
  return barsOf(board).find(({ what }) => what === demand)?.met;
};

describe('each demand', () => {
  it.each(edges)('%s: is met at its edge and missed beyond', (demand, meets, misses) => {
    expect(verdictOf(demand, meets)).toBe(true);
    expect(verdictOf(demand, misses)).toBe(false);
  });

  it('leaves to another what it does not judge', () => {
    const sudden: Fill = board => board.cisterna.faults.push(...found('occlusion', [1, 2]));
    expect(verdictOf('2 kink, leak, migration, build-up: sensitivity', sudden)).toBeNull();
    const disturbed: Fill = board => board.forecasts.judged.push(forecastThat(false, { disturbed: true }));
    expect(verdictOf('6 P10–P90 holds the low date, all', disturbed)).toBeNull();
    expect(verdictOf('6 P10–P90 holds the low date, all, pumps with faults of flow too', disturbed)).toBe(false);
  });
});
