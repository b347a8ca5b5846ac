import { parseArgs } from 'node:util';
import { formatTime } from '@cisterna/contract';
import { namedScenarios } from '../fleet/scenario.ts';
import { dayMs } from '../time/periods.ts';
import { flagTable, optionTable, type Option } from './option-table.ts';

type Table = typeof optionTable;

/** What was typed, each value parsed; what was not typed is missing. */
export type SimulateOptions = {
  readonly [Name in keyof Table]?: Exclude<ReturnType<Table[Name]['parse']>, undefined>;
} & { readonly [Name in keyof typeof flagTable]?: boolean };

/** The command line can't be understood; names everything that is wrong with it. */
export class CommandLineError extends Error {
  readonly code = 'bad-command-line';
  readonly retriable = false;

  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
    this.name = 'CommandLineError';
  }
}

const values: Readonly<Record<string, Option<unknown>>> = optionTable;
const names: readonly string[] = [...Object.keys(optionTable), ...Object.keys(flagTable)];

const isFlag = (name: string): boolean => Object.hasOwn(flagTable, name);

const definitions = Object.fromEntries(
  names.map(name => [name, { type: isFlag(name) ? ('boolean' as const) : ('string' as const) }]),
);

/** The fault of one typed option, or its value. */
const readOption = (
  name: string,
  given: string | boolean | undefined,
): { readonly fault: string } | { readonly value: unknown } => {
  if (isFlag(name)) return given === true ? { value: true } : { fault: `--${name} takes no value` };
  const option = values[name];
  if (option === undefined) return { fault: `--${name} is not an option` };
  if (typeof given !== 'string') return { fault: `--${name} needs a value: ${option.allowed}` };
  const value = option.parse(given);
  return value === undefined ? { fault: `--${name} ${given}: must be ${option.allowed}` } : { value };
};

/** Days of history where nothing is said. */
export const defaultDays = 90;

/** A target's own option is no use with another target. */
const goesWith = (options: SimulateOptions, name: 'out' | 'url', target: string): readonly string[] =>
  options[name] !== undefined && (options.to ?? target) !== target ? [`--${name} goes with --to ${target} only`] : [];

const inTheFuture = ({ start, days = defaultDays }: SimulateOptions, now: number): readonly string[] => {
  if (start === undefined) return [];
  const endsAt = start + days * dayMs;
  return endsAt > now ? [`--start and --days end at ${formatTime(Math.round(endsAt))}, which is still to come`] : [];
};

const missingFaults = ({ scenario = 'mixed', faults = [] }: SimulateOptions): readonly string[] => {
  const { hazardsPerYear, struckShares } = namedScenarios[scenario];
  const absent = faults.filter(kind => (hazardsPerYear[kind] ?? 0) + (struckShares[kind] ?? 0) === 0);
  return absent.map(kind => `--faults ${kind}: the scenario ${scenario} has none of it`);
};

/** Faults that only show when options are seen together. */
const contradictions = (options: SimulateOptions, now: number): readonly string[] => [
  ...goesWith(options, 'out', 'file'),
  ...goesWith(options, 'url', 'http'),
  ...inTheFuture(options, now),
  ...missingFaults(options),
];

/**
 * Reads the command line of `simulate`; `now` is the moment that no history may pass.
 * @throws CommandLineError naming every fault.
 */
export const readCommandLine = (args: readonly string[], now: number): SimulateOptions => {
  const { tokens } = parseArgs({ args: [...args], options: definitions, strict: false, tokens: true });
  const faults: string[] = [];
  const options: Record<string, unknown> = {};
  for (const token of tokens) {
    if (token.kind === 'positional') faults.push(`${token.value}: options begin with --`);
    if (token.kind !== 'option') continue;
    const read = readOption(token.name, token.value ?? isFlag(token.name));
    if ('fault' in read) faults.push(read.fault);
    else options[token.name] = read.value;
  }
  const all = [...faults, ...contradictions(options, now)];
  if (all.length > 0) throw new CommandLineError(all);
  return options;
};

/** How to call it. */
export const usage = (): string =>
  [
    'npm run simulate -- --pumps N --days D --seed S [--scenario NAME] [--faults LIST] [--to kafka|http|file] [--truth FILE] …',
    '',
    ...Object.entries(values).map(([name, { allowed, meaning }]) => `  --${name.padEnd(17)} ${meaning}: ${allowed}`),
    ...Object.entries(flagTable).map(([name, meaning]) => `  --${name.padEnd(17)} ${meaning}`),
    '',
    'Simulated data on imagined pumps; not a medical device, and no source for decisions about people.',
  ].join('\n');
