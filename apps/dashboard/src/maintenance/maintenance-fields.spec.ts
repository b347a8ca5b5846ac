import { bodyOf, emptyFields } from './maintenance-fields.ts';

const now = Date.UTC(2026, 0, 1);

describe('the form of maintenance', () => {
  it('speaks of a whole clinic, and leaves out a name that a key says', () => {
    expect(bodyOf({ ...emptyFields, clinicId: ' C-1 ', reason: 'firmware ' }, now)).toEqual({
      clinicId: 'C-1',
      endsAt: '2026-01-01T01:00:00.000Z',
      reason: 'firmware',
    });
  });

  it('speaks of one pump for some hours', () => {
    expect(bodyOf({ clinicId: 'C-1', pumpId: 'P-1', hours: '8', reason: 'r', by: 'Anna' }, now)).toEqual({
      clinicId: 'C-1',
      pumpId: 'P-1',
      endsAt: '2026-01-01T08:00:00.000Z',
      reason: 'r',
      by: 'Anna',
    });
  });
});
