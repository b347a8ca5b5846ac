import { active, by, raised, stall } from '../testing/alerts.ts';
import { isOpen, withChange, type AlertFacts, type AlertRecord, type AlertStep } from './alert.ts';
import { commandAlert, endShelf, type AlertCommand, type CommandOutcome } from './command.ts';
import { longestShelfMs } from './shelf.ts';

const at = 6000;
const latched: AlertFacts = { ...active, cause: 'ended' };
const instant: AlertFacts = { ...active, episode: { ...stall, kind: 'volume-discrepancy' } };
/** A kind that does not latch, returned to normal. */
const returned: AlertFacts = { ...active, cause: 'ended', episode: { ...stall, kind: 'low-reservoir' } };

const acknowledge: AlertCommand = { kind: 'acknowledge', by: 'nurse', note: 'seen' };
const reset: AlertCommand = { kind: 'reset', by: 'doctor', note: 'interrogated' };
const unshelve: AlertCommand = { kind: 'unshelve', by: 'nurse' };
const shelve = (until: number, reason = 'in theatre'): AlertCommand => ({ kind: 'shelve', by: 'nurse', until, reason });

const done = (outcome: CommandOutcome | AlertStep): AlertRecord => {
  if (outcome === null || typeof outcome === 'string') throw new TypeError(String(outcome));
  return outcome.record;
};
const after = (record: AlertRecord, ...commands: readonly AlertCommand[]): AlertRecord =>
  commands.reduce((now, command) => done(commandAlert(now, command, { at })), record);
const last = ({ view }: AlertRecord): unknown => view.history.at(-1);

describe('an acknowledgement', () => {
  it('is noted with who, when and what was said, and leaves the alert open while its condition lasts', () => {
    const record = after(raised(), acknowledge);
    expect(record.view).toMatchObject({
      version: 2,
      condition: 'active',
      acknowledged: { at: '1970-01-01T00:00:06Z', by: 'nurse' },
    });
    expect(last(record)).toEqual({
      version: 2,
      change: 'acknowledged',
      at: '1970-01-01T00:00:06Z',
      by: 'nurse',
      note: 'seen',
    });
    expect(isOpen(record)).toBe(true);
  });

  it('has no note where none was given', () => {
    expect(last(after(raised(), { ...acknowledge, note: null }))).not.toHaveProperty('note');
  });

  it('again, by whomever, changes nothing', () => {
    expect(commandAlert(after(raised(), acknowledge), { ...acknowledge, by: 'other' }, { at })).toBeNull();
  });

  it('closes what has returned by itself', () => {
    const record = raised(returned);
    expect([isOpen(record), isOpen(after(record, acknowledge))]).toEqual([true, false]);
  });

  it.each<[string, Partial<AlertFacts>]>([
    ['withdrawn', { withdrawn: true }],
    ['of an explanted pump', { explanted: true }],
  ])('of an alert that is %s changes nothing: nobody has anything to see', (_, over) => {
    expect(commandAlert(raised({ ...active, ...over }), acknowledge, { at })).toBeNull();
  });

  it('never stands before what it follows, though a clock went back', () => {
    expect(done(commandAlert(raised(), acknowledge, { at: 1 })).view.acknowledged?.at).toBe('1970-01-01T00:00:05Z');
  });
});

