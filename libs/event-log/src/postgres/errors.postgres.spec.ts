import { AppendRejected, LogUnavailable } from '../log-errors.ts';
import { toLogError } from './errors.postgres.ts';

const failure = (code?: string): Error => Object.assign(new Error('failed'), { code });

describe('what PostgreSQL’s driver throws', () => {
  it('is refused for good where a column can’t hold the value', () => {
    expect(toLogError(failure('22P05'))).toBeInstanceOf(AppendRejected);
  });

  it.each([failure('57P01'), failure('ECONNREFUSED'), failure('42P01'), failure(), 'a text'])(
    'is worth another try otherwise: %s',
    thrown => {
      const error = toLogError(thrown);
      expect(error).toBeInstanceOf(LogUnavailable);
      expect(error.cause).toBe(thrown);
    },
  );

  it('stays what it is when it is already in the port’s words', () => {
    const error = new LogUnavailable('away');
    expect(toLogError(error)).toBe(error);
  });
});
