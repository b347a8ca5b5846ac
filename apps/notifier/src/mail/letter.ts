import type { AlertMessage, AlertPriority, AlertView, SubscriberMessage } from '@cisterna/contract';
import type { ClaimedDelivery, SummaryItem, SummaryMessage } from '@cisterna/read-model';
import type { Letter } from './html.ts';

/** What an e-mail is made from. */
export type MailSource = Pick<ClaimedDelivery, 'type' | 'body' | 'doc' | 'test'>;

const priorities: Readonly<Record<AlertPriority, string>> = {
  high: 'High priority (answer at once)',
  medium: 'Medium priority (answer promptly)',
  low: 'Low priority (be aware)',
};

const openings: Readonly<Record<string, string>> = {
  'alert.raised': '',
  'alert.updated': 'Look again: ',
  'alert.unshelved': 'Back from the shelf: ',
  'alert.cleared': 'Cleared: ',
  'alert.reset': 'Reset: ',
  'alert.withdrawn': 'Withdrawn: ',
  'alert.escalated': 'Nobody acknowledged: ',
  'alert.repeated': 'Still not acknowledged: ',
};

const explanations: Readonly<Record<string, string>> = {
  'alert.updated': 'The alert has become worse, or what kept it silent is over.',
  'alert.unshelved': 'The alert was shelved and is back: it is still open.',
  'alert.cleared': 'The condition is over. Nothing remains to be done about it, unless it is to be looked into.',
  'alert.reset': 'Somebody ended the alert.',
  'alert.withdrawn': 'The complete data do not support the alert: it was taken back.',
  'alert.escalated': 'Nobody has acknowledged this alert in time. It comes to you as the next in line.',
  'alert.repeated': 'The alert is still open, and nobody has acknowledged it.',
};

const ends: ReadonlySet<string> = new Set(['alert.cleared', 'alert.reset', 'alert.withdrawn']);

type Fact = Letter['facts'][number];

const factsOf = (view: AlertView, isEnd: boolean): Fact[] => {
  const cleared: Fact[] = view.clearedAt === null ? [] : [['Cleared (UTC)', view.clearedAt]];
  const provisional: Fact[] = view.provisional ? [['Provisional', 'raised over incomplete data']] : [];
  const recommended: Fact[] = isEnd ? [] : [['Recommended', view.recommendedAction]];
  return [
    ['Priority', priorities[view.priority]],
    ['Pump', view.pumpId],
    ['Clinic', view.clinicId],
    ['Began (UTC)', view.onsetAt],
    ['Raised (UTC)', view.raisedAt],
    ...cleared,
    ...provisional,
    ...recommended,
    ['Alert', view.id],
  ];
};

const alertLetter = (type: string, view: AlertView, test: boolean): Letter => {
  const isEnd = ends.has(type);
  const urgency = view.priority === 'high' && !isEnd ? 'HIGH: ' : '';
  const explanation = test ? 'This is a test: nothing has happened.' : (explanations[type] ?? '');
  return {
    headline: `${openings[type] ?? ''}${urgency}${view.title}, pump ${view.pumpId}`,
    sentences: [explanation, view.detail].filter(sentence => sentence !== ''),
    facts: factsOf(view, isEnd),
    lines: [],
  };
};

const itemLine = ({ priority, title, pumpId, onsetAt, isOver }: SummaryItem): string =>
  `${priority}: ${title}, pump ${pumpId}, since ${onsetAt} (UTC)${isOver ? ', over by now' : ', still open'}`;

const summaryWords: Readonly<
  Record<SummaryMessage['type'], (summary: SummaryMessage) => readonly [headline: string, sentence: string]>
> = {
  'summary.flood': ({ count, clinicId }) => [
    `Many alerts: ${count} more of clinic ${clinicId ?? ''}`,
    'More e-mails than a person can read came within 10 minutes. The alerts below had none of their own.',
  ],
  'summary.digest': ({ count }) => [
    `Digest: ${count} alerts that came late or were over`,
    'These alerts were over before they could be told, or began over 24 h before. No e-mail of their own was sent.',
  ],
  'summary.quiet-hours': ({ count }) => [
    `After the quiet hours: ${count} ${count === 1 ? 'alert' : 'alerts'}`,
    'Your quiet hours held back e-mail about these alerts. Those that nobody was told of and that ended meanwhile are left out.',
  ],
};

const summaryLetter = (summary: SummaryMessage): Letter => {
  const { type, count, items } = summary;
  const hidden = count - items.length;
  const [headline, sentence] = summaryWords[type](summary);
  return {
    headline,
    sentences: [
      sentence,
      ...(hidden > 0 ? [`${hidden} more are not listed here.`] : []),
    ],
    facts: [],
    lines: items.map(itemLine),
  };
};

const events = {
  'subscription.failing': 'does not take what it is sent',
  'subscription.recovered': 'takes what it is sent again',
  'subscription.ended': 'has ended',
} as const;

const subscriberLetter = ({ type, data }: SubscriberMessage): Letter => ({
  headline: `The subscriber “${data.name}” ${events[type]}`,
  sentences: [
    `Alerts may not reach everybody: the subscription ${data.subscriptionId} (${data.channel}) ${events[type]}.`,
  ],
  facts: [
    ['Since (UTC)', data.since],
    ['Failed attempts', String(data.failedAttempts)],
    ['Last error', data.lastError ?? 'none'],
  ],
  lines: [],
});

/** What an e-mail says: of an alert as it was at the change, of a subscriber, or a summary. */
export const letterOf = ({ type, body, doc, test }: MailSource): Letter => {
  if (body === null) return alertLetter(type, JSON.parse(doc ?? '{}') as AlertView, false);
  if (type.startsWith('summary.')) return summaryLetter(JSON.parse(body) as SummaryMessage);
  if (type.startsWith('subscription.')) return subscriberLetter(JSON.parse(body) as SubscriberMessage);
  return alertLetter(type, (JSON.parse(body) as AlertMessage).data, test);
};
