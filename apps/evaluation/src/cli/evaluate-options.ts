import { parseArgs } from 'node:util';
import { usualOverDelivery, type FleetChoice } from '../fleet/pump-truth.ts';

/** Which imagined world the pumps live in. */
export type Physics = 'simulator' | 'alternative';

/** What was asked for on the command line. */
export interface EvaluateOptions {
  readonly choice: FleetChoice;
  readonly physics: Physics;
  /** Where the report goes, without its ending; null: to the terminal only. */
  readonly out: string | null;
  readonly help: boolean;
}

/** The command line can't be understood; names everything that is wrong with it. */
export class CommandLineError extends Error {
  readonly code = 'bad-command-line';
  readonly retriable = false;

  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
    this.name = 'CommandLineError';
  }
}

/** Detectors may be built on the training seeds; evaluation seeds are never looked at while building. */
const trainingSeeds = { least: 1, most: 999 };
const firstEvaluationSeed = 100_000;

interface NumberOption {
  readonly usual: number;
  readonly least: number;
  readonly most: number;
  readonly whole: boolean;
  readonly meaning: string;
}

const scale = (meaning: string): NumberOption => ({ usual: 1, least: 0.1, most: 10, whole: false, meaning });

const numbers = {
  seed: {
    usual: firstEvaluationSeed,
    least: 1,
    most: 2 ** 32,
    whole: true,
    meaning: 'the same seed gives the same report; 100000 and over, or 1 to 999 with --training',
  },
  pumps: { usual: 500, least: 1, most: 100_000, whole: true, meaning: 'how many pumps' },
  days: { usual: 180, least: 1, most: 3650, whole: true, meaning: 'how long each lives' },
  'report-interval': { usual: 3600, least: 60, most: 86_400, whole: true, meaning: 'seconds between reports' },
  'noise-scale': scale('noise of pressures and sensors, times this'),
  'rhythm-scale': scale('day rhythm and posture, times this'),
  'compliance-scale': scale('compliance of the catheters, times this'),
  'over-delivery': {
    usual: usualOverDelivery,
    least: 0,
    most: 0.9,
    whole: false,
    meaning: 'share of the pumps that come to deliver too much',
  },
} as const satisfies Record<string, NumberOption>;

type NumberName = keyof typeof numbers;
const numberNames = Object.keys(numbers) as NumberName[];

const definitions = {
  ...Object.fromEntries(numberNames.map(name => [name, { type: 'string' as const }])),
  physics: { type: 'string' as const },
  out: { type: 'string' as const },
  training: { type: 'boolean' as const },
  help: { type: 'boolean' as const },
};

type Given = Readonly<Record<string, string | boolean | undefined>>;

const parse = (args: readonly string[]): Given => {
  try {
    return parseArgs({ args: [...args], options: definitions, strict: true }).values;
  } catch (error) {
    throw new CommandLineError([error instanceof Error ? error.message : String(error)]);
  }
};

const readNumber = (given: Given, name: NumberName, faults: string[]): number => {
  const { usual, least, most, whole } = numbers[name];
  const text = given[name];
  if (text === undefined) return usual;
  const value = Number(text);
  if (text !== '' && value >= least && value <= most && (!whole || Number.isInteger(value))) return value;
  faults.push(`--${name} ${String(text)}: must be a ${whole ? 'whole ' : ''}number from ${least} to ${most}`);
  return usual;
};

const seedFaults = (seed: number, training: boolean): readonly string[] => {
  const isTraining = seed >= trainingSeeds.least && seed <= trainingSeeds.most;
  if (training) return isTraining ? [] : [`--training goes with seeds ${trainingSeeds.least} to ${trainingSeeds.most}`];
  return seed >= firstEvaluationSeed
    ? []
    : [
        `--seed ${seed}: evaluation seeds begin at ${firstEvaluationSeed}; --training allows ${trainingSeeds.least} to ${trainingSeeds.most}`,
      ];
};

const physicsOf = (given: Given, faults: string[]): Physics => {
  const physics = given['physics'] ?? 'simulator';
  if (physics === 'simulator' || physics === 'alternative') return physics;
  faults.push(`--physics ${String(physics)}: must be simulator or alternative`);
  return 'simulator';
};

/**
 * Reads the command line of `evaluate`.
 * @throws CommandLineError naming every fault.
 */
export const readCommandLine = (args: readonly string[]): EvaluateOptions => {
  const given = parse(args);
  const faults: string[] = [];
  const number = (name: NumberName): number => readNumber(given, name, faults);
  const choice: FleetChoice = {
    seed: number('seed'),
    pumps: number('pumps'),
    days: number('days'),
    reportIntervalSeconds: number('report-interval'),
    noise: number('noise-scale'),
    rhythm: number('rhythm-scale'),
    compliance: number('compliance-scale'),
    overDelivery: number('over-delivery'),
  };
  const physics = physicsOf(given, faults);
  faults.push(...seedFaults(choice.seed, given['training'] === true));
  if (faults.length > 0) throw new CommandLineError(faults);
  return { choice, physics, out: typeof given['out'] === 'string' ? given['out'] : null, help: given['help'] === true };
};

/** How to call it. */
export const usage = (): string =>
  [
    'npm run evaluate -- [--seed S] [--pumps N] [--days D] [--physics simulator|alternative] [--out FILE-WITHOUT-ENDING] …',
    '',
    ...numberNames.map(name => `  --${name.padEnd(17)} ${numbers[name].meaning} (${numbers[name].usual})`),
    `  --${'physics'.padEnd(17)} whose pumps: the simulator’s, or a second physics that shares nothing with it (simulator)`,
    `  --${'out'.padEnd(17)} writes FILE.md and its pictures beside it`,
    `  --${'training'.padEnd(17)} allows the seeds on which detectors may be built`,
    '',
    'Simulated data on imagined pumps; not a medical device, and no source for decisions about people.',
  ].join('\n');
