import { parseTime, type AlertSuppression, type AlertView, type EpochMs } from '@cisterna/contract';

/** For how long a person may silence an alert: 24 h. */
export const longestShelfMs = 86_400_000;

type Shelved = Pick<AlertView, 'shelved' | 'suppressedBy'>;

/** When a shelf ends by itself; null for an alert that nobody shelved. */
export const shelfEnd = ({ shelved }: Pick<AlertView, 'shelved'>): EpochMs | null => (shelved === null ? null : parseTime(shelved.until));

const ofShelf = ({ shelved }: Shelved, now: EpochMs): readonly AlertSuppression[] => {
  const end = shelfEnd({ shelved });
  if (shelved === null || end === null || end <= now) return [];
  return [{ reason: 'shelved', detail: `Shelved by ${shelved.by} until ${shelved.until}: ${shelved.reason}` }];
};

/** Why nobody is notified at `now`: the shelf of the view, and beside it whatever else suppresses it. */
export const suppressedWithShelf = (view: Shelved, now: EpochMs): AlertView['suppressedBy'] => [
  ...ofShelf(view, now),
  ...view.suppressedBy.filter(({ reason }) => reason !== 'shelved'),
];
