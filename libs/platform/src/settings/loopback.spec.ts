import { isLoopback, isTrustworthy } from './loopback.ts';

describe('a loopback address', () => {
  it.each([
    '127.0.0.1',
    '127.0.0.0',
    '127.255.255.254',
    '::1',
    '0:0:0:0:0:0:0:1',
    '::ffff:127.0.0.1',
    'localhost',
    'LOCALHOST',
  ])('is %s', host => {
    expect(isLoopback(host)).toBe(true);
  });

  it.each([
    '0.0.0.0',
    '::',
    '128.0.0.1',
    '126.255.255.255',
    '192.168.1.1',
    '::2',
    '::ffff:10.0.0.1',
    'localhost.example',
    '127.0.0.1.example',
    '',
  ])('is not %j', host => {
    expect(isLoopback(host)).toBe(false);
  });
});

describe('a URL whose answers nobody on the way can change', () => {
  it.each(['https://id.example/a', 'http://127.0.0.1:1/a', 'http://[::1]:1', 'http://localhost'])('is %s', url => {
    expect(isTrustworthy(url)).toBe(true);
  });

  it.each(['http://id.example/a', 'http://[::2]', 'http://10.0.0.1', 'ftp://127.0.0.1'])('is not %s', url => {
    expect(isTrustworthy(url)).toBe(false);
  });
});
