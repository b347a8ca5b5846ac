import fc from 'fast-check';
import { parseTime } from '@cisterna/contract';
import { by, raised, stall } from '../testing/alerts.ts';
import { withChange, type AlertFacts, type AlertRecord } from './alert.ts';
import { commandAlert, endShelf, type AlertCommand } from './command.ts';

type Turn = { readonly say: (now: number) => AlertCommand } | { readonly over: Partial<AlertFacts> } | 'clock';

const said = (command: AlertCommand): Turn => ({ say: () => command });

const turn: fc.Arbitrary<Turn> = fc.oneof(
  fc.constantFrom<Turn>(
    said({ kind: 'acknowledge', by: 'nurse', note: 'seen' }),
    said({ kind: 'reset', by: 'doctor', note: 'interrogated' }),
    said({ kind: 'unshelve', by: 'nurse' }),
    'clock',
  ),
  fc.integer({ min: 1, max: 4000 }).map((ms): Turn => ({ say: now => ({ kind: 'shelve', by: 'nurse', until: now + ms, reason: 'r' }) })),
  fc.constantFrom<Turn>({ over: {} }, { over: { cause: 'ended' } }, { over: { withdrawn: true } }, { over: { episode: { ...stall, priority: 'high' } } }),
);

/** A command once more, on what it left, must change nothing. */
const commanded = (record: AlertRecord, command: AlertCommand, at: number): AlertRecord => {
  const outcome = commandAlert(record, command, { at });
  if (typeof outcome === 'string') return record;
  const next = outcome?.record ?? record;
  expect(commandAlert(next, command, { at })).toBeNull();
  return next;
};

const after = (record: AlertRecord, what: Turn, now: number): AlertRecord => {
  if (what === 'clock') return endShelf(record, { now, at: now })?.record ?? record;
  if ('say' in what) return commanded(record, what.say(now), now);
  return withChange(record, 'updated', { ...record.facts, ...what.over }, by(now));
};

const expectSound = ({ view }: AlertRecord): void => {
  expect(view.history.map(h => h.version)).toEqual(view.history.map((_, index) => index + 1));
  expect(view.version).toBe(view.history.length);
  const times = view.history.map(h => parseTime(h.at) ?? NaN);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(view.suppressedBy.some(s => s.reason === 'shelved') && view.shelved === null).toBe(false);
};

describe('people and machine taking turns', () => {
  it('leave a history without a gap, each command applied once', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ wait: fc.nat(2000), what: turn }), { maxLength: 20 }), turns => {
        let [record, now] = [raised(), 5000];
        for (const { wait, what } of turns) {
          now += wait;
          record = after(record, what, now);
          expectSound(record);
        }
      }),
    );
  });
});
