import { countsOf, formatChoice, handlingOf, isWanted, parseChoice, toggled } from './alert-choice.ts';
import { alertOf } from './testing/alert.fixture.ts';

const seen = { at: '2026-10-28T00:00:00Z', by: 'Anna' };
const shelf = { until: '2026-10-28T04:00:00Z', by: 'Anna', reason: 'known' };

describe('the choice in the address', () => {
  it.each(['', 'state=all', 'clinic=C-1%2CC-2&kind=motor-stall&priority=high%2Clow&handling=waiting&pump=P-7'])('%s is read and written alike', query => {
    expect(formatChoice(parseChoice(query))).toBe(query);
  });

  it('leaves out words it does not know', () => {
    expect(formatChoice(parseChoice('state=old&kind=nonsense,data-gap&priority=urgent'))).toBe('kind=data-gap');
  });
});

describe('how far an alert has been dealt with', () => {
  it('counts a shelf before an acknowledgement', () => {
    expect(handlingOf(alertOf())).toBe('waiting');
    expect(handlingOf(alertOf({ acknowledged: seen }))).toBe('acknowledged');
    expect(handlingOf(alertOf({ acknowledged: seen, shelved: shelf }))).toBe('shelved');
  });
});

describe('the filters', () => {
  const alerts = [alertOf(), alertOf({ id: 'b', priority: 'low', clinicId: 'C-2' }), alertOf({ id: 'c', priority: 'low', acknowledged: seen })];
  const wantedBy = (query: string): readonly string[] => alerts.filter(alert => isWanted(parseChoice(query), alert)).map(({ id }) => id);

  it('let through what fits all of them', () => {
    expect(wantedBy('')).toHaveLength(3);
    expect(wantedBy('priority=low')).toEqual(['b', 'c']);
    expect(wantedBy('priority=low&clinic=C-2')).toEqual(['b']);
    expect(wantedBy('handling=acknowledged')).toEqual(['c']);
    expect(wantedBy('pump=p-1')).toHaveLength(3);
    expect(wantedBy('kind=data-gap')).toEqual([]);
  });

  it('count without themselves, so that a count says what a press would show', () => {
    expect(countsOf(parseChoice('priority=high&clinic=C-1'), alerts)).toEqual({ high: 1, medium: 0, low: 1, waiting: 1, acknowledged: 0, shelved: 0 });
  });

  it('go in and out of a list', () => {
    expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
    expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
  });
});
