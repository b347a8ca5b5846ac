import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browserRequired, findChromium } from './runner/chromium.mjs';
import { closingLine, isGood, tallyOf } from './runner/tally.mjs';

/**
 * What `npm test` runs: builds, then everything that this machine can run. Arguments are handed on to Jest (`npm test -- libs/domain`).
 * REQUIRE_KAFKA=1 and REQUIRE_BROWSER=1, or CI, make the absence of Kafka or of Chromium a failure instead of a skip.
 * The last line says what passed, failed and was skipped.
 */
const root = join(import.meta.dirname, '..');
const chosen = process.argv.slice(2);
const isSet = name => !['', '0', 'false', undefined].includes(process.env[name]);
const kafkaRequired = isSet('REQUIRE_KAFKA') || isSet('CI');
const running = new Set();
let interrupted = false;

const say = text => process.stdout.write(`${text}\n`);
const shout = text => say(`\n${'!'.repeat(78)}\n!! ${text.split('\n').join('\n!! ')}\n${'!'.repeat(78)}\n`);

const run = async (command, args, env = {}) => {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  running.add(child);
  const [code] = await once(child, 'exit').finally(() => running.delete(child));
  return code ?? 1;
};

/** Runs Jest over some projects; answers its result, null when it left none. */
const jest = async (folder, projects, { args, env }) => {
  if (interrupted) return null;
  const outputFile = join(folder, `${projects.join('-')}.json`);
  const flags = [
    '--selectProjects',
    ...projects,
    '--json',
    '--outputFile',
    outputFile,
    '--passWithNoTests',
    ...args,
    ...chosen,
  ];
  await run(process.execPath, [join('node_modules', 'jest', 'bin', 'jest.js'), ...flags], env);
  return JSON.parse(await readFile(outputFile, 'utf8').catch(() => 'null'));
};

/** The one broker of all suites; null where there is none, and then they are skipped. */
const startSharedBroker = async () => {
  if (process.env.CISTERNA_TEST_BROKERS !== undefined) return null;
  const { brokerUnavailable, startBroker } = await import(join(root, 'dist', 'deploy', 'kafka', 'broker.js'));
  const reason = brokerUnavailable();
  if (reason === null) return startBroker();
  if (kafkaRequired) throw new Error(`Kafka is required here (REQUIRE_KAFKA or CI is set): ${reason}`);
  shout(`SKIPPING every suite that needs a real Apache Kafka:\n${reason}`);
  return null;
};

/** Without a browser its suites skip themselves and are counted so. */
const checkBrowser = () => {
  if (findChromium(process.env) !== null) return;
  const reason = `no Chromium was found${process.env.CHROMIUM ? ` at ${process.env.CHROMIUM}` : ''}: install it, or name one by CHROMIUM`;
  if (browserRequired(process.env))
    throw new Error(`A browser is required here (REQUIRE_BROWSER or CI is set): ${reason}`);
  shout(`SKIPPING every suite that needs a real browser:\n${reason}`);
};

const testAll = async (folder, env) => {
  const quick = await jest(folder, ['unit', 'integration'], { args: ['--maxWorkers=2'], env });
  const whole = await jest(folder, ['e2e'], { args: ['--maxWorkers=2', '--testTimeout=120000'], env });
  return [quick, whole, await jest(folder, ['browser'], { args: ['--maxWorkers=2', '--testTimeout=120000'], env })];
};

const report = tally => {
  if (tally.skippedTitles.length > 0) shout(`SKIPPED:\n${tally.skippedTitles.join('\n')}`);
};

const main = async () => {
  if ((await run('npm', ['run', '--silent', 'build'])) !== 0) throw new Error('the build failed');
  checkBrowser();
  const folder = await mkdtemp(join(tmpdir(), 'cisterna-test-results-'));
  const broker = await startSharedBroker();
  try {
    const env = {
      ...(kafkaRequired ? { REQUIRE_KAFKA: '1' } : {}),
      ...(broker === null ? {} : { CISTERNA_TEST_BROKERS: broker.brokers }),
    };
    const tally = tallyOf(await testAll(folder, env));
    report(tally);
    return tally;
  } finally {
    await broker?.stop();
    await rm(folder, { recursive: true, force: true });
  }
};

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    interrupted = true;
    for (const child of running) child.kill(signal);
  });
}

const tally = await main().catch(error => {
  shout(error instanceof Error ? error.message : String(error));
  return tallyOf([null]);
});
process.exitCode = isGood(tally) && !interrupted ? 0 : 1;
say(closingLine(tally));
