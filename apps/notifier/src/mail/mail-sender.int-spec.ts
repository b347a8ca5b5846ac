import { createServer, type AddressInfo, type Server } from 'node:net';
import type { ClaimedDelivery } from '@cisterna/read-model';
import { MailServer } from '../testing/mail-server.fixture.ts';
import { MailSender } from './mail-sender.ts';

const patience = { connectMs: 300, greetMs: 300, answerMs: 300, allMs: 1_000 };
const from = 'alerts@clinic.example';
const doc = JSON.stringify({
  title: 'Motor stall',
  pumpId: 'P-1',
  clinicId: 'C-1',
  priority: 'low',
  detail: '',
  id: 'a',
  clearedAt: null,
  onsetAt: '2026-01-01T00:00:00Z',
  raisedAt: '2026-01-01T00:00:00Z',
  recommendedAction: 'Call.',
});
const delivery = {
  id: 'dlv_1',
  subscriptionId: 'sub_1',
  channel: 'email',
  target: 'ward@clinic.example',
  type: 'alert.raised',
  alertId: 'a',
  version: 1,
  test: false,
  body: null,
  doc,
} as ClaimedDelivery;

const listen = async (server: Server): Promise<string> => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
const close = (server: Server): Promise<void> =>
  new Promise(resolve => {
    server.close(() => {
      resolve();
    });
  });

describe('a mail server', () => {
  const attempt = async (smtpUrl: string) => {
    const sender = new MailSender({ smtpUrl, from }, patience);
    const answer = await sender.send(delivery);
    await sender.close();
    return answer;
  };

  it('that takes the message is the proof of delivery', async () => {
    const server = await MailServer.listen();
    expect(await attempt(server.url)).toEqual({ status: 250, error: null, gone: false });
    expect(server.subjectsTo('ward@clinic.example')).toEqual(['Motor stall, pump P-1']);
    await server.close();
  });

  it('that never greets is given up in time', async () => {
    const silent = createServer();
    expect(await attempt(await listen(silent))).toMatchObject({
      status: null,
      error: expect.stringMatching(/^timeout: /) as string,
    });
    await close(silent);
  });

  it('that is away is said to be', async () => {
    const server = createServer();
    const url = await listen(server);
    await close(server);
    expect(await attempt(url)).toMatchObject({
      status: null,
      error: expect.stringMatching(/^connection-refused: /) as string,
      gone: false,
    });
  });
});
