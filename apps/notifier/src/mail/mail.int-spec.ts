import { sendTest } from '@cisterna/read-model';
import { raisedAt } from '../testing/alarmed-pumps.fixture.ts';
import { eventually } from '../../../../test/kit/eventually.ts';
import { headerOf, type TakenMail } from '../testing/mail-server.fixture.ts';
import { acknowledge, MailOffice, over } from '../testing/mail-office.fixture.ts';

describe('e-mail', () => {
  let office: MailOffice;

  beforeAll(async () => {
    office = await MailOffice.open();
    office.start();
  });
  afterEach(() => office.forget());
  afterAll(() => office.close());

  it('tells of an alert and of its end in one thread, in plain text and HTML, and not of what somebody did', async () => {
    const { pumpId, to, subscription } = await office.fresh();
    await office.pumps.add([pumpId]);
    const title = `Device fault: memory-error, pump ${pumpId}`;
    await office.came(to, [title]);
    await office.command(pumpId, acknowledge);
    await office.decide(pumpId, 'cleared', over);
    await office.came(to, [title, `Cleared: ${title}`]);
    const [first, second] = office.server.mails.filter(mail => mail.to.includes(to)) as [TakenMail, TakenMail];
    expect(headerOf(first, 'message-id')).toMatch(/^<alert\.[0-9a-f]{32}@clinic\.example>$/);
    expect([headerOf(second, 'in-reply-to'), headerOf(second, 'references')]).toEqual(
      Array(2).fill(headerOf(first, 'message-id')),
    );
    for (const words of [
      'text/plain',
      'text/html',
      `Pump: ${pumpId}`,
      '<td>C-1</td>',
      'Low priority',
      'not a medical device',
      'Recommended: ',
    ])
      expect(first.content).toContain(words);
    await office.settled(subscription, [
      '1 alert.raised delivered',
      '2 alert.acknowledged suppressed',
      '3 alert.cleared delivered',
    ]);
  });

  it('tells again when the alert becomes worse, and is silent about other updates and what is suppressed', async () => {
    const { pumpId, to, subscription } = await office.fresh();
    await office.pumps.add([pumpId]);
    await office.decide(pumpId, 'updated', { detail: 'more' });
    await office.decide(pumpId, 'updated', { priority: 'high' });
    await office.command(pumpId, { kind: 'shelve', by: 'nurse', until: raisedAt + 60_000, reason: 'seen' });
    await office.decide(pumpId, 'updated', { priority: 'high', acknowledged: null, detail: 'again' });
    await office.came(to, [
      `Device fault: memory-error, pump ${pumpId}`,
      `Look again: HIGH: Device fault: memory-error, pump ${pumpId}`,
    ]);
    await office.settled(subscription, [
      '1 alert.raised delivered',
      '2 alert.updated suppressed',
      '3 alert.updated delivered',
      '4 alert.shelved suppressed',
      '5 alert.updated suppressed',
    ]);
    const [last] = (await office.deliveries(subscription)).filter(({ version }) => version === 5);
    expect(last?.reason).toBe('Suppressed (shelved): Shelved by nurse until 2025-01-01T00:01:00Z: seen');
  });

  it('gets the tests that keep the way open', async () => {
    const { to, subscription } = await office.fresh();
    await sendTest(office.model, subscription, raisedAt);
    await office.came(to, ['TEST: no pump has anything, pump TEST']);
    await office.settled(subscription, ['null alert.raised delivered']);
  });

  it('gives an address up that is refused for good, and tries again where the refusal may pass', async () => {
    office.server.refuse = address => (address.startsWith('gone') ? 550 : address.startsWith('busy') ? 451 : null);
    const gone = await office.subscribe('gone@clinic.example', { pumpIds: ['R-1'] });
    const busy = await office.subscribe('busy@clinic.example', { pumpIds: ['R-1'] });
    await office.pumps.add(['R-1']);
    await office.settled(gone, ['1 alert.raised given-up']);
    const [waiting] = await eventually('a first attempt', async () => {
      const found = await office.deliveries(busy);
      return found[0]?.attempts.length === 1 && found;
    });
    expect(waiting).toMatchObject({
      status: 'waiting',
      attempts: [{ status: 451, error: 'address: the mail server refuses sender or recipient (451)' }],
    });
    office.server.refuse = () => null;
  });
});
