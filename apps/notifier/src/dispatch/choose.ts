import type { AlertPriority, AlertView } from '@cisterna/contract';
import type { AlertChoice, Choose, UndispatchedChange } from '@cisterna/read-model';

type Named = Pick<AlertView, 'kind' | 'priority'>;

const rank: Readonly<Record<AlertPriority, number>> = { low: 0, medium: 1, high: 2 };

const admits = <Value>(wanted: readonly Value[] | null, value: Value): boolean =>
  wanted === null || wanted.includes(value);

/**
 * Whether an alert's change is for a subscriber: clinic, pump and kind must be among those it wants. Below the priority it wants it still gets what
 * follows on a change that it got, so that nobody is left with an alert whose end is hidden.
 */
export const choiceOf = (
  choice: AlertChoice,
  change: Pick<UndispatchedChange, 'clinicId' | 'pumpId'>,
  { kind, priority }: Named,
): 'yes' | 'no' | 'followed' => {
  const concerns =
    admits(choice.clinicIds, change.clinicId) && admits(choice.pumpIds, change.pumpId) && admits(choice.kinds, kind);
  if (!concerns) return 'no';
  return choice.minPriority === null || rank[priority] >= rank[choice.minPriority] ? 'yes' : 'followed';
};

/** Chooses by the alert as stored with its change, each read once however many subscribers there are. */
export const createChoose = (): Choose => {
  const read = new WeakMap<UndispatchedChange, Named>();
  return (subscription, change) => {
    const named = read.get(change) ?? (JSON.parse(change.doc) as Named);
    read.set(change, named);
    return choiceOf(subscription, change, named);
  };
};