describe('a shelf', () => {
  const shelved = after(raised(), shelve(at + 1000));

  it('says who, until when and why, and why nobody is notified', () => {
    expect(shelved.view).toMatchObject({
      shelved: { until: '1970-01-01T00:00:07Z', by: 'nurse', reason: 'in theatre' },
      suppressedBy: [
        { reason: 'shelved', detail: 'Shelved by nurse until 1970-01-01T00:00:07Z: in theatre' },
      ],
    });
    expect(last(shelved)).toMatchObject({ change: 'shelved', by: 'nurse', note: 'in theatre' });
  });

  it('is replaced by another, and the same again changes nothing', () => {
    expect(after(shelved, shelve(at + 2000)).view).toMatchObject({ version: 3, suppressedBy: [{ reason: 'shelved' }] });
    expect(commandAlert(shelved, shelve(at + 1000), { at })).toBeNull();
  });

  it('ends within 24 h, and not in the past', () => {
    for (const until of [at, at - 1, at + longestShelfMs + 1])
      expect(commandAlert(raised(), shelve(until), { at })).toBe('until-out-of-range');
    expect(after(raised(), shelve(at + longestShelfMs)).view.shelved).not.toBeNull();
  });

  it('stays beside what else suppresses the alert', () => {
    const hidden = raised({ ...active, episode: { ...stall, suppressedUntil: 9000 } });
    const both = after(hidden, shelve(at + 1000));
    expect(both.view.suppressedBy.map(s => s.reason)).toEqual(['shelved', 'mri-window']);
    expect(after(both, unshelve).view.suppressedBy.map(s => s.reason)).toEqual(['mri-window']);
  });

  it('is ended by a person, once', () => {
    const back = after(shelved, unshelve);
    expect(back.view).toMatchObject({ shelved: null, suppressedBy: [] });
    expect(last(back)).toMatchObject({ change: 'unshelved', by: 'nurse' });
    expect(commandAlert(back, unshelve, { at })).toBeNull();
  });

  it('ends by itself when its time has come, once', () => {
    const time = (now: number) => ({ now, at: now });
    expect(endShelf(shelved, time(6999))).toBeNull();
    const ended = done(endShelf(shelved, time(7000)));
    expect(ended.view).toMatchObject({ version: 3, shelved: null, suppressedBy: [] });
    expect(last(ended)).toEqual({ version: 3, change: 'unshelved', at: '1970-01-01T00:00:07Z', by: null });
    expect(endShelf(ended, time(8000))).toBeNull();
  });

  it('is ended by a rise in priority, and suppresses no more; the history keeps it', () => {
    const worse: AlertFacts = { ...active, episode: { ...stall, priority: 'high' } };
    const risen = withChange(after(shelved, acknowledge), 'updated', worse, by(6500));
    expect(risen.view).toMatchObject({ shelved: null, acknowledged: null, suppressedBy: [] });
    expect(risen.view.history.map(h => h.change)).toEqual(['raised', 'shelved', 'acknowledged', 'updated']);
  });

  it('goes on suppressing through a change that is no rise, until its time has come', () => {
    const reasons = (now: number) =>
      withChange(shelved, 'updated', latched, by(now)).view.suppressedBy.map(s => s.reason);
    expect([reasons(6999), reasons(7000)]).toEqual([['shelved'], []]);
  });

  it('of what is not open changes nothing', () => {
    expect(commandAlert(after(raised(returned), acknowledge), shelve(at + 1000), { at })).toBeNull();
  });
});

describe('a reset', () => {
  it('ends a latched alert whose cause is over, and counts as acknowledgement', () => {
    const record = after(raised(latched), reset);
    expect(record.view).toMatchObject({
      condition: 'inactive',
      clearedAt: '1970-01-01T00:00:06Z',
      acknowledged: { by: 'doctor' },
    });
    expect(last(record)).toMatchObject({ change: 'reset', by: 'doctor', note: 'interrogated' });
    expect([isOpen(record), record.facts.reset]).toEqual([false, true]);
    expect(commandAlert(record, reset, { at })).toBeNull();
  });

  it('leaves who had acknowledged before', () => {
    expect(after(raised(latched), acknowledge, reset).view.acknowledged?.by).toBe('nurse');
  });

  it('is refused while the cause lasts, save for an instant, which has none', () => {
    expect(commandAlert(raised(), reset, { at })).toBe('condition-still-active');
    expect(after(raised(instant), reset).view.condition).toBe('inactive');
  });

  it('acknowledges what has returned by itself, whichever came first', () => {
    const record = raised(returned);
    expect(isOpen(after(record, reset))).toBe(false);
    expect(commandAlert(after(record, acknowledge), reset, { at })).toBeNull();
  });
});
