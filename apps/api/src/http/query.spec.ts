import { flagParameter, limitParameter, requiredWordParameter } from './parameter.ts';
import { Problem } from './problem.ts';
import { readQuery, type RawQuery } from './query.ts';

const table = { limit: limitParameter, confirm: flagParameter(''), metric: requiredWordParameter('', ['a', 'b']) };

const refusal = (raw: RawQuery): Problem => {
  try {
    readQuery(table, raw);
  } catch (error) {
    if (error instanceof Problem) return error;
  }
  throw new Error('The query was taken.');
};

describe('readQuery', () => {
  it('gives every parameter its value or its default, and ignores what it does not know', () => {
    expect(readQuery(table, { metric: 'b', limit: '7', colour: 'red' })).toEqual({
      limit: 7,
      confirm: false,
      metric: 'b',
    });
  });

  it('names every fault at once, in the order of the table', () => {
    const problem = refusal({ confirm: 'yes', limit: ['1', '2'] });
    expect(problem.status).toBe(400);
    expect(problem.body()).toEqual({
      type: 'about:blank',
      title: 'Bad Request',
      status: 400,
      code: 'invalid-parameter',
      detail: 'limit must be given once; confirm must be true or false; metric is missing',
      errors: [
        { pointer: '/query/limit', detail: 'limit must be given once' },
        { pointer: '/query/confirm', detail: 'confirm must be true or false' },
        { pointer: '/query/metric', detail: 'metric is missing' },
      ],
    });
  });

  it('takes nothing from the prototype of what it reads', () => {
    expect(readQuery({ toString: limitParameter }, {})).toEqual({ toString: 100 });
  });
});
