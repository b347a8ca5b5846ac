import { brokerUnavailable, startBroker } from '../../../../deploy/kafka/broker.ts';

/** A broker for tests, perhaps shared with other suites: use topic names of your own. */
export interface TestBrokers {
  readonly brokers: string;
  release(): Promise<void>;
}

const shared = process.env['CISTERNA_TEST_BROKERS'];
const required = process.env['REQUIRE_KAFKA'] === '1';

/** Why no real broker can be had here; null when one can, or when REQUIRE_KAFKA=1 says that its absence is a failure. */
export const kafkaMissing = (): string | null => (required || shared !== undefined ? null : brokerUnavailable());

/** `describe` where a real Kafka can be had; elsewhere a skipped one whose title says why. */
export const describeWithKafka = (name: string, suite: () => void): void => {
  const reason = kafkaMissing();
  if (reason === null) describe(name, suite);
  else describe.skip(`${name} (SKIPPED: ${reason})`, suite);
};

/** The brokers named by CISTERNA_TEST_BROKERS, else one of this suite's own. */
export const testBrokers = async (): Promise<TestBrokers> => {
  if (shared !== undefined) return { brokers: shared, release: () => Promise.resolve() };
  const broker = await startBroker();
  return { brokers: broker.brokers, release: () => broker.stop() };
};
