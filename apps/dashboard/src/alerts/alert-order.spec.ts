import { byPriorityAndAge, byRaising, keepPlaces } from './alert-order.ts';
import { alertOf } from './testing/alert.fixture.ts';

const at = (hour: number): string => `2026-10-28T0${hour}:00:00Z`;
const old = alertOf({ id: 'old', priority: 'low', raisedAt: at(1) });
const urgent = alertOf({ id: 'urgent', priority: 'high', raisedAt: at(3) });
const urgentToo = alertOf({ id: 'urgent-too', priority: 'high', raisedAt: at(2) });
const ids = (alerts: readonly { readonly id: string }[]): readonly string[] => alerts.map(({ id }) => id);

describe('the order of alerts', () => {
  it('is by priority, then what has waited longest', () => {
    expect(ids([old, urgent, urgentToo].sort(byPriorityAndAge))).toEqual(['urgent-too', 'urgent', 'old']);
  });

  it('puts those whose cause is over behind the others of their priority', () => {
    const over = alertOf({ id: 'over', priority: 'high', raisedAt: at(1), condition: 'inactive' });
    expect(ids([over, old, urgent].sort(byPriorityAndAge))).toEqual(['urgent', 'over', 'old']);
  });

  it('of all that ever were is by raising, the last first', () => {
    expect(ids([old, urgentToo, urgent].sort(byRaising))).toEqual(['urgent', 'urgent-too', 'old']);
  });
});

describe('a list that somebody is at work in', () => {
  it('moves no line when a more urgent alert comes', () => {
    const { lines, coming, moved } = keepPlaces([urgent, old], [urgentToo, urgent, old]);
    expect(ids(lines.map(({ alert }) => alert))).toEqual(['urgent', 'old']);
    expect(ids(coming)).toEqual(['urgent-too']);
    expect(moved).toBe(true);
  });

  it('keeps the place of what has left, and says so', () => {
    const { lines, moved } = keepPlaces([urgent, old], [old]);
    expect(lines.map(({ alert, left }) => [alert.id, left])).toEqual([['urgent', true], ['old', false]]);
    expect(moved).toBe(true);
  });

  it('shows what goes on within an alert at once', () => {
    const next = { ...urgent, version: 2, shelved: { until: at(9), by: 'Anna', reason: 'known' } };
    const { lines, moved } = keepPlaces([urgent], [next]);
    expect(lines[0]?.alert.version).toBe(2);
    expect(moved).toBe(false);
  });

  it('waits for nothing where the order stayed', () => {
    expect(keepPlaces([urgent, old], [urgent, old])).toMatchObject({ coming: [], moved: false });
    expect(keepPlaces([old, urgent], [urgent, old]).moved).toBe(true);
  });
});
