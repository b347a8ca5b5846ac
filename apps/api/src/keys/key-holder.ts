import type { Role } from '@cisterna/contract';
import { apiKeyByHash, type ReadModel } from '@cisterna/read-model';
import type { FindKey } from '../access/authenticate.ts';

/** Finds the holder of a key among those that were made; a key that was removed is nobody’s from then on. */
export const keyHolder =
  (model: ReadModel): FindKey =>
  async hash => {
    const key = await apiKeyByHash(model, hash);
    return key === null
      ? null
      : { name: key.name, role: key.role as Role, clinicIds: key.clinicIds, pumpIds: key.pumpIds };
  };
