import { principalOf } from './token-claims.ts';

const names = { role: 'cisterna_role', clinics: 'cisterna_clinics', pumps: 'cisterna_pumps' };
const viewer = { sub: 's-1', cisterna_role: 'viewer', cisterna_clinics: ['C-1', 'C-2'] };

const refusalOf = (claims: object): unknown => {
  try {
    return principalOf({ ...claims }, names);
  } catch (error) {
    return error;
  }
};

describe('the caller that a token names', () => {
  it('has its role, its clinics, and the end of the token, half a minute later for clocks that differ', () => {
    expect(principalOf({ ...viewer, exp: 1_700_000_000 }, names)).toEqual({
      name: 's-1',
      role: 'viewer',
      clinicIds: ['C-1', 'C-2'],
      pumpIds: null,
      untilMs: 1_700_000_030_000,
    });
  });

  it('has all clinics as an administrator', () => {
    expect(principalOf({ sub: 's-1', cisterna_role: 'admin' }, names)).toEqual({
      name: 's-1',
      role: 'admin',
      clinicIds: null,
      pumpIds: null,
    });
  });

  it('is bound to pumps as a device, where the token names them', () => {
    const device = { sub: 'd-1', cisterna_role: 'device', cisterna_clinics: 'C-1' };
    expect(principalOf({ ...device, cisterna_pumps: ['P-1'] }, names)).toMatchObject({
      clinicIds: ['C-1'],
      pumpIds: ['P-1'],
    });
    expect(principalOf(device, names).pumpIds).toBeNull();
  });

  it.each([
    [{ preferred_username: 'ada', email: 'ada@clinic.example' }, 'ada'],
    [{ email: 'ada@clinic.example' }, 'ada@clinic.example'],
    [{ preferred_username: '' }, 's-1'],
    [{ preferred_username: 7, email: null }, 's-1'],
  ])('is called by %j %s', (claims, name) => {
    expect(principalOf({ ...viewer, ...claims }, names).name).toBe(name);
  });

  it.each([
    [['device', 'viewer', 'clinician'], 'clinician'],
    [['offline_access', 'technician'], 'technician'],
    ['technician', 'technician'],
  ])('of the roles %j has %s', (roles, role) => {
    expect(principalOf({ ...viewer, cisterna_role: roles }, names).role).toBe(role);
  });

  it('is read from claims with names of their own, paths too', () => {
    const claims = { sub: 's-1', realm_access: { roles: ['viewer'] }, 'https://id.example/clinics': ['C-9'] };
    const own = { role: 'realm_access.roles', clinics: 'https://id.example/clinics', pumps: 'pumps' };
    expect(principalOf(claims, own)).toMatchObject({ role: 'viewer', clinicIds: ['C-9'] });
  });
});

describe('a token that says too little, or what can not be', () => {
  it.each([undefined, null, '', 'root', 'Admin', 7, [], ['root'], { viewer: true }, ['__proto__']])(
    'is refused with the role %j',
    role => {
      expect(refusalOf({ ...viewer, cisterna_role: role })).toMatchObject({
        code: 'forbidden',
        message: expect.stringContaining('cisterna_role names no role of admin, clinician') as string,
      });
    },
  );

  it.each([
    [{ cisterna_clinics: undefined }, /cisterna_clinics is missing/],
    [{ cisterna_clinics: null }, /cisterna_clinics is missing/],
    [{ cisterna_clinics: [] }, /cisterna_clinics/],
    [{ cisterna_clinics: [7] }, /cisterna_clinics/],
    [{ cisterna_clinics: 'two words' }, /cisterna_clinics/],
    [{ cisterna_clinics: { north: true } }, /cisterna_clinics/],
    [{ cisterna_role: 'admin' }, /cisterna_clinics must be left out/],
    [{ cisterna_pumps: ['P-1'] }, /cisterna_pumps must be left out/],
    [{ sub: undefined }, /claim sub/],
    [{ sub: 'x'.repeat(201) }, /claim sub/],
  ])('is refused with %j', (claims, why) => {
    const refusal = refusalOf({ ...viewer, ...claims });
    expect(refusal).toMatchObject({ code: 'forbidden', message: expect.stringMatching(why) as string });
  });

  it('finds nothing on the way through prototypes', () => {
    const own = { ...names, role: 'constructor.name' };
    expect(() => principalOf(viewer, own)).toThrow('names no role');
  });
});
