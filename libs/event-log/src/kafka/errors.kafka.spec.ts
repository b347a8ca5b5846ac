import kafkajs from 'kafkajs';
import { AppendRejected, LogUnavailable } from '../log-errors.ts';
import { brokerErrorType, isTooLarge, toLogError } from './errors.kafka.ts';

const { KafkaJSConnectionError, KafkaJSNonRetriableError } = kafkajs;
const broker = (type: string): Error => Object.assign(new Error(type), { type });
const wrapped = (cause: Error): Error => Object.assign(new KafkaJSNonRetriableError(cause), { cause });

describe('what kafkajs throws', () => {
  it('is refused for good where the broker refuses the records', () => {
    expect(toLogError(wrapped(wrapped(broker('INVALID_TIMESTAMP'))))).toBeInstanceOf(AppendRejected);
    expect(toLogError(broker('TOPIC_AUTHORIZATION_FAILED')).message).toContain('TOPIC_AUTHORIZATION_FAILED');
  });

  it.each([new KafkaJSConnectionError('no'), broker('NOT_LEADER_FOR_PARTITION'), 'a text', null])(
    'is worth another try otherwise: %s',
    thrown => {
      const error = toLogError(thrown);
      expect(error).toBeInstanceOf(LogUnavailable);
      expect(error.cause).toBe(thrown);
    },
  );

  it('stays what it is when it is already in the port’s words', () => {
    const error = new AppendRejected('no');
    expect(toLogError(error)).toBe(error);
  });

  it('is too large when the bottom of it says so', () => {
    expect(isTooLarge(wrapped(broker('MESSAGE_TOO_LARGE')))).toBe(true);
    expect(isTooLarge(broker('INVALID_TIMESTAMP'))).toBe(false);
  });

  it('may be wrapped in itself', () => {
    const endless: { cause?: unknown } = {};
    endless.cause = endless;
    expect(brokerErrorType(endless)).toBeNull();
  });
});
