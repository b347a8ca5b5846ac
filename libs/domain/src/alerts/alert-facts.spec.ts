import { active, change, raised, seen, stall } from '../testing/alerts.ts';
import { changeBetween, factsAfter, isOpen, sameFacts, type AlertFacts } from './alert.ts';
import type { AlertTransition, Episode } from './episode.ts';

describe('the condition', () => {
  const of = (over: Partial<AlertFacts>): string => raised({ ...active, ...over }).view.condition;
  const kind = (name: Episode['kind'], cause: AlertFacts['cause']): string =>
    of({ episode: { ...stall, kind: name }, cause });

  it('follows the cause: active, then latched where the kind latches, else inactive', () => {
    expect([kind('motor-stall', 'active'), kind('motor-stall', 'ended')]).toEqual(['active', 'latched']);
    expect([kind('low-reservoir', 'active'), kind('low-reservoir', 'ended')]).toEqual(['active', 'inactive']);
    expect([kind('volume-discrepancy', 'active'), kind('volume-discrepancy', 'ended')]).toEqual(['latched', 'latched']);
  });

  it('is inactive once discharged, withdrawn, explanted or reset', () => {
    expect([
      of({ cause: 'discharged' }),
      of({ withdrawn: true }),
      of({ explanted: true }),
      of({ cause: 'ended', reset: true }),
    ]).toEqual(new Array(4).fill('inactive'));
  });
});

describe('a name for the change', () => {
  const ended: AlertFacts = { ...active, cause: 'ended' };
  const gone: AlertFacts = { ...active, cause: 'discharged' };

  it.each([
    ['raised', null, active],
    ['updated', active, ended],
    ['cleared', active, gone],
    ['cleared', ended, gone],
    ['raised', gone, active],
    ['updated', gone, { ...gone, explanted: true }],
    ['withdrawn', active, { ...active, withdrawn: true }],
    ['updated', { ...active, withdrawn: true }, { ...ended, withdrawn: true }],
    ['raised', { ...active, withdrawn: true }, ended],
  ] as const)('is %s', (name, former, next) => {
    expect(changeBetween(former, next)).toBe(name);
  });
});

describe('an alert is open', () => {
  const open = (over: Partial<AlertFacts>, acknowledged = false): boolean => {
    const record = raised({ ...active, ...over });
    return isOpen(acknowledged ? seen(record) : record);
  };

  it('while it is not inactive, acknowledged or not', () => {
    expect([open({}), open({}, true), open({ cause: 'ended' }, true)]).toEqual([true, true, true]);
  });

  it('and afterwards until somebody acknowledges it, which a reset does too', () => {
    expect([
      open({ cause: 'discharged' }),
      open({ cause: 'discharged' }, true),
      open({ cause: 'ended', reset: true }),
    ]).toEqual([true, false, false]);
  });

  it('never once withdrawn or explanted', () => {
    expect([open({ withdrawn: true }), open({ explanted: true })]).toEqual([false, false]);
  });
});

describe('facts after a transition', () => {
  it('keep what people did', () => {
    const former = { ...active, reset: true, lifted: true, withdrawn: true };
    expect(factsAfter(former, change('updated'))).toEqual({ ...active, reset: true, lifted: true });
    expect(
      ['raised', 'updated', 'ended', 'discharged'].map(
        what => factsAfter(null, change(what as AlertTransition['change'])).cause,
      ),
    ).toEqual(['active', 'active', 'ended', 'discharged']);
  });

  it('are compared member by member', () => {
    expect(sameFacts(active, factsAfter(active, change('updated')))).toBe(true);
    expect(sameFacts(active, factsAfter(active, change('updated', { ...stall, onsetAt: 1 })))).toBe(false);
  });
});
