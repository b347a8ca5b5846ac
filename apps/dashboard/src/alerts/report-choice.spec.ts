import { formatReportChoice, isReport, parseReportChoice, startOf } from './report-choice.ts';

describe('the report in the address', () => {
  it.each(['view=report', 'view=report&days=7', 'view=report&days=90&clinic=C-1%2CC-2'])('%s is read and written alike', query => {
    expect(isReport(query)).toBe(true);
    expect(formatReportChoice(parseReportChoice(query))).toBe(query);
  });

  it.each(['', 'state=all', 'view=list'])('is not asked for by "%s"', query => {
    expect(isReport(query)).toBe(false);
  });

  it.each(['', 'days=8', 'days=', 'days=all'])('covers 30 days where "%s" names no known period', query => {
    expect(parseReportChoice(query)).toEqual({ days: 30, clinics: [] });
  });
});

describe('the start of the period', () => {
  it('lies whole days before the end', () => {
    expect(startOf('2026-10-28T12:30:00Z', 7)).toBe('2026-10-21T12:30:00.000Z');
  });
});
