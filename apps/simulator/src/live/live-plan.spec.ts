import { live, ofKind, ofType, historiesOf } from '../testing/lived-fleet.ts';
import { dayMs, hourMs } from '../time/periods.ts';
import { livePlan, newCourse } from './live-plan.ts';

const now = Date.UTC(2026, 10, 22, 12, 34);

describe('the course of a demonstration', () => {
  it('begins 90 days ago, 60 of them history, and goes on at an hour a second', () => {
    const course = newCourse({ pumps: 24 }, now);
    expect(course).toEqual({
      version: 1,
      seed: 1,
      pumps: 24,
      startAt: Date.UTC(2026, 7, 24, 12),
      liveAt: Date.UTC(2026, 9, 23, 12),
      acceleration: 3600,
      sentUntil: null,
    });
    expect(livePlan(course)).toMatchObject({ pumps: 24, endAt: Infinity, interventions: true });
  });

  it('can be chosen otherwise', () => {
    const course = newCourse({ pumps: 3, seed: 9, daysAgo: 10, historyDays: 4, acceleration: 60 }, now);
    expect(course.liveAt - course.startAt).toBe(4 * dayMs);
    expect(course).toMatchObject({ seed: 9, acceleration: 60 });
  });

  it('gives fleets that began at different times different names', () => {
    const name = (at: number): string => livePlan(newCourse({ pumps: 3 }, at)).idPrefix;
    expect(name(now)).not.toBe(name(now + hourMs));
    expect(name(now)).toMatch(/^SIM-[0-9a-z]+-$/);
  });

  it('lets a motor stall be alarmed, and a catheter close, within two minutes of the live part', () => {
    const course = newCourse({ pumps: 2, daysAgo: 20, historyDays: 4 }, now);
    const fleet = live({ ...livePlan(course), endAt: course.liveAt + 8 * dayMs });
    const [first, second] = [...historiesOf(fleet)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, events]) => events);
    const wallSeconds = (at: number): number => (at - course.liveAt) / 1000 / course.acceleration;
    const [alarm] = ofType(first!, 'alarm.raised.v1').filter(
      ({ data, at }) => data.alarm === 'motor-stall' && at > course.liveAt,
    );
    expect(wallSeconds(alarm!.receivedAt)).toBeGreaterThan(30);
    expect(wallSeconds(alarm!.receivedAt)).toBeLessThan(100);
    const closed = ofKind(fleet.truth, 'fault').find(({ fault }) => fault === 'occlusion');
    expect(wallSeconds(Date.parse(closed!.onsetAt))).toBeCloseTo(20, 0);
    expect(ofType(second!, 'delivery.reported.v1').some(({ data }) => data.catheterPressure !== null)).toBe(true);
  });
});
