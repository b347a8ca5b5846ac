import { CommandLineError, readCommandLine, usage } from './evaluate-options.ts';

const faultsOf = (...args: string[]): readonly string[] => {
  try {
    readCommandLine(args);
    return [];
  } catch (error) {
    return error instanceof CommandLineError ? error.faults : [String(error)];
  }
};

describe('the command line of evaluate', () => {
  it('asks for 500 pumps, 180 days, hourly reports of an evaluation seed where nothing is said', () => {
    expect(readCommandLine([])).toEqual({
      choice: {
        seed: 100_000,
        pumps: 500,
        days: 180,
        reportIntervalSeconds: 3600,
        noise: 1,
        rhythm: 1,
        compliance: 1,
        overDelivery: 0.1,
      },
      physics: 'simulator',
      out: null,
      help: false,
    });
  });

  it('takes what is said', () => {
    const args = [
      '--seed',
      '100007',
      '--report-interval',
      '600',
      '--noise-scale',
      '2',
      '--physics',
      'alternative',
      '--over-delivery',
      '0.6',
      '--out',
      'docs/x',
    ];
    expect(readCommandLine(args)).toMatchObject({
      choice: { seed: 100_007, reportIntervalSeconds: 600, noise: 2, overDelivery: 0.6 },
      physics: 'alternative',
      out: 'docs/x',
    });
  });

  it('keeps training seeds and evaluation seeds apart', () => {
    expect(faultsOf('--seed', '5')).toEqual(['--seed 5: evaluation seeds begin at 100000; --training allows 1 to 999']);
    expect(faultsOf('--seed', '5', '--training')).toEqual([]);
    expect(faultsOf('--seed', '100000', '--training')).toEqual(['--training goes with seeds 1 to 999']);
  });

  it('names every fault at once', () => {
    expect(faultsOf('--pumps', 'many', '--noise-scale', '99', '--physics', 'other')).toEqual([
      '--pumps many: must be a whole number from 1 to 100000',
      '--noise-scale 99: must be a number from 0.1 to 10',
      '--physics other: must be simulator or alternative',
    ]);
    expect(faultsOf('--what')).toHaveLength(1);
  });

  it('is explained by its usage', () => {
    for (const name of ['--seed', '--days', '--report-interval', '--physics', '--out', '--training'])
      expect(usage()).toContain(name);
  });
});
