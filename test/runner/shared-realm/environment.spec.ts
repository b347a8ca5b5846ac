import SharedRealm from './environment.mjs';

describe('the realm that specs share', () => {
  it('is the same for all of them', () => {
    expect(new SharedRealm().global).toBe(globalThis);
  });

  it('gets back its console, its exit and its environment after each', async () => {
    const processBefore = { ...process, env: { ...process.env } };
    const consoleBefore = globalThis.console;
    const realm = new SharedRealm();
    globalThis.console = { ...console };
    process.exit = () => {
      throw new Error('left');
    };
    process.env['CISTERNA_ONLY_IN_THIS_SPEC'] = '1';
    process.env['PATH'] = '';
    await realm.teardown();
    expect(globalThis.console).toBe(consoleBefore);
    expect({ ...process, env: { ...process.env } }).toEqual(processBefore);
  });
});
