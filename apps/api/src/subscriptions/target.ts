import { isIP } from 'node:net';
import type { SubscriptionChannel } from '@cisterna/contract';
import { isPublicAddress, publicLookup, PrivateAddress, type Settings } from '@cisterna/platform';
import type { Fault } from '../http/problem.ts';

/** What the settings say about where alerts may be sent. */
export type TargetRules = Pick<Settings, 'webhooksMayBePrivate' | 'mail'>;

const longest = 2_048;
const lookupPatienceMs = 2_000;
const mailbox = /^[^\s@<>,;"]{1,64}@[^\s@<>,;"]{1,255}$/;

const fault = (detail: string): Fault[] => [{ pointer: '/target', detail }];

/** Whether a name leads to an address that is not public; a name that can't be looked up now is judged when something is sent. */
const leadsInside = (host: string): Promise<boolean> =>
  new Promise(resolve => {
    const patience = setTimeout(resolve, lookupPatienceMs, false);
    publicLookup(host, { all: true }, error => {
      clearTimeout(patience);
      resolve(error instanceof PrivateAddress);
    });
  });

const isInside = (host: string): boolean | Promise<boolean> => {
  if (isIP(host) !== 0) return !isPublicAddress(host);
  return /(?:^|\.)localhost\.?$/i.test(host) || leadsInside(host);
};

/** What only the public internet asks for. */
const publicFaults = async ({ protocol, hostname }: URL): Promise<Fault[]> => [
  ...(protocol === 'https:' ? [] : fault('must be https: alerts are about patients')),
  ...((await isInside(hostname.replace(/^\[|\]$/g, '')))
    ? fault('must be on the public internet, not a private, loopback or link-local address')
    : []),
];

const webhookFaults = async (target: string, { webhooksMayBePrivate }: TargetRules): Promise<Fault[]> => {
  if (!URL.canParse(target) || target.length > longest)
    return fault(`must be an https address of at most ${longest} characters`);
  const url = new URL(target);
  if (!['https:', 'http:'].includes(url.protocol)) return fault('must be an http or https address');
  const login = url.username + url.password;
  return [
    ...(login === '' ? [] : fault('must not hold a name or password: messages are signed instead')),
    ...(webhooksMayBePrivate ? [] : await publicFaults(url)),
  ];
};

/** Names what is wrong with where a subscription's messages are to go. */
export const targetFaults = async (
  channel: SubscriptionChannel,
  target: string,
  rules: TargetRules,
): Promise<Fault[]> => {
  if (channel === 'webhook') return webhookFaults(target, rules);
  if (rules.mail === null)
    return [{ pointer: '/channel', detail: 'e-mail can not be sent: SMTP_URL and CISTERNA_MAIL_FROM are not set' }];
  return mailbox.test(target) ? [] : fault('must be an e-mail address');
};
