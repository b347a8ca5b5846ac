import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brokerUnavailable, startBroker, type Broker } from './broker.ts';
import { runKafkaTool } from './kafka-tool.ts';

const reason = brokerUnavailable();
const required = process.env['REQUIRE_KAFKA'] === '1';
const suite = reason === null || required ? describe : describe.skip;
const title = reason === null ? 'a broker of our own' : `a broker of our own (SKIPPED: ${reason})`;
const folders = async (): Promise<string[]> =>
  (await readdir(tmpdir())).filter(name => name.startsWith(`cisterna-kafka-${process.pid}-`));

suite(title, () => {
  let dataDir: string;
  let broker: Broker;

  const topics = (...args: readonly string[]): Promise<string> =>
    runKafkaTool('org.apache.kafka.tools.TopicCommand', ['--bootstrap-server', broker.brokers, ...args]);

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'cisterna-broker-spec-'));
    broker = await startBroker({ dataDir });
  });
  afterAll(async () => {
    await broker.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('serves when its start resolves, and keeps its data over a kill and a restart', async () => {
    await topics('--create', '--topic', 'kept', '--partitions', '3');
    await broker.kill();
    await broker.restart();
    expect(await topics('--describe', '--topic', 'kept')).toContain('PartitionCount: 3');
  });

  it('refuses a port that is taken and says so', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await expect(startBroker({ port })).rejects.toThrow(`port ${port} on 127.0.0.1 is taken`);
    server.close();
  });

  it('says what the broker said when it does not start', async () => {
    await expect(startBroker({ properties: { 'log.retention.hours': 'soon' } })).rejects.toThrow(
      /log\.retention\.hours/,
    );
  });

  it('creates no topics by itself', async () => {
    const args = ['--bootstrap-server', broker.brokers, '--topic', 'unknown', '--command-property', 'max.block.ms=500'];
    await runKafkaTool('org.apache.kafka.tools.ConsoleProducer', args, 'record\n');
    expect(await topics('--list')).not.toContain('unknown');
  });

  it('leaves nothing behind at its stop, which may come twice, nor when it does not start', async () => {
    const temporary = await startBroker();
    expect(await folders()).toHaveLength(1);
    await temporary.stop();
    await temporary.stop();
    await expect(startBroker({ properties: { 'node.id': 'one' } })).rejects.toThrow('Invalid value one');
    expect(await folders()).toEqual([]);
  });
});
