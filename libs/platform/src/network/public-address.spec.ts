import type { LookupAddress } from 'node:dns';
import { isPublicAddress, PrivateAddress, publicLookup } from './public-address.ts';

describe('a public address', () => {
  it.each(['1.1.1.1', '93.184.216.34', '2606:4700:4700::1111', '[2606:4700:4700::1111]', '::ffff:8.8.8.8'])(
    'is %s',
    text => {
      expect(isPublicAddress(text)).toBe(true);
    },
  );

  it.each([
    '127.0.0.1',
    '127.255.0.3',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.100.100.200',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '198.18.0.1',
    '192.0.2.1',
    '::',
    '::1',
    '[::1]',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:169.254.169.254',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:0:7f00:1::',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd00:ec2::254',
    'ff02::1',
    'localhost',
    '',
  ])('is not %s', text => {
    expect(isPublicAddress(text)).toBe(false);
  });
});

/** What the lookup of a name comes to. */
const lookedUp = (host: string, all: boolean): Promise<{ error: Error | null; found: string | LookupAddress[] }> =>
  new Promise(resolve => {
    publicLookup(host, { all }, (error, found) => {
      resolve({ error, found });
    });
  });

describe('the lookup', () => {
  it('refuses a name that leads to this machine, and says where it leads', async () => {
    const { error } = await lookedUp('localhost', true);
    expect(error).toBeInstanceOf(PrivateAddress);
    expect(error).toMatchObject({ code: 'private-address', retriable: false, host: 'localhost' });
  });

  it('hands on what the system says of a name that is not there', async () => {
    expect((await lookedUp('nobody.invalid', false)).error).not.toBeNull();
  });

  it.each([true, false])('gives addresses as they were asked for, all: %s', async all => {
    const { error, found } = await lookedUp('1.1.1.1', all);
    expect(error).toBeNull();
    expect(found).toEqual(all ? [{ address: '1.1.1.1', family: 4 }] : '1.1.1.1');
  });
});
