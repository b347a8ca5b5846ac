import type { AlertKind, AlertPriority, SubscriptionChannel, SubscriptionView } from '@cisterna/contract';

/** What the form holds, as it is typed. */
export interface SubscriptionFields {
  readonly name: string;
  readonly channel: SubscriptionChannel;
  readonly target: string;
  readonly clinics: string;
  readonly pumps: string;
  readonly kinds: readonly AlertKind[];
  readonly minPriority: AlertPriority | '';
  readonly escalateMinutes: string;
  readonly repeatMinutes: string;
  /** HH:MM; both empty: no hour is quiet. */
  readonly quietFrom: string;
  readonly quietTo: string;
  readonly timeZone: string;
}

/** A form for a new subscription: everything goes through. */
export const emptyFields: SubscriptionFields = {
  name: '',
  channel: 'webhook',
  target: '',
  clinics: '',
  pumps: '',
  kinds: [],
  minPriority: '',
  escalateMinutes: '',
  repeatMinutes: '',
  quietFrom: '',
  quietTo: '',
  timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
};

const minutesOf = (seconds: number | null): string => (seconds === null ? '' : String(seconds / 60));

type QuietFields = Pick<SubscriptionFields, 'quietFrom' | 'quietTo' | 'timeZone'>;

const quietFieldsOf = ({ quietHours }: SubscriptionView): QuietFields =>
  quietHours === null
    ? { quietFrom: '', quietTo: '', timeZone: emptyFields.timeZone }
    : { quietFrom: quietHours.from, quietTo: quietHours.to, timeZone: quietHours.timeZone };

/** The form that shows a subscription as it is. */
export const fieldsOf = (subscription: SubscriptionView): SubscriptionFields => ({
  name: subscription.name,
  channel: subscription.channel,
  target: subscription.target,
  clinics: subscription.clinicIds?.join(', ') ?? '',
  pumps: subscription.pumpIds?.join(', ') ?? '',
  kinds: subscription.kinds ?? [],
  minPriority: subscription.minPriority ?? '',
  escalateMinutes: minutesOf(subscription.escalateAfterSeconds),
  repeatMinutes: minutesOf(subscription.repeatEverySeconds),
  ...quietFieldsOf(subscription),
});

const namesOf = (text: string): readonly string[] | null => {
  const names = text.split(/[\s,;]+/).filter(name => name !== '');
  return names.length === 0 ? null : names;
};

const secondsOf = (minutes: string): number | null => (minutes.trim() === '' ? null : Math.round(Number(minutes) * 60));

/** A webhook has none; hours of which one end is missing are said as they are, for the service to name the fault. */
const quietHoursOf = ({ channel, quietFrom: from, quietTo: to, timeZone }: SubscriptionFields): object | null =>
  channel !== 'email' || from + to === '' ? null : { from, to, timeZone: timeZone.trim() };

/** The body of the call that makes the subscription, or changes it: an empty field lets everything through. */
export const bodyOf = (fields: SubscriptionFields, call: 'create' | 'change'): object => ({
  name: fields.name.trim(),
  ...(call === 'create' ? { channel: fields.channel } : {}),
  target: fields.target.trim(),
  clinicIds: namesOf(fields.clinics),
  pumpIds: namesOf(fields.pumps),
  kinds: fields.kinds.length === 0 ? null : fields.kinds,
  minPriority: fields.minPriority === '' ? null : fields.minPriority,
  escalateAfterSeconds: secondsOf(fields.escalateMinutes),
  repeatEverySeconds: secondsOf(fields.repeatMinutes),
  quietHours: quietHoursOf(fields),
});
