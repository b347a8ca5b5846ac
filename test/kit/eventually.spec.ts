import { eventually } from './eventually.ts';

describe('eventually', () => {
  it('gives the first answer that is neither null nor false, 0 included', async () => {
    const answers = [null, false, 0];
    expect(await eventually('a number', () => answers.shift() ?? null)).toBe(0);
  });

  it('gives up after its time and says what it hoped for', async () => {
    await expect(eventually('the moon', () => false, 50)).rejects.toThrow('not within 50 ms: the moon');
  });

  it('tells the question itself where no hope is given', async () => {
    const answers = [null, 7];
    expect(await eventually(() => answers.shift() ?? null)).toBe(7);
    await expect(eventually(() => answers.length > 2, 50)).rejects.toThrow(/not within 50 ms: .*answers.length > 2/);
  });

  it('lets an error of the question pass', async () => {
    await expect(eventually('anything', () => Promise.reject(new Error('ended')))).rejects.toThrow('ended');
  });
});
