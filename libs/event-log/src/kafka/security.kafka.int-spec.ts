import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBroker, type Broker } from '../../../../deploy/kafka/broker.ts';
import { freePort } from '../../../../deploy/kafka/free-port.ts';
import { describeWithKafka } from '../testing/test-brokers.ts';
import { testLog } from '../testing/test-log.ts';
import { KafkaEventLog } from './event-log.kafka.ts';
import type { KafkaConnection } from './settings.kafka.ts';
import { freshSettings } from './testing/fresh-settings.ts';

const password = 'not-a-secret';
const login = { username: 'cisterna', password };

/** A key store for 127.0.0.1 and its certificate, by the JDK's keytool. */
const makeCertificate = (folder: string): { keyStore: string; certificate: string } => {
  const keyStore = join(folder, 'broker.p12');
  const store = ['-keystore', keyStore, '-storepass', password, '-alias', 'broker'];
  const subject = ['-keyalg', 'EC', '-dname', 'CN=localhost', '-ext', 'san=ip:127.0.0.1,dns:localhost'];
  execFileSync('keytool', ['-genkeypair', ...store, ...subject], { stdio: 'ignore' });
  execFileSync('keytool', ['-exportcert', '-rfc', ...store, '-file', join(folder, 'broker.pem')], { stdio: 'ignore' });
  return { keyStore, certificate: readFileSync(join(folder, 'broker.pem'), 'utf8') };
};

const securityProperties = (
  ports: { tls: number; sasl: number; both: number },
  keyStore: string,
): Record<string, string> => {
  const listeners = [
    'PLAINTEXT://127.0.0.1:${port}',
    `SSL://127.0.0.1:${ports.tls}`,
    `SASL_PLAINTEXT://127.0.0.1:${ports.sasl}`,
    `SASL_SSL://127.0.0.1:${ports.both}`,
  ].join(',');
  const plain = `org.apache.kafka.common.security.plain.PlainLoginModule required user_cisterna="${password}";`;
  const scram = 'org.apache.kafka.common.security.scram.ScramLoginModule required;';
  const modules = ['sasl_plaintext', 'sasl_ssl'].flatMap(listener => [
    [`listener.name.${listener}.plain.sasl.jaas.config`, plain],
    [`listener.name.${listener}.scram-sha-256.sasl.jaas.config`, scram],
    [`listener.name.${listener}.scram-sha-512.sasl.jaas.config`, scram],
  ]);
  return {
    listeners: `${listeners},CONTROLLER://127.0.0.1:\${controllerPort}`,
    'advertised.listeners': listeners,
    'sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-256,SCRAM-SHA-512',
    'ssl.keystore.location': keyStore,
    'ssl.keystore.password': password,
    'ssl.keystore.type': 'PKCS12',
    ...(Object.fromEntries(modules) as Record<string, string>),
  };
};

describeWithKafka('a broker that wants TLS or a login', () => {
  let folder: string;
  let broker: Broker;
  let certificate: string;
  let ports: { tls: number; sasl: number; both: number };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cisterna-security-'));
    const made = makeCertificate(folder);
    certificate = made.certificate;
    ports = { tls: await freePort(), sasl: await freePort(), both: await freePort() };
    const users = ['SCRAM-SHA-256', 'SCRAM-SHA-512'].flatMap(name => [
      '--add-scram',
      `${name}=[name=cisterna,password=${password}]`,
    ]);
    broker = await startBroker({ properties: securityProperties(ports, made.keyStore), formatArguments: users });
  });
  afterAll(async () => {
    await broker.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const append = async (connection: KafkaConnection): Promise<void> => {
    const settings = { ...freshSettings(''), ...connection, appendTimeoutMs: 2_000 };
    const log = new KafkaEventLog(settings, testLog);
    try {
      await log.check().catch(() => undefined);
      await log.append([{ key: 'P-1', value: 'x' }]);
    } finally {
      await log.close();
    }
  };
  const at = (port: number): readonly string[] => [`127.0.0.1:${port}`];

  it.each(['plain', 'scram-sha-256', 'scram-sha-512'] as const)('lets us in with %s', async mechanism => {
    await append({ brokers: at(ports.sasl), sasl: { mechanism, ...login } });
  });

  it('lets us in with TLS, and with TLS and a login', async () => {
    await append({ brokers: at(ports.tls), ssl: { ca: [certificate] } });
    await append({
      brokers: at(ports.both),
      ssl: { ca: [certificate] },
      sasl: { mechanism: 'scram-sha-512', ...login },
    });
  });

  it.each([
    [
      'a wrong password',
      () => ({ brokers: at(ports.sasl), sasl: { mechanism: 'scram-sha-256' as const, ...login, password: 'wrong' } }),
    ],
    ['no login', () => ({ brokers: at(ports.sasl) })],
    ['a certificate that nobody vouches for', () => ({ brokers: at(ports.tls), ssl: true })],
    ['no TLS', () => ({ brokers: at(ports.tls) })],
  ])('is unavailable with %s', async (_, connection) => {
    await expect(append(connection())).rejects.toMatchObject({ code: 'log-unavailable' });
  });
});
