import { targetFaults } from './target.ts';

const free = { webhooksMayBePrivate: true, mail: null };
const strict = { webhooksMayBePrivate: false, mail: { smtpUrl: 'smtp://127.0.0.1', from: 'c@d.example' } };
const pointers = async (...asked: Parameters<typeof targetFaults>): Promise<string[]> =>
  (await targetFaults(...asked)).map(({ pointer, detail }) => `${pointer} ${detail.split(' ').slice(0, 3).join(' ')}`);

describe('a webhook’s target', () => {
  it.each(['http://127.0.0.1:8090/', 'http://localhost/', 'https://a.example/x?y=z', 'http://[::1]:80/'])(
    'may be %s where private ones are allowed',
    async target => {
      expect(await pointers('webhook', target, free)).toEqual([]);
    },
  );

  it.each([
    '',
    'a.example',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'ftp://a.example/',
    `https://a.example/${'x'.repeat(2_048)}`,
  ])('is nowhere %s', async target => {
    expect(await pointers('webhook', target, free)).toHaveLength(1);
  });

  it.each([
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0177.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:192.168.0.1]/',
    'https://169.254.169.254/latest/meta-data',
    'https://localhost/',
    'https://LOCALHOST./',
    'https://a.localhost/',
    'https://10.1.2.3:8443/',
  ])('is not %s elsewhere', async target => {
    expect(await pointers('webhook', target, strict)).toEqual(['/target must be on']);
  });

  it('must be encrypted elsewhere, and is told all that is wrong with it', async () => {
    expect(await pointers('webhook', 'http://u:p@127.0.0.1/', strict)).toEqual([
      '/target must not hold',
      '/target must be https:',
      '/target must be on',
    ]);
  });

  it('may be a name that can not be looked up now: it is judged again at each connect', async () => {
    expect(await pointers('webhook', 'https://nobody.invalid/', strict)).toEqual([]);
  });
});

describe('an e-mail’s target', () => {
  it('is a mailbox, where there is a server', async () => {
    expect(await pointers('email', 'ward.3@clinic.example', strict)).toEqual([]);
    for (const target of ['', 'ward', 'a@', '@b', 'a@b, c@d', 'a b@c', '<a@b>'])
      expect(await pointers('email', target, strict)).toEqual(['/target must be an']);
    expect(await pointers('email', 'ward@clinic.example', free)).toEqual(['/channel e-mail can not']);
  });
});
