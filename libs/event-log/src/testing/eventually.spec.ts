import { eventually } from './eventually.ts';

describe('eventually', () => {
  it('resolves as soon as it holds', async () => {
    let asked = 0;
    await eventually('the third time', () => ++asked === 3);
    expect(asked).toBe(3);
  });

  it('gives up and says what was hoped for', async () => {
    await expect(eventually('pigs fly', () => Promise.resolve(false), 50)).rejects.toThrow(
      'not within 50 ms: pigs fly',
    );
  });
});
