import { randomBytes, randomUUID } from 'node:crypto';
import { Controller, Inject } from '@nestjs/common';
import {
  apiKeyBodyFaults,
  formatTime,
  type ApiKeyBody,
  type ApiKeyView,
  type List,
  type NewApiKey,
  type Role,
} from '@cisterna/contract';
import type { Clock } from '@cisterna/platform';
import { addApiKey, listApiKeys, removeApiKey, type ApiKey, type ReadModel } from '@cisterna/read-model';
import { hashKey } from '../access/authenticate.ts';
import { Asked, type CallOf } from '../http/call.ts';
import { invalidBody, Problem } from '../http/problem.ts';
import { Handles } from '../http/route.ts';
import { CLOCK, READ_MODEL } from '../tokens.ts';
import { addKeyRoute, listKeysRoute, removeKeyRoute } from './key.routes.ts';

const viewOf = ({ keyId, name, role, clinicIds, pumpIds, createdAt }: ApiKey): ApiKeyView => ({
  id: keyId,
  name,
  role: role as Role,
  clinicIds: clinicIds === null ? null : [...clinicIds],
  pumpIds: pumpIds === null ? null : [...pumpIds],
  createdAt: formatTime(createdAt),
});

const readBody = (body: unknown): ApiKeyBody => {
  const faults = apiKeyBodyFaults(body);
  if (faults.length === 0) return body as ApiKeyBody;
  throw invalidBody(faults);
};

/** 256 random bits: nobody guesses it, and its plain hash is safe to keep. */
const newKey = (): string => `cis_${randomBytes(32).toString('base64url')}`;

@Controller()
export class KeyController {
  constructor(
    @Inject(READ_MODEL) private readonly model: ReadModel,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Handles(addKeyRoute)
  async add(@Asked() { body }: CallOf<typeof addKeyRoute>): Promise<NewApiKey> {
    const { name, role, clinicIds, pumpIds } = readBody(body.value);
    const kept: ApiKey = {
      keyId: randomUUID(),
      name,
      role,
      clinicIds: clinicIds ?? null,
      pumpIds: pumpIds ?? null,
      createdAt: this.clock.now(),
    };
    const key = newKey();
    await addApiKey(this.model, kept, hashKey(key));
    return { ...viewOf(kept), key };
  }

  @Handles(listKeysRoute)
  async list(@Asked() { query }: CallOf<typeof listKeysRoute>): Promise<List<ApiKeyView>> {
    const { items, nextCursor } = await listApiKeys(this.model, query);
    return { items: items.map(viewOf), nextCursor };
  }

  @Handles(removeKeyRoute)
  async remove(@Asked() { path }: CallOf<typeof removeKeyRoute>): Promise<void> {
    const id = path['keyId'] ?? '';
    if (!(await removeApiKey(this.model, id))) throw new Problem('not-found', `There is no key ${id}.`);
  }
}
