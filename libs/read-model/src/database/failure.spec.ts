import { QueryFailedError } from 'typeorm';
import { DatabaseUnavailable, Fenced, StaleState } from '../read-model.error.ts';
import { explained, isUniqueViolation } from './failure.ts';

const reported = (code: string): Error => Object.assign(new Error('as reported'), { code, severity: 'ERROR' });
const fromSocket = (code: string): Error => Object.assign(new Error('as from a socket'), { code });

describe('what a failure means', () => {
  it.each(['08006', '53300', '57P01', '57P03', '57014', '40001', '40P01', '55P03', '25006', '58030'])(
    'SQLSTATE %s passes by itself',
    code => {
      const error = reported(code);
      expect(explained(error)).toBeInstanceOf(DatabaseUnavailable);
      expect((explained(error) as Error).cause).toBe(error);
    },
  );

  it.each(['23505', '22P02', '42P01', '28P01', '57P04', 'XX000'])('SQLSTATE %s does not', code => {
    const error = reported(code);
    expect(explained(error)).toBe(error);
  });

  it.each(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'])('%s passes', code => {
    expect(explained(fromSocket(code))).toBeInstanceOf(DatabaseUnavailable);
  });

  it('a client library that says in words that the connection is gone, passes', () => {
    expect(explained(new Error('Connection terminated unexpectedly'))).toBeInstanceOf(DatabaseUnavailable);
  });

  it('looks into what TypeORM wraps', () => {
    const wrapped = (inner: Error) => new QueryFailedError('select 1', [], inner);
    expect(explained(wrapped(reported('57P01')))).toBeInstanceOf(DatabaseUnavailable);
    expect(explained(wrapped(fromSocket('ECONNRESET')))).toBeInstanceOf(DatabaseUnavailable);
    expect(explained(wrapped(reported('42601')))).toBeInstanceOf(QueryFailedError);
    expect(isUniqueViolation(wrapped(reported('23505')))).toBe(true);
  });

  it('leaves faults of programming alone', () => {
    const error = new TypeError('x is not a function');
    expect(explained(error)).toBe(error);
    expect(explained('a text')).toBe('a text');
  });

  it('leaves our own errors alone', () => {
    const own = [new Fenced('t', 0, { epoch: 1, position: null }, null), new StaleState(['P-1'])];
    expect(own.map(explained)).toEqual(own);
  });
});
