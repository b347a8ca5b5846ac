import {
  DatabaseUnavailable,
  DatabaseUnfit,
  Fenced,
  FeedPositionUnknown,
  InvalidCursor,
  StaleState,
} from './read-model.error.ts';

const cause = new Error('connect ECONNREFUSED 127.0.0.1:5432');
const place = { epoch: 2, position: 5n };
const errors = [
  new DatabaseUnavailable(cause),
  new DatabaseUnfit('permission', 'permission denied for schema public', cause),
  new Fenced('pump.telemetry.v1', 3, place, null),
  new StaleState(['P-1', 'P-2'], cause),
  new InvalidCursor(),
  new FeedPositionUnknown('abc'),
];

describe('the errors of the read model', () => {
  it('have each a code of their own and say whether trying again can help', () => {
    expect(errors.map(({ code, retriable }) => [code, retriable])).toEqual([
      ['database-unavailable', true],
      ['database-unfit', false],
      ['fenced', false],
      ['stale-state', true],
      ['invalid-cursor', false],
      ['feed-position-unknown', false],
    ]);
  });

  it('keep their cause, and say in words what it was', () => {
    expect(errors.map(error => error.cause)).toEqual([cause, cause, undefined, cause, undefined, undefined]);
    expect(errors[0]?.message).toBe("The database can't be used now: Error: connect ECONNREFUSED 127.0.0.1:5432");
    expect(errors[1]?.message).toContain('permission denied for schema public');
  });

  it('name whom they are about, but not thousands of them', () => {
    expect(errors[2]?.message).toContain('Partition 3 of pump.telemetry.v1');
    const many = new StaleState(Array.from({ length: 9999 }, (_, index) => `P-${index}`));
    expect(many.pumpIds).toHaveLength(9999);
    expect(many.message.length).toBeLessThan(150);
  });
});
