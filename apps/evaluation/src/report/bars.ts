import { hourMs } from '../fleet/pump-truth.ts';
import type { DetectionScore, FoundFault } from '../score/detection.ts';
import type { JudgedForecast } from '../score/forecast.ts';
import type { Tally } from '../score/mechanism.ts';
import type { Scoreboard } from '../score/scoreboard.ts';
import type { SensedFlowScore } from '../score/sensed-flow.ts';
import { brierSkill, expectedCalibrationError } from '../stats/calibration.ts';
import { meanOf, quantile } from '../stats/quantile.ts';
import { delayText, figure, rarityCell, rateCell, shareCell } from './cells.ts';

/** One demand and whether it is met; null where the run has nothing to judge it by. */
export interface Bar {
  readonly what: string;
  readonly bar: string;
  readonly measured: string;
  readonly met: boolean | null;
}

const sudden: ReadonlySet<string> = new Set(['occlusion', 'disconnection']);

/** Hours from `from` to detection, none of them negative, of the faults that were found. */
export const delayHours = (faults: readonly FoundFault[], from: (fault: FoundFault) => number): readonly number[] =>
  faults.flatMap(fault => (fault.foundAt === null ? [] : [Math.max(0, fault.foundAt - from(fault)) / hourMs]));

interface SensitivityDemand {
  readonly what: string;
  readonly faults: readonly FoundFault[];
  readonly least: number;
  readonly delay?: { readonly from: (fault: FoundFault) => number; readonly mostHours: number };
}

const sensitivity = ({ what, faults, least, delay }: SensitivityDemand): readonly Bar[] => {
  const found = faults.filter(({ foundAt }) => foundAt !== null).length;
  const measured = shareCell(found, faults.length);
  const bars: Bar[] = [
    {
      what: `${what}: sensitivity`,
      bar: `≥ ${100 * least} %`,
      measured,
      met: faults.length === 0 ? null : found / faults.length >= least,
    },
  ];
  if (delay === undefined) return bars;
  const median = quantile(delayHours(faults, delay.from), 0.5);
  return [
    ...bars,
    {
      what: `${what}: median delay`,
      bar: `≤ ${delay.mostHours} h`,
      measured: delayText(median),
      met: Number.isNaN(median) ? null : median <= delay.mostHours,
    },
  ];
};

const falseBar = (what: string, { sound }: DetectionScore, side: 'sensor' | 'blind', most: number): Bar => {
  const { falseSuspicions, years, duringOtherFaults } = sound[side];
  const measured = `${rateCell(falseSuspicions, years)} (${duringOtherFaults} of them during other faults)`;
  return { what, bar: `≤ ${most} per pump-year`, measured, met: years === 0 ? null : falseSuspicions / years <= most };
};

const catheterBars = ({ cisterna }: Scoreboard): readonly Bar[] => {
  const sensed = cisterna.faults.filter(({ sensor }) => sensor);
  return [
    ...sensitivity({
      what: '1 occlusion, disconnection',
      faults: sensed.filter(f => sudden.has(f.kind)),
      least: 0.98,
      delay: { from: f => f.onsetAt, mostHours: 12 },
    }),
    ...sensitivity({
      what: '2 kink, leak, migration, build-up',
      faults: sensed.filter(f => !sudden.has(f.kind)),
      least: 0.9,
      delay: { from: f => f.halfAt, mostHours: 72 },
    }),
    falseBar('3 false suspicions with sensor', cisterna, 'sensor', 0.2),
    ...sensitivity({ what: '4 without sensor', faults: cisterna.faults.filter(({ sensor }) => !sensor), least: 0.6 }),
    falseBar('4 false suspicions without sensor', cisterna, 'blind', 0.5),
  ];
};

const tallyBar = (what: string, { found, of }: Tally, least: number): Bar => ({
  what,
  bar: `≥ ${100 * least} %`,
  measured: shareCell(found, of),
  met: of === 0 ? null : found / of >= least,
});

const sensedTally = ({ faults }: SensedFlowScore): Tally => {
  const strong = faults.filter(fault => fault.strong);
  return { found: strong.filter(({ delayDays }) => delayDays !== null).length, of: strong.length };
};

