import { readCommand } from './command-line.ts';

describe('the command line of a rebuild', () => {
  it('takes any projection, for one fold makes them all', () => {
    for (const projection of ['all', 'pumps', 'alerts', 'reconciliations', 'archive'])
      expect(readCommand([projection])).toEqual({ kind: 'rebuild', dryRun: false, afresh: false });
  });

  it('takes its flags, and the way back', () => {
    expect(readCommand(['all', '--dry-run', '--afresh'])).toEqual({ kind: 'rebuild', dryRun: true, afresh: true });
    expect(readCommand(['back'])).toEqual({ kind: 'back', dryRun: false, afresh: false });
  });

  it.each([
    [[], 'Which projection'],
    [['pump'], 'There is no projection pump.'],
    [['pumps', 'alerts'], 'One projection at a time'],
    [['all', '--force'], "Unknown option '--force'"],
    [['back', '--afresh'], 'There is no projection back.'],
  ])('refuses %j and says why', (args, message) => {
    expect(() => readCommand(args)).toThrow(message);
  });
});
