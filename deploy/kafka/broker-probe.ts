import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { BrokerError } from './broker-error.ts';

const attemptMs = 2_000;
const pauseMs = 100;

const text = (value: string): Buffer => {
  const length = Buffer.alloc(2);
  length.writeInt16BE(value.length);
  return Buffer.concat([length, Buffer.from(value)]);
};
const group = text('cisterna-probe');
const none = -1;

/**
 * Requests of Kafka's wire protocol that only a broker in service answers without an error: a coordinator of a group
 * (creates the offsets topic), an identity for an idempotent producer, offsets (the coordinator has loaded its partition).
 * `errorAt` is where the error code stands in the answer, after the correlation id; -2: at its end.
 */
const questions = [
  { apiKey: 10, version: 0, body: group, errorAt: 4 },
  { apiKey: 22, version: 0, body: Buffer.from([0xff, 0xff, 0, 0, 0xff, 0xff]), errorAt: 8 },
  { apiKey: 9, version: 2, body: Buffer.concat([group, Buffer.alloc(4)]), errorAt: -2 },
] as const;

const request = ({ apiKey, version, body }: (typeof questions)[number]): Buffer => {
  const head = Buffer.alloc(12);
  head.writeInt16BE(apiKey, 4);
  head.writeInt16BE(version, 6);
  const message = Buffer.concat([head, text('cisterna-probe'), body]);
  message.writeInt32BE(message.length - 4);
  return message;
};

const ask = (address: string, question: (typeof questions)[number]): Promise<number> =>
  new Promise(resolve => {
    const colon = address.lastIndexOf(':');
    const socket = connect({ host: address.slice(0, colon), port: Number(address.slice(colon + 1)) });
    let answer = Buffer.alloc(0);
    const finish = (code: number): void => {
      socket.destroy();
      resolve(code);
    };
    socket.setTimeout(attemptMs, () => {
      finish(none);
    });
    socket.once('error', () => {
      finish(none);
    });
    socket.once('close', () => {
      finish(none);
    });
    socket.on('data', chunk => {
      answer = Buffer.concat([answer, chunk]);
      if (answer.length < 4 || answer.length < 4 + answer.readInt32BE()) return;
      const payload = answer.subarray(4);
      finish(payload.readInt16BE(question.errorAt < 0 ? payload.length + question.errorAt : question.errorAt));
    });
    socket.write(request(question));
  });

/**
 * Resolves once the broker at `address` (`host:port`) takes writes and has its group coordinator loaded.
 * @throws BrokerError when `alive` turns false or `deadlineMs` have passed
 */
export const whenServing = async (address: string, alive: () => boolean, deadlineMs = 60_000): Promise<void> => {
  const deadline = Date.now() + deadlineMs;
  for (const question of questions) {
    while ((await ask(address, question)) !== 0) {
      if (!alive()) throw new BrokerError('the broker ended while starting');
      if (Date.now() > deadline) throw new BrokerError(`no broker served ${address} within ${deadlineMs} ms`);
      await pause(pauseMs);
    }
  }
  if (!alive()) throw new BrokerError(`something else serves ${address}`);
};
