import type { AlertView } from '@cisterna/contract';
import { escapeHtml, notice } from './html.ts';
import { failedMail } from './mail-failure.ts';
import { mailMessage, threadOf, type MailedDelivery } from './mail-message.ts';

const from = 'Cisterna <alerts@clinic.example>';
const view: Partial<AlertView> = {
  id: 'P-1:motor-stall:1:2:0',
  pumpId: 'P-1',
  clinicId: 'C-1',
  priority: 'high',
  title: 'Motor stall',
  detail: 'Said <script>alert("x")</script> & more.',
  recommendedAction: 'Call the patient’s <family>.',
  onsetAt: '2026-01-01T00:00:00Z',
  raisedAt: '2026-01-01T00:01:00Z',
  clearedAt: null,
  provisional: false,
};
const delivery = (over: Partial<MailedDelivery> = {}): MailedDelivery => ({
  id: 'dlv_1',
  subscriptionId: 'sub_1',
  alertId: 'P-1:motor-stall:1:2:0',
  version: 1,
  type: 'alert.raised',
  target: 'ward@clinic.example',
  body: null,
  doc: JSON.stringify(view),
  test: false,
  ...over,
});

describe('an e-mail', () => {
  it('says in words what the alert is, how urgent, and what to do', () => {
    const mail = mailMessage(delivery(), from);
    expect(mail).toMatchObject({
      from,
      to: 'ward@clinic.example',
      subject: 'HIGH: Motor stall, pump P-1',
      priority: 'high',
    });
    for (const words of [
      'High priority (answer at once)',
      'Began (UTC): 2026-01-01T00:00:00Z',
      'Recommended: Call',
      notice,
    ])
      expect(mail.text).toContain(words);
  });

  it('shows whatever it holds as text, in HTML too', () => {
    const { html } = mailMessage(delivery(), from);
    expect(html).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; more.');
    expect(html).not.toContain('<script');
    expect(escapeHtml(`<a href='x'>"&"</a>`)).toBe('&lt;a href=&#39;x&#39;&gt;&quot;&amp;&quot;&lt;/a&gt;');
  });

  it('has one line as its subject, whatever the title', () => {
    const doc = JSON.stringify({ ...view, title: `A\r\nBcc: all@clinic.example ${'x'.repeat(400)}` });
    const { subject } = mailMessage(delivery({ doc }), from);
    expect(subject).toMatch(/^HIGH: A Bcc: [^\r\n]+$/);
    expect(subject).toHaveLength(200);
  });

  it.each([
    ['alert.updated', 'Look again: HIGH: Motor stall, pump P-1'],
    ['alert.unshelved', 'Back from the shelf: HIGH: Motor stall, pump P-1'],
    ['alert.escalated', 'Nobody acknowledged: HIGH: Motor stall, pump P-1'],
    ['alert.repeated', 'Still not acknowledged: HIGH: Motor stall, pump P-1'],
    ['alert.cleared', 'Cleared: Motor stall, pump P-1'],
    ['alert.withdrawn', 'Withdrawn: Motor stall, pump P-1'],
  ])('of %s says so first', (type, subject) => {
    expect(mailMessage(delivery({ type, version: 2 }), from).subject).toBe(subject);
  });

  it('belongs to the thread of its alert at its subscriber, under an id that stays', () => {
    const first = threadOf(delivery(), from);
    const later = threadOf(delivery({ id: 'dlv_2', version: 2 }), from);
    expect(later.root).toBe(first.messageId);
    expect(threadOf(delivery({ id: 'dlv_2', version: 2 }), from)).toEqual(later);
    expect(threadOf(delivery({ subscriptionId: 'sub_2' }), from).messageId).not.toBe(first.messageId);
    expect(threadOf(delivery({ type: 'alert.escalated' }), from).root).toBe(first.messageId);
  });

  it('may be a test, a summary, or about another subscriber', () => {
    const letter = (type: string, body: object, test = false) =>
      mailMessage(delivery({ type, body: JSON.stringify(body), doc: null, test }), from);
    expect(letter('alert.raised', { data: { ...view, title: 'TEST: none', priority: 'low' } }, true).subject).toBe(
      'TEST: none, pump P-1',
    );
    const item = {
      alertId: 'a',
      pumpId: 'P-1',
      title: 'Motor stall',
      priority: 'high',
      onsetAt: 'T',
      change: 'raised',
      isOver: false,
      reason: '',
    };
    const flood = letter('summary.flood', { type: 'summary.flood', clinicId: 'C-1', count: 3, items: [item] });
    expect(flood.subject).toBe('Many alerts: 3 more of clinic C-1');
    expect(flood.text).toContain('2 more are not listed here.');
    expect(flood.text).toContain('- high: Motor stall, pump P-1, since T (UTC), still open');
    const data = {
      subscriptionId: 's',
      name: 'pager',
      channel: 'webhook',
      since: 'T',
      failedAttempts: 3,
      lastError: null,
    };
    expect(letter('subscription.failing', { type: 'subscription.failing', data }).subject).toBe(
      'The subscriber “pager” does not take what it is sent',
    );
  });
});

describe('a refusal by the mail server', () => {
  it.each([
    [
      { code: 'EENVELOPE', responseCode: 550 },
      { status: 550, error: 'address: the mail server refuses sender or recipient (550)', gone: false, final: true },
    ],
    [
      { code: 'EENVELOPE', responseCode: 451 },
      { status: 451, error: 'address: the mail server refuses sender or recipient (451)', gone: false },
    ],
    [
      { code: 'EAUTH', responseCode: 535 },
      { status: 535, error: 'login: the mail server refuses our name and password (535)', gone: false },
    ],
    [{ code: 'ETIMEDOUT' }, { status: null, error: 'timeout: the mail server did not answer in time', gone: false }],
    [null, { status: null, error: 'mail: the message could not be sent', gone: false }],
  ])('is final only for an address refused for good: %j', (error, answer) => {
    expect(failedMail(error)).toEqual(answer);
  });
});
