import { apiKeyBodyFaults } from './api-key.ts';

const pointersOf = (body: unknown): readonly string[] => apiKeyBodyFaults(body).map(({ pointer }) => pointer);

describe('the body of a new key', () => {
  it.each([
    { name: 'gateway', role: 'device', clinicIds: ['north'], pumpIds: ['P-1'] },
    { name: 'ward', role: 'viewer', clinicIds: ['north', 'south'] },
    { name: 'engineer', role: 'admin', clinicIds: null },
  ])('is sound: $role', body => {
    expect(apiKeyBodyFaults(body)).toEqual([]);
  });

  it('binds every role but the administrator to clinics, and only devices to pumps', () => {
    expect(pointersOf({ name: 'x', role: 'clinician', pumpIds: ['P-1'] })).toEqual(['/clinicIds', '/pumpIds']);
    expect(pointersOf({ name: 'x', role: 'admin', clinicIds: ['north'] })).toEqual(['/clinicIds']);
  });

  it('has every fault named at once', () => {
    expect(pointersOf({ name: '', role: 'nurse', clinicIds: ['no such name!'] })).toEqual(
      expect.arrayContaining(['/name', '/role', '/clinicIds/0']),
    );
    expect(pointersOf([])).toHaveLength(1);
    expect(pointersOf({ name: 'a\u0000', role: 'admin' })).toEqual(['/name']);
  });
});
