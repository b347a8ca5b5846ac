import type { AlertView } from '@cisterna/contract';

const ranks = { high: 0, medium: 1, low: 2 } as const;

const isOver = ({ condition }: AlertView): number => (condition === 'inactive' ? 1 : 0);

/** The higher priority first; among equals what has waited longest, and last those whose cause ended by itself. */
export const byPriorityAndAge = (a: AlertView, b: AlertView): number =>
  ranks[a.priority] - ranks[b.priority] || isOver(a) - isOver(b) || a.raisedAt.localeCompare(b.raisedAt) || a.id.localeCompare(b.id);

/** The last raised first, as the service lists those that ever were. */
export const byRaising = (a: AlertView, b: AlertView): number => b.raisedAt.localeCompare(a.raisedAt) || a.id.localeCompare(b.id);

/** One line of the list; `left` says that it no longer belongs here and only keeps its place for now. */
export interface AlertLine {
  readonly alert: AlertView;
  readonly left: boolean;
}

/** What stands on the page, and what waits until nobody is at work in the list. */
export interface SteadyList {
  readonly lines: readonly AlertLine[];
  readonly coming: readonly AlertView[];
  readonly moved: boolean;
}

/** Keeps every line in its place while its alert goes on; what is new waits, what has left stays and says so. */
export const keepPlaces = (shown: readonly AlertView[], wanted: readonly AlertView[]): SteadyList => {
  const now = new Map(wanted.map(alert => [alert.id, alert]));
  const standing = new Set(shown.map(({ id }) => id));
  const lines = shown.map(old => ({ alert: now.get(old.id) ?? old, left: !now.has(old.id) }));
  return {
    lines,
    coming: wanted.filter(({ id }) => !standing.has(id)),
    moved: lines.length !== wanted.length || lines.some(({ alert }, place) => alert.id !== wanted[place]?.id),
  };
};
