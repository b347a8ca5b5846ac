import {
  gravity,
  isComplaint,
  learnComplaintDay,
  newComplaintHabit,
  usualComplaints,
  type ComplaintHabit,
} from './complaint.ts';

const after = (days: number, every: number): ComplaintHabit => {
  let habit = newComplaintHabit;
  for (let day = 1; day <= days; day++) habit = learnComplaintDay(habit, day, day % every === 0, 1);
  return habit;
};

describe('the habit of complaining', () => {
  it('begins at three or four a year', () => {
    expect(usualComplaints(newComplaintHabit, 1) * 365).toBeCloseTo(3.65, 1);
  });

  it('is learned of who complains often, and of who never does', () => {
    const often = { ...after(180, 15), lastDay: null };
    expect(usualComplaints(often, 181)).toBeGreaterThan(0.04);
    expect(usualComplaints(after(180, 1000), 181)).toBeLessThan(0.005);
  });

  it('learns nothing of a day that counts nothing but when it was', () => {
    expect(learnComplaintDay(newComplaintHabit, 7, true, 0)).toEqual({ ...newComplaintHabit, lastDay: 7 });
  });

  it('expects another complaint soon after one, and never one for sure', () => {
    const once = learnComplaintDay(newComplaintHabit, 100, true, 1);
    expect(usualComplaints(once, 101)).toBeGreaterThan(3 * usualComplaints(once, 130));
    expect(usualComplaints({ days: 0, complaints: 1e9, lastDay: null }, 1)).toBe(0.5);
    expect(usualComplaints(once, -1e9)).toBeLessThan(0.1);
  });
});

describe('a complaint', () => {
  it('is of withdrawal or of too little', () => {
    const kinds = ['withdrawal', 'underdose', 'overdose', 'none'] as const;
    expect(kinds.filter(kind => isComplaint({ kind, severity: 5 }))).toEqual(['withdrawal', 'underdose']);
  });

  it('is graver when it is of withdrawal and severe', () => {
    const of = (kind: 'withdrawal' | 'underdose', severity: number): number => gravity({ kind, severity });
    expect(of('withdrawal', 8)).toBeGreaterThan(of('withdrawal', 4));
    expect(of('withdrawal', 4)).toBeGreaterThan(of('underdose', 4));
    expect(of('underdose', 2)).toBeLessThan(0);
    expect(of('withdrawal', 10) - of('withdrawal', 0)).toBeLessThanOrEqual(2);
  });
});
