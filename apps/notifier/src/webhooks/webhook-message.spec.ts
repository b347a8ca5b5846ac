import { Webhook } from 'standardwebhooks';
import { webhookBody, webhookHeaders } from './webhook-message.ts';

const secretOf = (byte: number): string => `whsec_${Buffer.alloc(32, byte).toString('base64')}`;
const change = {
  alertId: 'P-1:motor-stall:1:2:0',
  body: null,
  type: 'alert.raised',
  changeAt: Date.UTC(2026, 0, 1),
  doc: '{"id":"ä","version":1}',
};

describe('a webhook’s message', () => {
  it('wraps the alert as it is stored', () => {
    expect(webhookBody(change)).toBe(
      '{"type":"alert.raised","timestamp":"2026-01-01T00:00:00Z","data":{"id":"ä","version":1}}',
    );
  });

  it('says of a simulated pump that it is one, and of no other', () => {
    const simulated = (alertId: string): boolean => webhookBody({ ...change, alertId }).includes('"simulated":true');
    expect(['SIM-0001:pump-silent:1:2:0', 'SIM7-0001:pump-silent:1:2:0'].map(simulated)).toEqual([true, true]);
    expect(['P-1:pump-silent:1:2:0', 'SIMON-1:x:1', 'P-SIM-1:x:1'].map(simulated)).toEqual([false, false, false]);
  });

  it('is what was given where it is no alert’s change', () => {
    expect(webhookBody({ ...change, body: '{"type":"x"}' })).toBe('{"type":"x"}');
  });

  it('is signed with each secret, so that holders of either can verify it', () => {
    const secrets = [secretOf(1), secretOf(2)];
    const body = webhookBody(change);
    const headers = webhookHeaders({ messageId: 'msg_1', secrets }, body, Date.now());
    for (const secret of secrets)
      expect(new Webhook(secret).verify(body, headers)).toMatchObject({ type: 'alert.raised' });
    expect(() => new Webhook(secretOf(3)).verify(body, headers)).toThrow('No matching signature');
    expect(() => new Webhook(secretOf(1)).verify(`${body} `, headers)).toThrow('No matching signature');
    expect(headers['webhook-signature']).toMatch(/^v1,\S+ v1,\S+$/);
  });

  it('says when it was sent, so that an old one can not be played again', () => {
    const headers = webhookHeaders({ messageId: 'msg_1', secrets: [secretOf(1)] }, '{}', Date.now() - 3_600_000);
    expect(() => new Webhook(secretOf(1)).verify('{}', headers)).toThrow('too old');
  });
});
