import type { ReadModel } from '../read-model.ts';
import { InvalidCursor } from '../read-model.error.ts';
import { TestDatabase } from '../testing/database.fixture.ts';
import { rejection } from '../testing/outcomes.fixture.ts';
import { newYear } from '../testing/rows.fixture.ts';
import { addApiKey, apiKeyByHash, listApiKeys, removeApiKey, type ApiKey } from './api-keys.ts';

let database: TestDatabase;
let model: ReadModel;
beforeAll(async () => {
  database = await TestDatabase.start();
  model = await database.open();
});
afterAll(async () => {
  await database.stop();
});

const key = (keyId: string, over: Partial<ApiKey> = {}): ApiKey => ({
  keyId,
  name: `key ${keyId}`,
  role: 'viewer',
  clinicIds: ['north'],
  pumpIds: null,
  createdAt: newYear,
  ...over,
});

describe('the keys', () => {
  it('are found by their hash alone, as they were given', async () => {
    const device = key('b', {
      role: 'device',
      clinicIds: ['north', 'south'],
      pumpIds: ['P-1'],
      createdAt: newYear + 1,
    });
    const admin = key('a', { role: 'admin', clinicIds: null });
    await addApiKey(model, device, 'hash-b');
    await addApiKey(model, admin, 'hash-a');
    expect(await apiKeyByHash(model, 'hash-b')).toEqual(device);
    expect(await apiKeyByHash(model, 'hash-a')).toEqual(admin);
    expect(await apiKeyByHash(model, 'hash-c')).toBeNull();
  });

  it('are listed from the oldest on, page by page', async () => {
    await addApiKey(model, key('c', { createdAt: newYear + 1 }), 'hash-c');
    const first = await listApiKeys(model, { limit: 2, cursor: null });
    expect(first.items.map(({ keyId }) => keyId)).toEqual(['a', 'b']);
    const second = await listApiKeys(model, { limit: 2, cursor: first.nextCursor });
    expect([second.items.map(({ keyId }) => keyId), second.nextCursor]).toEqual([['c'], null]);
    expect(await rejection(listApiKeys(model, { limit: 2, cursor: 'x' }))).toBeInstanceOf(InvalidCursor);
  });

  it('never share a hash', async () => {
    await expect(addApiKey(model, key('d'), 'hash-a')).rejects.toThrow('api_key_hash_idx');
  });

  it('end at once when they are removed', async () => {
    expect(await removeApiKey(model, 'a')).toBe(true);
    expect(await removeApiKey(model, 'a')).toBe(false);
    expect(await apiKeyByHash(model, 'hash-a')).toBeNull();
  });
});
