import { createHash } from 'node:crypto';
import type { SendMailOptions } from 'nodemailer';
import type { ClaimedDelivery } from '@cisterna/read-model';
import { htmlText, plainText } from './html.ts';
import { letterOf } from './letter.ts';

/** What an e-mail needs of a delivery. */
export type MailedDelivery = Pick<
  ClaimedDelivery,
  'id' | 'subscriptionId' | 'alertId' | 'version' | 'type' | 'target' | 'body' | 'doc' | 'test'
>;

const longestSubject = 200;

const digestOf = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);

/** The domain of `Name <who@domain>` or `who@domain`. */
const domainOf = (from: string): string => /@([^\s@<>]+)>?\s*$/.exec(from)?.[1] ?? 'cisterna.invalid';

/**
 * The message's own id, the same at every attempt, and the thread that it belongs to: all mails of one alert to one subscriber answer the first one,
 * whose id follows from both, though it was perhaps never sent.
 */
export const threadOf = (
  { id, subscriptionId, alertId, version, type }: MailedDelivery,
  from: string,
): { readonly messageId: string; readonly root: string | null } => {
  const domain = domainOf(from);
  const root = `<alert.${digestOf(subscriptionId, alertId)}@${domain}>`;
  const isFirst = version === 1 && type === 'alert.raised';
  return isFirst ? { messageId: root, root: null } : { messageId: `<mail.${digestOf(id)}@${domain}>`, root };
};

/** An e-mail in plain text and HTML, in its alert's thread. */
export const mailMessage = (delivery: MailedDelivery, from: string): SendMailOptions => {
  const letter = letterOf(delivery);
  const { messageId, root } = threadOf(delivery, from);
  const isUrgent = letter.headline.includes('HIGH: ');
  return {
    from,
    to: delivery.target,
    subject: letter.headline.replace(/\s+/g, ' ').slice(0, longestSubject),
    text: plainText(letter),
    html: htmlText(letter),
    messageId,
    ...(root === null ? {} : { inReplyTo: root, references: [root] }),
    ...(isUrgent ? { priority: 'high' as const } : {}),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'X-Cisterna-Delivery': delivery.id,
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
};
