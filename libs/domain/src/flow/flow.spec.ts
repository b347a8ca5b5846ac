import fc from 'fast-check';
import { formatTime } from '@cisterna/contract';
import { atHour, fact, mL, programme, refill, report } from '../testing/facts.ts';
import { history } from '../testing/histories.ts';
import { times, wait, written, type Line } from '../testing/written.ts';
import { initialFlow, type Flow } from './flow.ts';
import { drawFlow, imaginedFlow } from './testing/imagined-flow.ts';
import { watchFlow } from './testing/watched-flow.ts';

const after = (...lines: readonly Line[]): Flow => watchFlow(written(...lines)).flow;

const of1000 = (deliveredNl: number): Line => report(deliveredNl, { programmedNl: 1000 });
const asked = (programmedNl: number): Line => report(programmedNl, { programmedNl });

describe('the reasons for under-delivery', () => {
  it('begin with 6 h of nothing and end with a report within', () => {
    expect(after(...times(6, of1000(0))).under).toEqual(['nothing']);
    expect(after(...times(6, of1000(0)), of1000(400)).under).toEqual(['nothing']);
    expect(after(...times(6, of1000(0)), of1000(900)).under).toEqual([]);
  });

  it('begin with a short account over 24 h and end when 24 h are within again', () => {
    const short = times(24, of1000(800));
    expect(after(...short).under).toEqual(['account']);
    expect(after(...short, ...times(10, of1000(1000))).under).toEqual([]);
    expect(after(...short, wait(1), of1000(1000)).under).toEqual(['account']);
  });

  it('can be several', () => {
    expect(after(...times(20, of1000(1000)), ...times(7, of1000(0))).under).toEqual(['account', 'nothing']);
  });
});

describe('a cycle between refills', () => {
  const filled = refill(0, 20 * mL);

  it('is held against the sum of what was programmed', () => {
    expect(after(filled, asked(6 * mL), asked(7 * mL)).programmedNl).toBe(13 * mL);
    expect(after(filled, asked(13 * mL), refill(4 * mL, 20 * mL))).toMatchObject({ programmedNl: 0, over: ['reconciled'] });
    expect(after(filled, asked(16 * mL), refill(7 * mL, 20 * mL)).under).toEqual(['reconciled']);
  });

  it('ends by a sound one what a former one began', () => {
    const over = [filled, asked(13 * mL), refill(4 * mL, 20 * mL)];
    expect(after(...over, asked(16 * mL), refill(4 * mL, 20 * mL)).over).toEqual([]);
  });

  it('that says nothing ends nothing: without a programme', () => {
    const over = [filled, asked(13 * mL), refill(4 * mL, 20 * mL)];
    expect(after(...over, refill(4 * mL, 20 * mL)).over).toEqual(['reconciled']);
  });

  it('has the last word over the sensed level', () => {
    const pump = drawFlow(31, { sensed: true, own: 1, dailyNl: 800_000, fillNl: 38 * mL, fault: { factor: 1.4, onsetDay: 10, growDays: 0 }, days: 25 });
    const { flow } = watchFlow(imaginedFlow(pump));
    expect(flow.over).toEqual(['sensed']);
    const left = 38 * mL - flow.programmedNl;
    const at = flow.coverage?.through ?? 0;
    const [found] = written(refill(left, 38 * mL));
    const sound = watchFlow([...imaginedFlow(pump), ...(found === undefined ? [] : [{ ...found, at }])]);
    expect([sound.flow.over, sound.flow.level?.fall]).toEqual([[], 0]);
  });
});

describe('a stop', () => {
  it('is that of the last programme that says so, till a report of delivery that begins after it', () => {
    expect(after(programme(0), wait(1), programme(0)).stoppedAt).toBe(atHour(3));
    expect(after(programme(0), report(5, { periodStart: formatTime(atHour(0.5)) })).stoppedAt).toBe(atHour(1));
    expect(after(programme(0), report(0), report(5)).stoppedAt).toBeNull();
    expect(after(programme(0), programme(500)).stoppedAt).toBe(atHour(1));
  });

  it('is also 48 h without delivery, from their beginning, whatever break comes behind', () => {
    expect(after(...times(47, of1000(0))).stoppedAt).toBeNull();
    expect(after(...times(48, of1000(0))).stoppedAt).toBe(atHour(0));
    expect(after(...times(48, of1000(0)), wait(9), of1000(0)).stoppedAt).toBe(atHour(0));
    expect(after(...times(48, of1000(0)), of1000(1)).stoppedAt).toBeNull();
  });
});

describe('the flow of any pump', () => {
  it('stays the same object where an event does not concern it', () => {
    expect(after(fact('bolus.denied.v1', { reason: 'lockout' }), programme(500))).toBe(initialFlow);
  });

  it('goes on from JSON as from itself, and never changes a former state', () => {
    fc.assert(
      fc.property(history(), events => {
        const { flow } = watchFlow(events);
        const text = JSON.stringify(flow);
        expect(JSON.parse(text)).toEqual(flow);
        expect(text).not.toMatch(/null,null,null|NaN/);
      }),
      { numRuns: 300 },
    );
  });

  it('is short: under 600 bytes with a level sensor, under 400 without', () => {
    const size = (sensed: boolean) => JSON.stringify(watchFlow(imaginedFlow(drawFlow(7, { sensed, reportHours: 2 }))).flow).length;
    expect(size(true)).toBeLessThan(600);
    expect(size(false)).toBeLessThan(400);
  });
});
