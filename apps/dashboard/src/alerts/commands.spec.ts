import { applies, commandBody, commandCalls, runAll, type Outcome } from './commands.ts';
import { alertOf } from './testing/alert.fixture.ts';

const seen = { at: '2026-10-28T00:00:00Z', by: 'Anna' };
const shelved = { until: '2026-10-28T04:00:00Z', by: 'Anna', reason: 'known' };

describe('the commands that apply to an alert', () => {
  it.each([
    ['new', alertOf(), ['acknowledge', 'shelve']],
    ['acknowledged', alertOf({ acknowledged: seen }), ['shelve']],
    ['shelved', alertOf({ acknowledged: seen, shelved }), ['unshelve']],
    ['latched', alertOf({ condition: 'latched' }), ['acknowledge', 'shelve', 'reset']],
    ['over but unseen', alertOf({ condition: 'inactive' }), ['acknowledge']],
    ['over', alertOf({ condition: 'inactive', acknowledged: seen }), []],
  ])('when it is %s', (_, alert, expected) => {
    expect(commandCalls.filter(call => applies(call, alert))).toEqual(expected);
  });
});

describe('the body of a command', () => {
  const words = { by: ' Anna ', note: ' called ', until: shelved.until };

  it('holds what the call takes', () => {
    expect(commandBody('acknowledge', words)).toEqual({ by: 'Anna', note: 'called' });
    expect(commandBody('shelve', words)).toEqual({ by: 'Anna', until: shelved.until, reason: 'called' });
    expect(commandBody('unshelve', words)).toEqual({ by: 'Anna' });
    expect(commandBody('reset', words)).toEqual({ by: 'Anna', note: 'called' });
  });

  it('leaves out the name that a key says, and an empty note', () => {
    expect(commandBody('acknowledge', { by: '', note: ' ', until: '' })).toEqual({});
  });
});

describe('many at once', () => {
  const refusing = async (item: number, refusals: readonly number[]): Promise<void> => {
    await Promise.resolve();
    if (refusals.includes(item)) throw new Error(`not ${item}`);
  };

  it('tells of each, and one refusal stops no other', async () => {
    const told: Outcome<number>[] = [];
    await runAll([1, 2, 3, 4, 5, 6], item => refusing(item, [2, 5]), outcome => told.push(outcome));
    expect(told.map(({ item }) => item).sort()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(told.filter(({ refusal }) => refusal !== null).map(({ item }) => item).sort()).toEqual([2, 5]);
  });

  it('works on no more than a few at a time', async () => {
    let [now, most] = [0, 0];
    const work = async (): Promise<void> => {
      now += 1;
      most = Math.max(most, now);
      await Promise.resolve();
      now -= 1;
    };
    await runAll(Array.from({ length: 20 }, (_, index) => index), work, () => undefined, 3);
    expect(most).toBe(3);
  });
});
