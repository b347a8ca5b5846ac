import { browserRequired, findChromium } from './chromium.mjs';

describe('the browser of the tests', () => {
  it('is the one that CHROMIUM names, and no other where that is missing', () => {
    expect(findChromium({ CHROMIUM: '/opt/mine' }, path => path === '/opt/mine')).toBe('/opt/mine');
    expect(findChromium({ CHROMIUM: '/opt/mine' }, path => path === '/usr/bin/chromium')).toBeNull();
  });

  it('is else the first found by a usual name along the path', () => {
    expect(findChromium({ CHROMIUM: '', PATH: '/a:/b' }, path => path.startsWith('/b/google'))).toBe(
      '/b/google-chrome',
    );
    expect(findChromium({}, path => path === '/usr/bin/chromium')).toBe('/usr/bin/chromium');
    expect(findChromium({}, () => false)).toBeNull();
  });

  it('is required where REQUIRE_BROWSER or CI is set', () => {
    expect([{ REQUIRE_BROWSER: '1' }, { CI: 'true' }].map(browserRequired)).toEqual([true, true]);
    expect([{}, { REQUIRE_BROWSER: '0' }, { CI: '' }, { CI: 'false' }].map(browserRequired)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});
