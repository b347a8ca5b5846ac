import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { startEmbeddedPostgres } from '@cisterna/platform';
import { openReadModel, type ReadModel } from '@cisterna/read-model';
import { headerOf, MailServer } from '../../apps/notifier/src/testing/mail-server.fixture.ts';
import { dataFolder, startService } from './service-process.ts';
import { simulateInto, untilProjected, type SimulatedPast } from './simulated-past.ts';
import { readChanges } from './topic-changes.ts';

/** What a subscriber of e-mail and the alerts' topic get when the past of a fleet is filled in afterwards. */
export interface MeasuredDigest {
  readonly load: SimulatedPast;
  /** From the start of the simulator until the e-mails and the topic had all. */
  readonly seconds: number;
  /** The subjects of all e-mails. */
  readonly subjects: readonly string[];
  readonly changes: number;
  readonly alerts: number;
  /** Records on the topic, and how many of the changes are among them. */
  readonly records: number;
  readonly changesOnTopic: number;
}

const topic = 'bench.digest';
const dayMs = 86_400_000;
/** So long before now the past ends: no date that follows from it falls into the last day, which would be news. */
const agoDays = 400;
/** After the last e-mail it is waited for more. */
const quietMs = 15_000;

const count = async (model: ReadModel, text: string): Promise<number> => {
  const [row] = await model.dataSource.query<{ n: string }[]>(text);
  return Number(row?.n ?? Number.NaN);
};

/** What is on its way: changes that are not published or looked at, and e-mails not sent. */
const pendingText = `select (select count(*) from alert_change where not (published and dispatched))
  + (select count(*) from delivery where status = 'waiting' or (status = 'summarised' and summary_id is null)) as n`;

const untilSettled = async (model: ReadModel): Promise<void> => {
  let quietSince = performance.now();
  while (performance.now() - quietSince < quietMs) {
    await delay(500);
    if ((await count(model, pendingText)) > 0) quietSince = performance.now();
  }
};

const subscribe = async (url: string): Promise<void> => {
  const body = JSON.stringify({ name: 'Ward', channel: 'email', target: 'ward@clinic.example' });
  const headers = { 'content-type': 'application/json' };
  const { status } = await fetch(`${url}/v1/subscriptions`, { method: 'POST', headers, body });
  if (status !== 201) throw new Error(`the subscription was answered ${status}`);
};

const fill = async (
  brokers: string,
  url: string,
  { model, load }: { model: ReadModel; load: SimulatedPast },
): Promise<number> => {
  await subscribe(url);
  const started = performance.now();
  await simulateInto(brokers, topic, { ...load, startAt: Date.now() - (load.days + agoDays) * dayMs });
  await untilProjected(url, load.pumps);
  await untilSettled(model);
  return (performance.now() - started - quietMs) / 1_000;
};

const account = async (brokers: string, model: ReadModel) => {
  const onTopic = await readChanges(brokers, `${topic}.alerts`);
  const stored = await model.dataSource.query<{ change: string }[]>(
    `select alert_id || ' ' || version as change from alert_change`,
  );
  const known = new Set(onTopic);
  return {
    changes: stored.length,
    alerts: await count(model, 'select count(*) as n from alert'),
    records: onTopic.length,
    changesOnTopic: stored.filter(({ change }) => known.has(change)).length,
  };
};

/** Fills in the past of a fleet under a service on the wall clock, with a subscriber of every alert by e-mail, and a mail server. */
export const measureDigest = async (brokers: string, load: SimulatedPast): Promise<MeasuredDigest> => {
  const log = pino({ level: 'error' }, pino.destination(2));
  const [folder, server] = await Promise.all([dataFolder(), MailServer.listen()]);
  const postgres = await startEmbeddedPostgres({ dataDir: folder.path, durable: true, log });
  const mail = {
    SMTP_URL: server.url,
    CISTERNA_MAIL_FROM: 'Cisterna <alerts@clinic.example>',
    DATABASE_URL: postgres.url,
  };
  const service = await startService(brokers, topic, folder.path, mail);
  const model = await openReadModel({ url: postgres.url, poolSize: 2, log });
  try {
    const seconds = await fill(brokers, service.url, { model, load });
    const subjects = server.mails.map(taken => headerOf(taken, 'subject'));
    return { load, seconds, subjects, ...(await account(brokers, model)) };
  } finally {
    await model.close();
    await service.stop();
    await server.close();
    await postgres.stop();
    await folder.remove();
  }
};
