import { parseArgs } from 'node:util';

/** What one fold makes, and so is built again together. */
const projections = ['all', 'pumps', 'alerts', 'reconciliations', 'archive'] as const;

export const usage = `Usage: npm run rebuild -- <projection> [--dry-run] [--afresh]
       npm run rebuild -- back

Builds the read models again from the log into a next generation beside the live one, says what differs, and makes the next one live.
One fold makes them all, so each of ${projections.join(', ')} builds all of them. A run that was broken off goes on where it stood.

  --dry-run   says what differs and changes nothing; what was built is kept for the next run
  --afresh    forgets what a former run has built
  back        reads the former generation on and makes it live again
`;

export interface RebuildCommand {
  /** From the log's beginning, or the former generation. */
  readonly kind: 'rebuild' | 'back';
  readonly dryRun: boolean;
  readonly afresh: boolean;
}

const flags = { 'dry-run': { type: 'boolean', default: false }, afresh: { type: 'boolean', default: false } } as const;

/** Reads the arguments. @throws Error that says what is wrong */
export const readCommand = (args: readonly string[]): RebuildCommand => {
  const { values, positionals } = parseArgs({ args: [...args], options: flags, allowPositionals: true });
  const [projection, ...more] = positionals;
  if (projection === undefined) throw new Error('Which projection is to be built again?');
  if (more.length > 0) throw new Error(`One projection at a time, not ${positionals.join(' ')}.`);
  const { 'dry-run': dryRun, afresh } = values;
  if (projection === 'back' && !afresh) return { kind: 'back', dryRun, afresh };
  if (!projections.some(known => known === projection)) throw new Error(`There is no projection ${projection}.`);
  return { kind: 'rebuild', dryRun, afresh };
};
