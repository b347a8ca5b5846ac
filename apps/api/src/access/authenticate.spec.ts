import { Problem } from '../http/problem.ts';
import { hashKey, keyAccess, openAccess } from './authenticate.ts';
import type { Principal } from './principal.ts';

const adminKey = 'the-administrators-key';
const viewer: Principal = { name: 'ward', role: 'viewer', clinicIds: ['C-1'], pumpIds: null };
const authenticate = keyAccess(adminKey, hash => Promise.resolve(hash === hashKey('viewer-key') ? viewer : null));

describe('authentication', () => {
  it('makes everybody an administrator where the service is open', async () => {
    expect(await openAccess(undefined)).toMatchObject({ role: 'admin', clinicIds: null });
  });

  it.each([`Bearer ${adminKey}`, `bearer   ${adminKey} `])('knows the administrator by %j', async header => {
    expect(await authenticate(header)).toMatchObject({ name: 'admin', role: 'admin', clinicIds: null, pumpIds: null });
  });

  it('finds the holder of another key by its hash', async () => {
    expect(await authenticate('Bearer viewer-key')).toBe(viewer);
    expect(hashKey('viewer-key')).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([undefined, '', 'Bearer', `Basic ${adminKey}`, adminKey, 'Bearer unknown', `Bearer ${adminKey} x`])(
    'lets nobody in with %j',
    async header => {
      const refusal = await authenticate(header).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(Problem);
      expect(refusal).toMatchObject({ code: 'unauthenticated', headers: { 'www-authenticate': 'Bearer' } });
    },
  );
});
