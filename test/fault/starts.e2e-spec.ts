import type { PumpView } from '@cisterna/contract';
import { startThrowawayPostgres, type EmbeddedPostgres } from '@cisterna/platform';
import { startBroker } from '../../deploy/kafka/broker.ts';
import { freePort } from '../../deploy/kafka/free-port.ts';
import { describeWithKafka } from '../../libs/event-log/src/testing/test-brokers.ts';
import { eventually } from '../kit/eventually.ts';
import { HttpClient } from '../kit/http-client.ts';
import { ServiceProcess } from '../kit/service-process.ts';
import { hourMs, PumpScript } from '../kit/telemetry.ts';

let postgres: EmbeddedPostgres;
beforeAll(async () => {
  postgres = await startThrowawayPostgres();
});
afterAll(() => postgres.stop());

const nowhere = async (): Promise<string> => `127.0.0.1:${await freePort()}`;

describeWithKafka('a service whose broker is not there yet', () => {
  it('says so, keeps trying, and recovers by itself when the broker comes', async () => {
    const port = await freePort();
    const environment = { CISTERNA_LOG: 'kafka', KAFKA_BROKERS: `127.0.0.1:${port}`, DATABASE_URL: postgres.url };
    const service = await ServiceProcess.spawn('cisterna', environment);
    const health = await eventually('it answers that it is not ready', async () => {
      const answer = await service.health();
      return answer?.status === 503 && answer.text.includes('ECONNREFUSED') ? answer : null;
    });
    expect(JSON.parse(health.text)).toMatchObject({
      status: 'not-ready',
      dependencies: { database: { ok: true }, log: { ok: false } },
    });
    await eventually('its log says so', () => /kafka\.|log\.unavailable|reconnect/.test(service.output));

    const broker = await startBroker({ port });
    await service.ready();
    const http = new HttpClient(service.url);
    const pump = new PumpScript('LATE-1', Date.now() - 2 * hourMs);
    pump.register();
    const answer = await http.post('/v1/events', pump.events[0], { 'content-type': 'application/cloudevents+json' });
    expect(answer).toMatchObject({ status: 202, body: { accepted: 1, rejected: [] } });
    await http.getWhen<PumpView>('/v1/pumps/LATE-1', ({ version }) => version === 1);
    expect(await service.stop()).toEqual({ code: 0, signal: null });
    await broker.stop();
  }, 120_000);
});

describe('a start that can’t succeed', () => {
  it('names every impossible setting at once and exits with 1', async () => {
    const service = await ServiceProcess.spawn('cisterna', {
      CISTERNA_LOG: 'rabbit',
      CISTERNA_PARTITIONS: '0',
      CISTERNA_CLOCK: 'sundial',
      HOST: '0.0.0.0',
      DATABASE_URL: 'mysql://localhost/x',
      KAFKA_SASL_MECHANISM: 'plain',
      LOG_LEVEL: 'loud',
    });
    expect(await service.exited).toEqual({ code: 1, signal: null });
    const faulty = ['CISTERNA_LOG', 'CISTERNA_PARTITIONS', 'CISTERNA_CLOCK', 'DATABASE_URL', 'LOG_LEVEL'];
    for (const name of [...faulty, 'HOST', 'KAFKA_SASL_USERNAME', 'KAFKA_SASL_PASSWORD'])
      expect(service.output).toContain(name);
    expect(service.output).not.toContain('    at ');
  });

  it('refuses to start a part alone on embedded stores', async () => {
    const projector = await ServiceProcess.spawn('projector', {});
    expect(await projector.exited).toEqual({ code: 1, signal: null });
    expect(projector.output).toMatch(/DATABASE_URL[^]*CISTERNA_LOG/);
  });

  it('says that the database refused the password, and exits with 1', async () => {
    const wrong = new URL(postgres.url);
    wrong.password = 'not-the-password';
    const broker = { CISTERNA_LOG: 'kafka', KAFKA_BROKERS: await nowhere() };
    const service = await ServiceProcess.spawn('cisterna', { ...broker, DATABASE_URL: wrong.href });
    expect(await service.exited).toEqual({ code: 1, signal: null });
    expect(service.output).toMatch(/password authentication failed/);
    expect(service.output).not.toContain('not-the-password');
  });

  it('says that there is no such database, and exits with 1', async () => {
    const missing = new URL(postgres.url);
    missing.pathname = '/nowhere';
    const broker = { CISTERNA_LOG: 'kafka', KAFKA_BROKERS: await nowhere() };
    const service = await ServiceProcess.spawn('cisterna', { ...broker, DATABASE_URL: missing.href });
    expect(await service.exited).toEqual({ code: 1, signal: null });
    expect(service.output).toMatch(/database "nowhere" does not exist/);
  });

  it('says that the port is taken, and exits with 1', async () => {
    const environment = { CISTERNA_LOG: 'kafka', KAFKA_BROKERS: await nowhere(), DATABASE_URL: postgres.url };
    const first = await ServiceProcess.spawn('projector', environment);
    await eventually('the first listens', async () => (await first.health()) !== null);
    const second = await ServiceProcess.spawn('projector', environment, first.port);
    expect(await second.exited).toEqual({ code: 1, signal: null });
    expect(second.output).toContain(`127.0.0.1:${first.port} is in use by another process: set PORT`);
    await first.kill();
  });
});

describe('a database that can’t be reached', () => {
  it('is waited for, with a word in the log and growing waits, until the service is told to end', async () => {
    const environment = { CISTERNA_LOG: 'kafka', KAFKA_BROKERS: await nowhere() };
    const database = `postgres://cisterna:x@${await nowhere()}/cisterna`;
    const service = await ServiceProcess.spawn('projector', { ...environment, DATABASE_URL: database });
    const waits = (): number[] => [...service.output.matchAll(/"waitMs":(\d+)/g)].map(([, ms]) => Number(ms));
    await eventually('it has tried three times', () => waits().length >= 3);
    expect(service.output).toContain('database.unavailable');
    expect(waits().slice(0, 3)).toEqual([250, 500, 1000]);
    expect(service.running).toBe(true);
    expect(await service.stop()).toEqual({ code: 0, signal: null });
  });
});