const mechanismBars = ({ mechanism, sensedFlow }: Scoreboard): readonly Bar[] => [
  tallyBar('5 over-delivery ≥ 25 %, first complete reconciliation', mechanism.strongAtFirst, 0.9),
  tallyBar('5 the same, where not found empty with under 2 mL owed', mechanism.strongThatShows, 0.9),
  tallyBar('5 over-delivery ≥ 25 %, level sensor, 10 days', sensedTally(sensedFlow.cisterna), 0.9),
  tallyBar('5 over-delivery 15–25 %, within three', mechanism.weakWithinThree, 0.8),
  {
    what: '5 false over-delivery, healthy pumps',
    bar: '≤ 5 per 1 000 pump-years',
    measured: rarityCell(mechanism.falseAlerts, mechanism.healthyYears),
    met: mechanism.healthyYears === 0 ? null : mechanism.falseAlerts / mechanism.healthyYears <= 0.005,
  },
];

/** The buckets of days to go in which the band is judged. */
export const buckets: readonly { readonly name: string; readonly holds: (forecast: JudgedForecast) => boolean }[] = [
  { name: 'all', holds: () => true },
  { name: 'under 3 days to go', holds: ({ daysToGo }) => daysToGo < 3 },
  { name: '3–14 days to go', holds: ({ daysToGo }) => daysToGo >= 3 && daysToGo <= 14 },
  { name: 'over 14 days to go', holds: ({ daysToGo }) => daysToGo > 14 },
];

/** Pinball loss of the forecasts by that of the constant rate. */
export const lossRatio = (judged: readonly JudgedForecast[]): number =>
  meanOf(judged.map(f => f.lossHours)) / meanOf(judged.map(f => f.constantLossHours));

const coverageBar = (what: string, inside: readonly JudgedForecast[]): Bar => {
  const share = inside.filter(({ held }) => held).length / inside.length;
  return {
    what: `6 P10–P90 holds the low date, ${what}`,
    bar: '80 % ± 5 %',
    measured: `${figure(100 * share, 1)} % of ${inside.length}`,
    met: inside.length === 0 ? null : Math.abs(share - 0.8) <= 0.05 + Number.EPSILON,
  };
};

const lossBar = (what: string, judged: readonly JudgedForecast[]): Bar => {
  const ratio = lossRatio(judged);
  return {
    what: `6 pinball loss, ${what}`,
    bar: '≤ 0.6 × constant rate',
    measured: `${figure(ratio)} ×`,
    met: Number.isNaN(ratio) ? null : ratio <= 0.6,
  };
};

/** Faults of flow are far more frequent here than in life: the bars are judged without them, and once with them. */
const forecastBars = ({ forecasts }: Scoreboard): readonly Bar[] => {
  const sound = forecasts.judged.filter(({ disturbed }) => !disturbed);
  const { nearEmpty, unwarned, unseen } = forecasts;
  return [
    ...buckets.map(({ name, holds }) => coverageBar(name, sound.filter(holds))),
    coverageBar('all, pumps with faults of flow too', forecasts.judged),
    lossBar('all', sound),
    lossBar('all, pumps with faults of flow too', forecasts.judged),
    {
      what: '6 near empty without refill due 3 days before',
      bar: '0',
      measured: `${unwarned} of ${nearEmpty}${unseen === 0 ? '' : ` (${unseen} filled beside the reservoir, unsensed)`}`,
      met: nearEmpty === 0 ? null : unwarned === 0,
    },
  ];
};

const calibrationBars = ({ probabilities }: Scoreboard): readonly Bar[] => {
  const all = [...probabilities.judged.sensor, ...probabilities.judged.blind];
  const [error, skill] = [expectedCalibrationError(all), brierSkill(all)];
  return [
    {
      what: '7 expected calibration error',
      bar: '≤ 0.1',
      measured: `${figure(error, 3)} over ${all.length} pump-days`,
      met: Number.isNaN(error) ? null : error <= 0.1,
    },
    {
      what: '7 Brier skill score',
      bar: '> 0.3',
      measured: figure(skill),
      met: Number.isNaN(skill) ? null : skill > 0.3,
    },
  ];
};

/** Every demand beside what was measured. */
export const barsOf = (board: Scoreboard): readonly Bar[] => [
  ...catheterBars(board),
  ...mechanismBars(board),
  ...forecastBars(board),
  ...calibrationBars(board),
];
