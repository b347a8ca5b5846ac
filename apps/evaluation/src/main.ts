import { basename } from 'node:path';
import { CommandLineError, readCommandLine, usage, type EvaluateOptions } from './cli/evaluate-options.ts';
import { fleetOf } from './fleet/fleet-of.ts';
import { barTable, reportOf } from './report/markdown.ts';
import { picturesOf } from './report/pictures.ts';
import { writeReport } from './report/write-report.ts';
import { addPump, emptyScoreboard } from './score/scoreboard.ts';

const evaluate = async ({ choice, physics, out }: EvaluateOptions): Promise<void> => {
  const board = emptyScoreboard();
  const startedAt = performance.now();
  for (const pump of fleetOf(physics, choice)) {
    addPump(board, pump, choice.reportIntervalSeconds);
    if (process.stderr.isTTY) process.stderr.write(`\r${board.pumps} of ${choice.pumps} pumps `);
  }
  const pictures = picturesOf(board);
  const names = out === null ? [] : pictures.map(({ name }) => `${basename(out)}-${name}.svg`);
  const report = reportOf(board, { choice, physics, pictures: names });
  if (out === null) process.stdout.write(`${report}\n`);
  else {
    const written = await writeReport(out, report, pictures);
    process.stdout.write(`${barTable(board)}\n\n${written.join('\n')}\n`);
  }
  process.stderr.write(
    `${board.pumps} pumps, ${board.events} events in ${Math.round((performance.now() - startedAt) / 1000)} s\n`,
  );
};

try {
  const options = readCommandLine(process.argv.slice(2));
  if (options.help) process.stdout.write(`${usage()}\n`);
  else await evaluate(options);
} catch (error) {
  if (!(error instanceof CommandLineError)) throw error;
  process.stderr.write(`${error.message}\nnpm run evaluate -- --help lists the options\n`);
  process.exitCode = 2;
}
