import { isName, parseTime } from '@cisterna/contract';
import { allFaultKinds, isFaultKind, type FaultKind } from '../faults/fault-kind.ts';
import { isScenarioName, namedScenarios, type ScenarioName } from '../fleet/scenario.ts';

/** One option of the command line: `parse` gives undefined for what is not allowed. */
export interface Option<Value> {
  readonly allowed: string;
  readonly parse: (text: string) => Value | undefined;
  readonly meaning: string;
}

const number = (low: number, high: number, meaning: string, whole = true): Option<number> => ({
  allowed: `a ${whole ? 'whole ' : ''}number from ${low} to ${high}`,
  meaning,
  parse: text => {
    const value = Number(text);
    const fits = /^[0-9.]+$/.test(text) && value >= low && value <= high && (!whole || Number.isInteger(value));
    return fits ? value : undefined;
  },
});
const share = (meaning: string): Option<number> => number(0, 1, meaning, false);
const scale = (meaning: string): Option<number> => number(0.1, 10, meaning, false);
const text = (allowed: string, meaning: string, fits: (given: string) => boolean): Option<string> => ({
  allowed,
  meaning,
  parse: given => (fits(given) ? given : undefined),
});

const parseFaults = (list: string): readonly FaultKind[] | undefined => {
  if (list === 'none') return [];
  const words = list.split(',').map(word => word.trim());
  return words.every(isFaultKind) ? words : undefined;
};
const isHttp = (given: string): boolean => URL.canParse(given) && /^https?:$/.test(new URL(given).protocol);
const targets = ['kafka', 'http', 'file'] as const;

/** Every option that takes a value; names as they are typed, without the dashes. */
export const optionTable = {
  pumps: number(1, 100_000, 'how many pumps'),
  days: number(0.01, 3650, 'how many days of history', false),
  seed: number(0, 2 ** 32, 'the same seed gives the same fleet'),
  scenario: {
    allowed: Object.keys(namedScenarios).join(', '),
    meaning: 'the story they live through',
    parse: (word: string): ScenarioName | undefined => (isScenarioName(word) ? word : undefined),
  },
  faults: {
    allowed: `none, or some of ${allFaultKinds.join(',')}`,
    meaning: 'only these faults of the scenario',
    parse: parseFaults,
  },
  to: {
    allowed: targets.join(', '),
    meaning: 'where the events go',
    parse: (word: string): (typeof targets)[number] | undefined => targets.find(target => target === word),
  },
  out: text('a path', 'the file of --to file', given => given !== ''),
  truth: text('a path', 'what really happened, as JSON lines', given => given !== ''),
  url: text('an http:// or https:// URL', 'the service of --to http', isHttp),
  start: {
    allowed: 'a time as 2026-01-31T00:00:00Z',
    meaning: 'when the history starts; by default so that it ends now',
    parse: (given: string): number | undefined => parseTime(given) ?? undefined,
  },
  clinics: number(1, 10_000, 'how many clinics'),
  prefix: text(
    'letters, digits, . _ -, at most 50',
    'how pump ids begin',
    given => given.length <= 50 && isName(given),
  ),
  'report-interval': number(60, 86_400, 'seconds between reports'),
  'pressure-share': share('share of pumps with a pressure sensor'),
  'mri-per-year': number(0, 50, 'MRI examinations per pump-year', false),
  lost: share('share of records that never arrive'),
  late: share('share of records that arrive hours late'),
  repeated: share('share of records that arrive twice'),
  reordered: share('share of records that are overtaken'),
  outages: number(0, 1000, 'gateway outages per pump-year', false),
  'noise-scale': scale('noise of pressures and sensors, times this'),
  'rhythm-scale': scale('day rhythm and posture, times this'),
  'compliance-scale': scale('compliance of the catheters, times this'),
} as const satisfies Record<string, Option<unknown>>;

/** Options that are there or not. */
export const flagTable = {
  interventions: 'clinics act on symptoms and alarms: examine, revise, replace',
  quiet: 'no progress on the terminal',
  help: 'this text',
} as const satisfies Record<string, string>;
