import { usualOverDelivery, type FleetChoice } from '../fleet/pump-truth.ts';
import type { FoundFault, SoundTime } from '../score/detection.ts';
import { thresholds, type ProbabilityScore, type Side } from '../score/probabilities.ts';
import type { Scoreboard } from '../score/scoreboard.ts';
import { brierSkill, expectedCalibrationError, reliability, type Judged } from '../stats/calibration.ts';
import { barsOf, delayHours, type Bar } from './bars.ts';
import { delayCell, figure, rateCell, shareCell, table } from './cells.ts';
import { forecastTable } from './forecast-table.ts';
import { sensedFlowTable } from './sensed-flow-table.ts';

const verdict = ({ met }: Bar): string => (met === null ? 'not judged' : met ? 'pass' : 'MISS');

/** The demands, each with its verdict. */
export const barTable = (board: Scoreboard): string =>
  table(
    ['what', 'bar', 'measured', ''],
    barsOf(board).map(bar => [bar.what, bar.bar, bar.measured, verdict(bar)]),
  );

const found = (faults: readonly FoundFault[]): string =>
  shareCell(faults.filter(({ foundAt }) => foundAt !== null).length, faults.length);

const lostAt = ({ therapyLostAt, halfAt }: FoundFault): number => therapyLostAt ?? halfAt;

/** What the three made of it, each under the name it has in all tables. */
const detectors = <Score>({ cisterna, threshold, limit }: Readonly<Record<'cisterna' | 'threshold' | 'limit', Score>>): readonly (readonly [string, Score])[] => [
  ['Cisterna', cisterna],
  ['threshold', threshold],
  ['limit', limit],
];

const kindRows = (board: Scoreboard, sensor: boolean): readonly (readonly string[])[] => {
  const kinds = [...new Set(board.cisterna.faults.map(({ kind }) => kind))].sort();
  return [...kinds, 'all'].flatMap(kind =>
    detectors(board).map(([name, { faults }]) => {
      const here = faults.filter(fault => fault.sensor === sensor && (kind === 'all' || fault.kind === kind));
      const delays = [
        delayCell(delayHours(here, f => f.onsetAt)),
        delayCell(delayHours(here, f => f.halfAt)),
        delayCell(delayHours(here, lostAt)),
      ];
      return [kind, name, found(here), ...delays];
    }),
  );
};

const kindTable = (board: Scoreboard, sensor: boolean): string =>
  table(
    ['fault', 'detector', 'found', 'from onset: median, P90', 'from half effect', 'from lost therapy'],
    kindRows(board, sensor),
  );

const falseCell = ({ falseSuspicions, years, duringOtherFaults }: SoundTime): string =>
  `${rateCell(falseSuspicions, years)}; ${duringOtherFaults} during other faults`;

const falseTable = (board: Scoreboard): string =>
  table(
    ['detector', 'with sensor, per pump-year', 'without'],
    detectors(board).map(([name, { sound }]) => [name, falseCell(sound.sensor), falseCell(sound.blind)]),
  );

/** Found faults and false rises at each threshold on the probability. */
export const rocPoints = (
  { highest, falseRises }: ProbabilityScore,
  years: number,
  side: Side,
): readonly { threshold: number; found: number; falsePerYear: number }[] =>
  thresholds.map((threshold, at) => ({
    threshold,
    found: highest[side].filter(value => value >= threshold).length / highest[side].length,
    falsePerYear: (falseRises[side][at] ?? 0) / years,
  }));

const rocTable = ({ probabilities, cisterna }: Scoreboard): string => {
  const points = (['sensor', 'blind'] as const).map(side => rocPoints(probabilities, cisterna.sound[side].years, side));
  return table(
    ['probability ≥', 'with sensor: found', 'false a year', 'without: found', 'false a year'],
    thresholds.map((threshold, at) => [
      `${threshold}`,
      ...points.flatMap(side => [
        `${figure(100 * (side[at]?.found ?? NaN), 1)} %`,
        figure(side[at]?.falsePerYear ?? NaN),
      ]),
    ]),
  );
};

const reliabilityTable = (which: string, judged: readonly Judged[]): string =>
  table(
    [which, 'said', 'true'],
    reliability(judged).map(({ count, meanProbability, share }) => [
      `${count}`,
      figure(meanProbability, 3),
      figure(share, 3),
    ]),
  );

const calibrationTable = ({ probabilities }: Scoreboard): string => {
  const { sensor, blind } = probabilities.judged;
  const rows = (
    [
      ['with sensor', sensor],
      ['without', blind],
      ['all', [...sensor, ...blind]],
      ['with sensor, every pump-day', probabilities.everyDay.sensor],
      ['without, every pump-day', probabilities.everyDay.blind],
    ] as const
  ).map(([name, judged]) => [
    name,
    `${judged.length}`,
    figure(expectedCalibrationError(judged), 3),
    figure(brierSkill(judged)),
  ]);
  return [
    table(['', 'pump-days', 'expected calibration error', 'Brier skill'], rows),
    reliabilityTable('pump-days of the demand', [...sensor, ...blind]),
    reliabilityTable('every pump-day without sensor', probabilities.everyDay.blind),
  ].join('\n\n');
};

/** What was run, and the pictures that lie beside the report. */
export interface Run {
  readonly choice: FleetChoice;
  readonly physics: string;
  readonly pictures: readonly string[];
}

/** The whole report as Markdown. */
export const reportOf = (board: Scoreboard, { choice, physics, pictures }: Run): string => {
  const { seed, pumps, days, reportIntervalSeconds, noise, rhythm, compliance } = choice;
  const over = figure(choice.overDelivery ?? usualOverDelivery);
  const run = `Seed ${seed}, ${pumps} pumps, ${days} days, a report every ${reportIntervalSeconds} s, physics \`${physics}\`, noise × ${noise}, rhythm × ${rhythm}, compliance × ${compliance}, over-delivery in ${over} of the pumps; ${board.events} events.`;
  return [
    `# Evaluation\n\n${run}\n`,
    `## Demands\n\n${barTable(board)}\n`,
    `## Catheter faults, with a pressure sensor\n\n${kindTable(board, true)}\n`,
    `## Catheter faults, without\n\n${kindTable(board, false)}\n`,
    `## Over-delivery, with a level sensor\n\n${sensedFlowTable(detectors(board.sensedFlow))}\n`,
    `## False suspicions\n\n${falseTable(board)}\n`,
    `## Over the threshold\n\n${rocTable(board)}\n`,
    `## Calibration\n\n${calibrationTable(board)}\n`,
    `## Low date\n\n${forecastTable(board.forecasts)}\n\n${board.forecasts.withheld} pump-days with a date by constant rate and none by the view.\n`,
    ...pictures.map(picture => `![${picture}](${picture})\n`),
  ].join('\n');
};
