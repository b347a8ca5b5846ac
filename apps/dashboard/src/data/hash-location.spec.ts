import { splitHash } from './hash-location.ts';

describe('the hash of the address', () => {
  it.each([
    ['', '/', ''],
    ['#/', '/', ''],
    ['#/pumps/P-7', '/pumps/P-7', ''],
    ['#/?q=north&sort=-id', '/', 'q=north&sort=-id'],
    ['#/alerts?note=why?', '/alerts', 'note=why?'],
  ])('%s is path and query', (hash, path, query) => {
    expect(splitHash(hash)).toEqual({ path, query });
  });
});
