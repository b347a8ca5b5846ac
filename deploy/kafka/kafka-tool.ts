import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { BrokerError } from './broker-error.ts';
import { kafkaJars } from './kafka-jars.ts';

/**
 * Runs one of Apache Kafka's own command-line tools, such as `org.apache.kafka.tools.ConsoleProducer`, and resolves to what it printed.
 * @throws BrokerError with what it complained about when it fails
 */
export const runKafkaTool = async (tool: string, args: readonly string[], input = ''): Promise<string> => {
  const child = spawn('java', ['-Xmx256m', '-cp', join(await kafkaJars(), '*'), tool, ...args]);
  const printed = Promise.all([text(child.stdout), text(child.stderr)]);
  const ended = once(child, 'exit');
  child.stdin.end(input);
  const [output, complaint] = await printed;
  const [code] = (await ended) as [number | null];
  if (code !== 0) throw new BrokerError(`${tool} failed: ${complaint || output}`);
  return output;
};
