import type { AlertRuleChanges, AlertView } from '@cisterna/contract';
import { foldHistory } from '../history/fold-history.ts';
import { alarm, atHour, cleared, mL, mri, registration, refill, report } from '../testing/facts.ts';
import { record, times, written, type Line } from '../testing/written.ts';
import { silentAt } from '../view/pump-view.ts';
import { alertRulesWith, defaultAlertRules, type AlertRules } from './alert-rules.ts';
import type { AlertRecord, AlertStep } from './alert.ts';
import { decideCalendar, emptyCalendar } from './calendar.ts';
import { commandAlert } from './command.ts';
import { clockAlone } from './deadlines/occasion.ts';
import { settleAlerts } from './settle.ts';

const settled = (
  rules: AlertRules,
  stored: readonly AlertRecord[],
  ...lines: readonly Line[]
): readonly AlertStep[] => {
  const { state, transitions } = foldHistory(null, 'P-1', written(registration(), ...lines), rules);
  return settleAlerts({
    pump: state,
    transitions,
    stored,
    refoldedFrom: null,
    lifted: null,
    rules,
    decidedAt: () => atHour(90),
  });
};
const viewsOf = (changes: AlertRuleChanges, ...lines: readonly Line[]): readonly AlertView[] =>
  settled(alertRulesWith(changes), [], ...lines).map(({ record: { view } }) => view);
const stallAs = (priority: 'high' | 'medium' | 'low'): AlertRules =>
  alertRulesWith({ rules: { 'motor-stall': { priority } } });
const stall = alarm('motor-stall');

describe('the rules of a clinic that has set nothing', () => {
  it('are those of the contract', () => {
    expect(defaultAlertRules.thresholds).toEqual({
      silentAfterIntervals: 2,
      silentAfterSeconds: 60,
      mriSuppressionSeconds: 4 * 3_600,
      nothingDeliveredSeconds: 6 * 3_600,
    });
    expect(alertRulesWith({ rules: { 'motor-stall': { priority: null } }, thresholds: null })).toEqual(
      defaultAlertRules,
    );
  });

  it('give the same as no rules at all', () => {
    const events = written(registration(), refill(0, 9 * mL), stall, ...times(30, report(0, { programmedNl: 1000 })));
    expect(foldHistory(null, 'P-1', events, alertRulesWith({}))).toEqual(foldHistory(null, 'P-1', events));
  });
});

describe('a priority that a clinic has set', () => {
  it('is that of each alert of the kind, and of no other', () => {
    const shown = viewsOf({ rules: { 'motor-stall': { priority: 'low' } } }, stall, alarm('memory-error'));
    expect(shown.map(({ kind, priority }) => [kind, priority])).toEqual([
      ['motor-stall', 'low'],
      ['device-fault', 'low'],
    ]);
    expect(
      viewsOf({ rules: { 'device-fault': { priority: 'high' } } }, stall, alarm('memory-error')).map(v => v.priority),
    ).toEqual(['high', 'high']);
  });

  it('is taken over by an open alert under its id at the next decision, once', () => {
    const stored = [settled(defaultAlertRules, [], stall)[0]!.record];
    const [step, ...others] = settled(stallAs('medium'), stored, stall);
    expect(others).toEqual([]);
    expect([step?.change, step?.record.view.id, step?.record.view.priority]).toEqual([
      'updated',
      'P-1:motor-stall:1:2:0',
      'medium',
    ]);
    expect(settled(stallAs('medium'), [step!.record], stall)).toEqual([]);
    expect(settled(defaultAlertRules, [step!.record], stall).map(({ record: r }) => r.view.priority)).toEqual(['high']);
  });

  it('ends acknowledgement and shelve where it is higher, and leaves them where it is lower', () => {
    const acknowledged = (rules: AlertRules): AlertRecord => {
      const { record: raised } = settled(rules, [], stall)[0]!;
      return (commandAlert(raised, { kind: 'acknowledge', by: 'nurse', note: null }, { at: atHour(90) }) as AlertStep)
        .record;
    };
    const [risen] = settled(stallAs('high'), [acknowledged(stallAs('low'))], stall);
    const [fallen] = settled(stallAs('low'), [acknowledged(stallAs('high'))], stall);
    expect([risen?.record.view.acknowledged, fallen?.record.view.acknowledged?.by]).toEqual([null, 'nurse']);
  });

  it('changes nothing about an alert that is closed', () => {
    const [first] = settled(defaultAlertRules, [], alarm('replacement-due'));
    const closed = settled(defaultAlertRules, [first!.record], alarm('replacement-due'), cleared('replacement-due'))[0]!
      .record;
    const seen = (
      commandAlert(closed, { kind: 'acknowledge', by: 'nurse', note: null }, { at: atHour(90) }) as AlertStep
    ).record;
    const rules = alertRulesWith({ rules: { 'replacement-due': { priority: 'high' } } });
    expect(settled(rules, [seen], alarm('replacement-due'), cleared('replacement-due'))).toEqual([]);
  });
});

describe('a threshold that a clinic has set', () => {
  const nothing = (hours: number): readonly Line[] => times(hours, report(0, { programmedNl: 1000 }));

  it('says after how long without delivery it is under-delivery, and the evidence says so', () => {
    const changes = { thresholds: { nothingDeliveredSeconds: 3 * 3_600 } };
    const kinds = (hours: number): readonly string[] => viewsOf(changes, ...nothing(hours)).map(({ kind }) => kind);
    expect([kinds(2), kinds(3)]).toEqual([[], ['under-delivery']]);
    expect(viewsOf(changes, ...nothing(3))[0]?.detail).toContain('Reports covering 3 h say that nothing was delivered');
    expect(viewsOf({ thresholds: { nothingDeliveredSeconds: 12 * 3_600 } }, ...nothing(11))).toEqual([]);
  });

  it('says for how long an MRI window hides a stall', () => {
    const until = (seconds: number): number | null | undefined => {
      const rules = alertRulesWith({ thresholds: { mriSuppressionSeconds: seconds } });
      return foldHistory(null, 'P-1', written(registration(), record(mri(1, 40)), stall), rules).state.alerts.open[0]
        ?.suppressedUntil;
    };
    expect([until(2 * 3_600), until(10 * 3_600), until(0)]).toEqual([atHour(3), atHour(11), null]);
  });

  it('says from when on a pump is silent, in the read model and for the alert alike', () => {
    const rules = alertRulesWith({ thresholds: { silentAfterIntervals: 5, silentAfterSeconds: 0 } });
    const { state } = foldHistory(null, 'P-1', written(registration()), rules);
    const deadline = silentAt(state, [], rules)!;
    expect(deadline - silentAt(state)!).toBe((3 * 3_600 - 60) * 1000);
    const told = (now: number) =>
      decideCalendar(state, emptyCalendar, { ...clockAlone(state, now), rules }).transitions;
    expect(told(deadline)).toEqual([]);
    expect(told(deadline + 1).map(({ change, episode }) => `${change} ${episode.kind}`)).toEqual([
      'raised pump-silent',
    ]);
    expect(told(deadline + 1)[0]?.episode.evidence[0]?.text).toContain('5 report intervals and 0 s are over');
  });
});
