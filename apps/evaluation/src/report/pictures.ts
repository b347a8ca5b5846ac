import type { FoundFault } from '../score/detection.ts';
import type { Side } from '../score/probabilities.ts';
import type { Scoreboard } from '../score/scoreboard.ts';
import { reliability } from '../stats/calibration.ts';
import { delayHours } from './bars.ts';
import { svgOf, type Axis, type Series } from './chart.ts';
import { rocPoints } from './markdown.ts';

/** A picture and the name it is written under. */
export interface Picture {
  readonly name: string;
  readonly svg: string;
}

const colours = { cisterna: '#1b6ca8', blind: '#2a9d6f', threshold: '#d1495b', limit: '#8d6a9f', grey: '#999999' };
const percent: Pick<Axis, 'low' | 'high' | 'ticks' | 'tickText'> = {
  low: 0,
  high: 1,
  ticks: [0, 0.25, 0.5, 0.75, 1],
  tickText: value => `${100 * value} %`,
};

const point = (board: Scoreboard, peer: 'threshold' | 'limit', side: Side): readonly [number, number] => {
  const { faults, sound } = board[peer];
  const here = faults.filter(({ sensor }) => sensor === (side === 'sensor'));
  return [
    Math.sqrt(sound[side].falseSuspicions / sound[side].years),
    here.filter(({ foundAt }) => foundAt !== null).length / here.length,
  ];
};

const trade = (board: Scoreboard, side: Side, name: string): Picture => {
  const line = rocPoints(board.probabilities, board.cisterna.sound[side].years, side).map(
    ({ found, falsePerYear }) => [Math.sqrt(falsePerYear), found] as const,
  );
  const series: Series[] = [
    { name: 'Cisterna, over the threshold', colour: colours.cisterna, points: line },
    {
      name: 'threshold detector',
      colour: colours.threshold,
      points: [point(board, 'threshold', side)],
      dotsOnly: true,
    },
    { name: 'knows the physics', colour: colours.limit, points: [point(board, 'limit', side)], dotsOnly: true },
  ];
  const x: Axis = {
    title: 'false suspicions per pump-year (square-root scale)',
    low: 0,
    high: 3,
    ticks: [0, Math.sqrt(0.2), Math.sqrt(0.5), 1, Math.SQRT2, 2, 3],
    tickText: value => `${Math.round(value * value * 10) / 10}`,
  };
  return {
    name: `roc-${side}`,
    svg: svgOf({ title: `Found faults and false suspicions, ${name}`, x, y: { title: 'found', ...percent }, series }),
  };
};

const calibration = ({ probabilities }: Scoreboard): Picture => {
  const series = (['sensor', 'blind'] as const).map((side, at): Series => ({
    name: at === 0 ? 'with pressure sensor' : 'without',
    colour: at === 0 ? colours.cisterna : colours.blind,
    points: reliability(probabilities.judged[side]).map(
      ({ meanProbability, share }) => [meanProbability, share] as const,
    ),
  }));
  const perfect: Series = {
    name: 'as said',
    colour: colours.grey,
    points: [
      [0, 0],
      [1, 1],
    ],
  };
  return {
    name: 'calibration',
    svg: svgOf({
      title: 'Probability said and share true, per pump-day',
      x: { title: 'said', ...percent },
      y: { title: 'true', ...percent },
      series: [perfect, ...series],
    }),
  };
};

/** Share of all counted faults that was found within so many hours. */
const cumulative = (
  faults: readonly FoundFault[],
  hours: readonly number[],
): readonly (readonly [number, number])[] => {
  const delays = delayHours(faults, ({ halfAt }) => halfAt);
  return hours.map(hour => [Math.log2(hour), delays.filter(delay => delay <= hour).length / faults.length]);
};

const hours = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];

const delays = (board: Scoreboard): Picture => {
  const lines = (
    [
      ['Cisterna', board.cisterna, colours.cisterna],
      ['threshold detector', board.threshold, colours.threshold],
      ['knows the physics', board.limit, colours.limit],
    ] as const
  ).map(([name, score, colour]): Series => ({
    name,
    colour,
    points: cumulative(
      score.faults.filter(({ sensor }) => sensor),
      hours,
    ),
  }));
  const x: Axis = {
    title: 'hours after half of the effect',
    low: 0,
    high: 9,
    ticks: hours.map(Math.log2),
    tickText: value => `${2 ** value}`,
  };
  return {
    name: 'delay',
    svg: svgOf({
      title: 'Faults found in time, with a pressure sensor',
      x,
      y: { title: 'found', ...percent },
      series: lines,
    }),
  };
};

const coverageSteps = [0, 1, 2, 3, 5, 7, 10, 14, 20, 28, 40, 60, 90];

const coverage = ({ forecasts }: Scoreboard): Picture => {
  const points = coverageSteps.slice(1).map((high, at) => {
    const inside = forecasts.judged.filter(({ daysToGo }) => daysToGo > (coverageSteps[at] ?? 0) && daysToGo <= high);
    return [Math.sqrt(high), inside.filter(({ held }) => held).length / inside.length] as const;
  });
  const x: Axis = {
    title: 'days to go (square-root scale)',
    low: 0,
    high: 10,
    ticks: coverageSteps.map(Math.sqrt),
    tickText: value => `${Math.round(value * value)}`,
  };
  const aim: Series = {
    name: '80 %',
    colour: colours.grey,
    points: [
      [0, 0.8],
      [10, 0.8],
    ],
  };
  return {
    name: 'coverage',
    svg: svgOf({
      title: 'Low date held by P10–P90',
      x,
      y: { title: 'held', ...percent },
      series: [aim, { name: 'Cisterna', colour: colours.cisterna, points }],
    }),
  };
};

/** All pictures of a report. */
export const picturesOf = (board: Scoreboard): readonly Picture[] => [
  trade(board, 'sensor', 'with a pressure sensor'),
  trade(board, 'blind', 'without'),
  delays(board),
  calibration(board),
  coverage(board),
];
