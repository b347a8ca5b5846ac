import { HttpException } from '@nestjs/common';
import { LogUnavailable } from '@cisterna/event-log';
import { DatabaseUnavailable, InvalidCursor } from '@cisterna/read-model';
import { Problem, problemKind } from './problem.ts';
import { isAway, problemOf } from './problem-of.ts';

const withCode = (code: string, message = ''): Error => Object.assign(new Error(message), { code });

describe('problemOf', () => {
  it('passes problems on as they are', () => {
    const problem = new Problem('forbidden', 'no');
    expect(problemOf(problem)).toBe(problem);
  });

  it.each([
    [new DatabaseUnavailable(new Error('gone')), 'unavailable'],
    [new LogUnavailable('gone'), 'unavailable'],
    [withCode('ECONNREFUSED'), 'unavailable'],
    [withCode('57P01'), 'unavailable'],
    [withCode('08006'), 'unavailable'],
    [new Error('Connection terminated unexpectedly'), 'unavailable'],
    [new Error('wrapped', { cause: withCode('EPIPE') }), 'unavailable'],
    [new AggregateError([withCode('ECONNREFUSED')]), 'unavailable'],
    [new InvalidCursor(), 'invalid-parameter'],
    [new HttpException('', 413), 'payload-too-large'],
    [new HttpException('', 415), 'unsupported-media-type'],
    [new HttpException('', 404), 'not-found'],
    [withCode('FST_ERR_BAD_URL'), 'not-found'],
    [withCode('42P01', 'no such table'), 'internal'],
    [new TypeError('a bug'), 'internal'],
    ['thrown text', 'internal'],
    [null, 'internal'],
  ])('answers %s with %s', (error, code) => {
    expect(problemOf(error).code).toBe(code);
  });

  it('keeps the cause for the log and tells the caller nothing of it', () => {
    const cause = new Error('secret');
    const problem = problemOf(cause);
    expect(problem.cause).toBe(cause);
    expect(JSON.stringify(problem.body())).not.toContain('secret');
  });

  it('says that only an absent store is worth a retry', () => {
    expect(problemOf(new LogUnavailable('')).retriable).toBe(true);
    expect(problemOf(new LogUnavailable('')).headers).toEqual({ 'retry-after': '1' });
    expect(problemOf(new Error('')).retriable).toBe(false);
  });

  it('gives up on causes that go round in a circle', () => {
    const error = new Error('round');
    error.cause = error;
    expect(isAway(error)).toBe(false);
  });

  it('has a status for each code, 422 for that of a dead letter', () => {
    expect([problemKind('pump-not-found').status, problemKind('not-json').status]).toEqual([404, 422]);
  });
});
