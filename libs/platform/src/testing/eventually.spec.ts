import { eventually } from './eventually.ts';

describe('eventually', () => {
  it('gives the first answer that is not null or false', async () => {
    const answers = [null, false, 0, 7] as const;
    let asked = 0;
    expect(await eventually(() => answers[asked++] ?? null)).toBe(0);
    expect(asked).toBe(3);
  });

  it('gives up after its time and says on what', async () => {
    await expect(eventually(() => false, 20)).rejects.toThrow(/still not so after 20 ms: .*false/);
  });
});
