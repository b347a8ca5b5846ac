import { administrator, maySee, rolesFor, visibleClinics, type Principal } from './principal.ts';

const viewer: Principal = { name: 'ward', role: 'viewer', clinicIds: ['C-1', 'C-2'], pumpIds: null };
const admin = administrator('admin');

describe('what a caller may see', () => {
  it('is everything for an administrator, what belongs to no clinic too', () => {
    expect([maySee(admin, 'C-9'), maySee(admin, null)]).toEqual([true, true]);
  });

  it('is what belongs to one of its clinics for anybody else', () => {
    expect([maySee(viewer, 'C-1'), maySee(viewer, 'C-9'), maySee(viewer, null)]).toEqual([true, false, false]);
  });

  it('narrows a query to what was asked for and may be seen', () => {
    expect(visibleClinics(admin, null)).toBeNull();
    expect(visibleClinics(admin, ['C-9'])).toEqual(['C-9']);
    expect(visibleClinics(viewer, null)).toEqual(['C-1', 'C-2']);
    expect(visibleClinics(viewer, ['C-2', 'C-9'])).toEqual(['C-2']);
    expect(visibleClinics(viewer, ['C-9'])).toEqual([]);
  });
});

describe('what a role may do', () => {
  it.each([
    ['viewer', ['read']],
    ['technician', ['read', 'record', 'telemetry']],
    ['clinician', ['read', 'record', 'subscribe', 'configure', 'telemetry']],
    ['device', ['telemetry']],
    ['admin', ['read', 'record', 'subscribe', 'configure', 'telemetry', 'admin']],
  ])('is, for a %s, %j', (role, allowed) => {
    const access = Object.entries(rolesFor).filter(([, permitted]) => permitted.some(one => one === role));
    expect(access.map(([name]) => name)).toEqual(allowed);
  });
});
