import { Webhook } from 'standardwebhooks';
import { formatTime, isSimulated, type EpochMs } from '@cisterna/contract';
import type { ClaimedDelivery } from '@cisterna/read-model';

const userAgent = 'Cisterna/0.1';

const mark = (alertId: string): string => (isSimulated(alertId) ? '"simulated":true,' : '');

/** The body of a message: the same bytes at every attempt. Says of a simulated pump that it is one. */
export const webhookBody = ({
  alertId,
  body,
  type,
  changeAt,
  doc,
}: Pick<ClaimedDelivery, 'alertId' | 'body' | 'type' | 'changeAt' | 'doc'>): string =>
  body ??
  `{"type":${JSON.stringify(type)},"timestamp":"${formatTime(changeAt)}",${mark(alertId)}"data":${doc ?? 'null'}}`;

/** The headers of one attempt after Standard Webhooks, signed with every secret that is valid, the newest first. */
export const webhookHeaders = (
  { messageId, secrets }: Pick<ClaimedDelivery, 'messageId' | 'secrets'>,
  body: string,
  now: EpochMs,
): Record<string, string> => ({
  'content-type': 'application/json',
  'user-agent': userAgent,
  'webhook-id': messageId,
  'webhook-timestamp': String(Math.floor(now / 1000)),
  'webhook-signature': secrets.map(secret => new Webhook(secret).sign(messageId, new Date(now), body)).join(' '),
});
