import { TestDatabase } from '../testing/database.fixture.ts';
import type { ReadModel } from '../read-model.ts';
import { allClinicRules, changeClinicRules, clinicRulesOf, rulesChannel } from './clinic-rules.ts';
import { listenForChanges } from '../feed/change-listener.ts';

let database: TestDatabase;
let model: ReadModel;
beforeAll(async () => {
  database = await TestDatabase.start();
  model = await database.open();
});
afterAll(async () => {
  await database.stop();
});

const change = (clinicId: string, silentAfterIntervals: number) => ({
  clinicId,
  changes: { thresholds: { silentAfterIntervals } },
  updatedAt: 7,
  updatedBy: 'doctor',
});

describe('the rules of clinics', () => {
  it('are none at first, and then the newest of each', async () => {
    expect(await clinicRulesOf(model, 'C-1')).toBeNull();
    expect(await changeClinicRules(model, change('C-1', 3), () => true)).toMatchObject({ version: 1 });
    const second = await changeClinicRules(model, change('C-1', 4), version => version === 1);
    expect(second).toEqual({ ...change('C-1', 4), version: 2 });
    await changeClinicRules(model, change('C-2', 5), () => true);
    expect(await clinicRulesOf(model, 'C-1')).toEqual(second);
    expect((await allClinicRules(model)).map(({ clinicId, version }) => [clinicId, version])).toEqual([
      ['C-1', 2],
      ['C-2', 1],
    ]);
  });

  it('stay as they are where the caller has seen other ones', async () => {
    expect(await changeClinicRules(model, change('C-1', 9), version => version === 1)).toBeNull();
    expect((await clinicRulesOf(model, 'C-1'))?.version).toBe(2);
  });

  it('are set one after the other where many do so at once, and only one of those that have seen the same', async () => {
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, i) => changeClinicRules(model, change('C-3', i + 1), () => true)),
    );
    expect(all.map(stored => stored?.version).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    const seen = await Promise.all(
      Array.from({ length: 8 }, () => changeClinicRules(model, change('C-3', 1), version => version === 8)),
    );
    expect(seen.filter(stored => stored !== null)).toHaveLength(1);
  });

  it('are told to who listens', async () => {
    let told = 0;
    let heard = (): void => undefined;
    const listener = listenForChanges(
      model,
      () => {
        told += 1;
        heard();
      },
      rulesChannel,
    );
    const next = (): Promise<void> => new Promise(resolve => (heard = resolve));
    await next();
    const news = next();
    await changeClinicRules(model, change('C-4', 2), () => true);
    await news;
    expect(told).toBe(2);
    await listener.stop();
  });
});
