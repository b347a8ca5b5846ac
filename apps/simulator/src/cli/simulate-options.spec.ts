import { flagTable, optionTable } from './option-table.ts';
import { CommandLineError, readCommandLine, usage } from './simulate-options.ts';

const now = Date.UTC(2026, 10, 22, 12);
const read = (line: string) => readCommandLine(line === '' ? [] : line.split(' '), now);
const faultsOf = (line: string): readonly string[] => {
  try {
    read(line);
  } catch (error) {
    if (error instanceof CommandLineError) return error.faults;
    throw error;
  }
  return [];
};

describe('the command line of simulate', () => {
  it('may be empty', () => {
    expect(read('')).toEqual({});
  });

  it('reads every option, apart or with an equals sign', () => {
    expect(
      read(
        '--pumps 12 --days=2.5 --seed 9 --scenario leak --faults leak,migration --to file --out a.jsonl --truth t.jsonl --start 2026-01-31T00:00:00Z --clinics 3',
      ),
    ).toEqual({
      pumps: 12,
      days: 2.5,
      seed: 9,
      scenario: 'leak',
      faults: ['leak', 'migration'],
      to: 'file',
      out: 'a.jsonl',
      truth: 't.jsonl',
      start: Date.UTC(2026, 0, 31),
      clinics: 3,
    });
    expect(
      read(
        '--url http://127.0.0.1:8080 --prefix A. --report-interval 60 --pressure-share 0.5 --mri-per-year 2 --lost 0.01 --late 0 --repeated 1 --interventions --quiet',
      ),
    ).toEqual({
      url: 'http://127.0.0.1:8080',
      prefix: 'A.',
      'report-interval': 60,
      'pressure-share': 0.5,
      'mri-per-year': 2,
      lost: 0.01,
      late: 0,
      repeated: 1,
      interventions: true,
      quiet: true,
    });
  });

  it('takes no faults at all for an answer', () => {
    expect(read('--faults none')).toEqual({ faults: [] });
  });

  it('names every fault at once', () => {
    expect(
      faultsOf(
        '--pumps 0 --days ten --seed -1 --scenario sunny --faults leak,rust --to pigeon --start yesterday --colour red zap --lost 2',
      ),
    ).toEqual([
      '--pumps 0: must be a whole number from 1 to 100000',
      '--days ten: must be a number from 0.01 to 3650',
      '--seed -1: must be a whole number from 0 to 4294967296',
      `--scenario sunny: must be ${optionTable.scenario.allowed}`,
      `--faults leak,rust: must be ${optionTable.faults.allowed}`,
      '--to pigeon: must be kafka, http, file',
      '--start yesterday: must be a time as 2026-01-31T00:00:00Z',
      '--colour is not an option',
      'red: options begin with --',
      'zap: options begin with --',
      '--lost 2: must be a number from 0 to 1',
    ]);
  });

  it.each([
    ['--pumps', '--pumps needs a value: a whole number from 1 to 100000'],
    ['--pumps 1.5', '--pumps 1.5: must be a whole number from 1 to 100000'],
    ['--pumps 1e3', '--pumps 1e3: must be a whole number from 1 to 100000'],
    ['--quiet=yes', '--quiet takes no value'],
    ['--url ftp://x', '--url ftp://x: must be an http:// or https:// URL'],
    ['--prefix -a', '--prefix -a: must be letters, digits, . _ -, at most 50'],
    ['--prefix a/b', '--prefix a/b: must be letters, digits, . _ -, at most 50'],
    ['--to kafka --out x', '--out goes with --to file only'],
    ['--to file --url http://x', '--url goes with --to http only'],
    [
      '--start 2026-11-01T00:00:00Z --days 30',
      '--start and --days end at 2026-12-01T00:00:00Z, which is still to come',
    ],
    ['--start 2026-11-01T00:00:00Z', '--start and --days end at 2027-01-30T00:00:00Z, which is still to come'],
    ['--scenario healthy --faults leak', '--faults leak: the scenario healthy has none of it'],
  ])('refuses %s', (line, fault) => {
    expect(faultsOf(line)).toContain(fault);
  });

  it('is described option by option', () => {
    for (const name of [...Object.keys(optionTable), ...Object.keys(flagTable)])
      expect(usage()).toContain(`--${name} `);
    expect(usage()).toContain('not a medical device');
  });
});
