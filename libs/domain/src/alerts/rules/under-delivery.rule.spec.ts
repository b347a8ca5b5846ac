import type { AlertView, PumpEvent } from '@cisterna/contract';
import { drawFlow, imaginedFlow } from '../../flow/testing/imagined-flow.ts';
import { alarm, cleared, explantation, mL, refill, registration, report } from '../../testing/facts.ts';
import { alertsAfter, Projection } from '../../testing/projection.ts';
import { lost, times, wait, written, type Line } from '../../testing/written.ts';

const unders = (views: readonly AlertView[]): readonly AlertView[] => views.filter(a => a.kind === 'under-delivery');
const conditions = (...lines: readonly Line[]): readonly string[] =>
  unders(alertsAfter(registration(), ...lines)).map(a => `${a.id.split(':').slice(2).join(':')} ${a.condition}`);
const of1000 = (deliveredNl: number): Line => report(deliveredNl, { programmedNl: 1000 });
const sixHours = times(6, of1000(0));

describe('under-delivery by reports', () => {
  it('is raised when 6 h of them say that nothing was delivered of what was programmed', () => {
    expect(conditions(...times(5, of1000(0)))).toEqual([]);
    expect(unders(alertsAfter(registration(), ...sixHours))).toMatchObject([
      { id: 'P-1:under-delivery:1:7:0', priority: 'high', condition: 'active', onsetAt: '2026-01-01T07:00:00Z', suppressedBy: [], evidence: [{ kind: 'no-delivery' }] },
    ]);
  });

  it('is not raised over a break or lost reports', () => {
    expect(conditions(...times(3, of1000(0)), wait(0.01), ...times(5, of1000(0)))).toEqual([]);
    expect(conditions(...times(3, of1000(0)), lost(), ...times(5, of1000(0)))).toEqual([]);
  });

  it('is latched with the first report within, and raised anew by another stretch', () => {
    expect(conditions(...sixHours, of1000(400))).toEqual(['1:7:0 active']);
    expect(conditions(...sixHours, of1000(900))).toEqual(['1:7:0 latched']);
    expect(conditions(...sixHours, of1000(900), ...sixHours)).toEqual(['1:7:0 latched', '1:14:0 active']);
  });

  it('is raised when the account of 24 h is under 85.5 %, and lasts until it is within', () => {
    const short = times(24, of1000(800));
    expect(conditions(...short)).toEqual(['1:25:0 active']);
    expect(conditions(...times(24, of1000(856)))).toEqual([]);
    expect(conditions(...short, ...times(9, of1000(1000)))).toEqual(['1:25:0 latched']);
    expect(unders(alertsAfter(registration(), ...times(24, report(80_000, { programmedNl: 400_000 }))))[0]?.detail).toBe(
      'Over 24 h the pump\'s own account is under 85.5 % of the programme, by 6.29 mL.',
    );
  });

  it('tells how often the motor has stalled', () => {
    const stall = [alarm('motor-stall'), cleared('motor-stall'), of1000(1000)];
    const [alert] = unders(alertsAfter(registration(), ...stall, ...stall, ...times(24, of1000(700))));
    expect(alert?.detail).toMatch(/The motor has stalled 2 times\.$/);
  });

  it('takes a second reason into the same episode', () => {
    const [alert, ...others] = unders(alertsAfter(registration(), ...times(20, of1000(1000)), ...times(8, of1000(0))));
    expect([alert?.evidence.map(e => e.kind), others]).toEqual([['account', 'no-delivery'], []]);
    expect(alert?.history.map(h => h.change)).toEqual(['raised', 'updated']);
  });

  it('is over with the pump', () => {
    expect(conditions(...sixHours, explantation())).toEqual(['1:7:0 inactive']);
  });
});

describe('under-delivery by a cycle or the sensed level', () => {
  it('is raised by the reconciliation that shows it', () => {
    const [alert] = unders(alertsAfter(registration(), refill(0, 20 * mL), report(16 * mL), refill(7 * mL, 20 * mL)));
    expect(alert?.detail).toBe('Since the last refill 13.00 mL left the reservoir, 16.00 mL were programmed: 81 %. Under 85.5 % and more than 2 mL short.');
  });

  it('is raised where the level stands still though the pump reports delivery', () => {
    const pump = drawFlow(5, { sensed: true, own: 1, days: 24, dailyNl: 600_000, fillNl: 38 * mL, fault: { factor: 0, onsetDay: 20, growDays: 0 } });
    const shifted = imaginedFlow(pump).map((e): PumpEvent => ({ ...e, seq: e.seq + 1 }));
    const [alert, ...others] = unders(new Projection().take([...written(registration()), ...shifted]).views);
    expect([alert?.condition, others]).toEqual(['active', []]);
    expect(alert?.detail).toMatch(/unreported or intermittent stall/);
  });
});

describe('under-delivery beside a stall', () => {
  const stall = alarm('motor-stall');
  const reasons = (...lines: readonly Line[]): readonly unknown[] => unders(alertsAfter(registration(), ...lines)).map(a => a.suppressedBy.map(s => s.reason));

  it('is a duplicate while motor-stall is open, whichever came first', () => {
    expect(reasons(stall, ...sixHours)).toEqual([['duplicate']]);
    expect(reasons(...sixHours, stall)).toEqual([['duplicate']]);
  });

  it('speaks for itself again once the stall is over', () => {
    const lines = [...times(24, of1000(500)), stall, cleared('motor-stall')];
    expect(reasons(...lines)).toEqual([['duplicate']]);
    expect(reasons(...lines, of1000(500))).toEqual([[]]);
    expect(conditions(...lines, of1000(500))).toEqual(['1:25:0 active']);
  });

  it('is no duplicate any more when its own cause is over', () => {
    expect(reasons(stall, ...sixHours, of1000(1000))).toEqual([[]]);
  });
});
