import { subscriptionDraftFaults, subscriptionPatchFaults } from './subscription.ts';

const draft = { name: 'Ward', channel: 'webhook', target: 'https://a.example/' };
const secretOf = (bytes: number): string => `whsec_${Buffer.alloc(bytes, 1).toString('base64')}`;
const pointersOf = (body: unknown): string[] => subscriptionDraftFaults(body).map(({ pointer }) => pointer);

describe('the body of a new subscription', () => {
  it.each<[string, object]>([
    ['no filter', {}],
    ['every filter', { clinicIds: ['C-1'], pumpIds: ['P-1'], kinds: ['motor-stall'], minPriority: 'low' }],
    ['filters that are null', { clinicIds: null, pumpIds: null, kinds: null, minPriority: null, secret: null }],
    ['quiet hours', { quietHours: { from: '22:00', to: '07:00', timeZone: 'Europe/Berlin' } }],
    ['waits', { escalateAfterSeconds: 600, repeatEverySeconds: 3_600 }],
  ])('is sound with %s', (_, over) => {
    expect(pointersOf({ ...draft, ...over })).toEqual([]);
  });

  it.each([
    [24, true],
    [25, true],
    [26, true],
    [64, true],
    [23, false],
    [65, false],
    [0, false],
  ] as const)('may hold a secret of %d bytes: %s', (bytes, sound) => {
    expect(pointersOf({ ...draft, secret: secretOf(bytes) })).toEqual(sound ? [] : ['/secret']);
  });

  it.each<[string, unknown, string[]]>([
    ['no object', [], ['']],
    ['null', null, ['']],
    ['a secret without its prefix', { ...draft, secret: secretOf(32).slice(6) }, ['/secret']],
    ['the word that rotates', { ...draft, secret: 'rotate' }, ['/secret']],
    ['an endless list', { ...draft, pumpIds: Array.from({ length: 1_001 }, (_, n) => `P-${n}`) }, ['/pumpIds']],
    ['a name of a pump that can be none', { ...draft, pumpIds: ['P-1', 'a b'] }, ['/pumpIds/1']],
    [
      'quiet hours of which nothing is right',
      { ...draft, quietHours: { from: '24:00', to: '7:00', timeZone: 'Europe/Nowhere' } },
      ['/quietHours/from', '/quietHours/to', '/quietHours/timeZone'],
    ],
    ['an offset for a zone', { ...draft, quietHours: { from: '22:00', to: '07:00', timeZone: '+01:00' } }, ['/quietHours/timeZone']],
    ['quiet hours without end', { ...draft, quietHours: { from: '22:00', to: '22:00', timeZone: 'UTC' } }, ['/quietHours']],
    ['a long name', { ...draft, name: 'x'.repeat(201) }, ['/name']],
    ['members that nobody knows', { ...draft, id: 'x', 'a/b': 1 }, ['/id', '/a~1b']],
  ])('is not sound as %s', (_, body, pointers) => {
    expect(pointersOf(body)).toEqual(pointers);
  });
});

describe('the body that changes a subscription', () => {
  it('names only what is to change', () => {
    for (const body of [
      {},
      { name: 'x' },
      { minPriority: null },
      { secret: 'rotate' },
      { secret: secretOf(32) },
      { status: 'active' },
    ])
      expect(subscriptionPatchFaults(body)).toEqual([]);
  });

  it('can neither take away what a subscription must have nor change its channel', () => {
    const pointers = subscriptionPatchFaults({
      name: null,
      target: null,
      channel: 'email',
      status: 'ended',
      secret: 'x',
    });
    expect(pointers.map(({ pointer }) => pointer)).toEqual(['/name', '/target', '/secret', '/status', '/channel']);
  });
});
