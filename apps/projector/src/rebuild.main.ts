import {
  adoptFormerGeneration,
  clearNextGeneration,
  type ReadModel,
  type TableDifferences,
} from '@cisterna/read-model';
import { openEventLog, runProcess, type Service } from '@cisterna/service';
import { readCommand, usage, type RebuildCommand } from './rebuild/command-line.ts';
import { Rebuild, RebuildRefused } from './rebuild/rebuild.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const commandOrExit = (): RebuildCommand => {
  try {
    return readCommand(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${usage}`);
    process.exit(2);
  }
};

const lineOf = ({ table, missing, extra, other, examples }: TableDifferences): string =>
  `${table.padEnd(16)} ${`${missing} missing, ${extra} extra, ${other} different`.padEnd(48)} ${examples.join(' ')}`.trimEnd();

/** What the next generation begins with: nothing, what a former run has built, or the former generation. */
const prepare = async (live: ReadModel, { kind, afresh }: RebuildCommand): Promise<void> => {
  if (kind === 'rebuild') await clearNextGeneration(live, afresh);
  else if (!(await adoptFormerGeneration(live))) throw new RebuildRefused('No former generation is kept.');
};

const rebuild = async (service: Service, command: RebuildCommand): Promise<void> => {
  const { settings, log, clock, model: live, databaseUrl: url, shutdown } = service;
  await prepare(live, command);
  const eventLog = openEventLog({ ...settings, group: `${settings.group}-rebuild` }, url, log);
  shutdown.add('rebuild-log', () => eventLog.close());
  const onProgress = (left: number): void => {
    say(`${left} events behind the live generation`);
  };
  const work = await Rebuild.begin({ live, url, eventLog, log, clock, onProgress });
  shutdown.add('rebuild', () => work.end());
  await work.caughtUp();
  say('The live generation, held against the next one:');
  for (const table of await work.differences()) say(lineOf(table));
  if (command.dryRun) return;
  const changes = await work.exchange();
  say(
    `The next generation is live; ${changes} changes of alerts were stored, and nobody was told. The former one is kept: npm run rebuild -- back`,
  );
};

const command = commandOrExit();
await runProcess('rebuild', async service => {
  await rebuild(service, command);
  await service.shutdown.run('done');
});
