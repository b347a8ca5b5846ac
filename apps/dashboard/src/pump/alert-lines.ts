import type { AlertPriority, AlertView } from '@cisterna/contract';

/** Alerts of one title and priority, told in a line. */
export interface AlertLine {
  /** The newest of them. */
  readonly id: string;
  readonly priority: AlertPriority;
  readonly title: string;
  readonly count: number;
  /** Whether all are acknowledged. */
  readonly seen: boolean;
}

const ranks: Readonly<Record<AlertPriority, number>> = { high: 0, medium: 1, low: 2 };
const mostLines = 5;

/** The alerts worst first and newest first, alike ones together; `more` lines were left out. */
export const alertLines = (alerts: readonly AlertView[]): { readonly lines: readonly AlertLine[]; readonly more: number } => {
  const lines = new Map<string, AlertLine>();
  const sorted = [...alerts].sort((a, b) => ranks[a.priority] - ranks[b.priority] || b.raisedAt.localeCompare(a.raisedAt));
  for (const { id, priority, title, acknowledged } of sorted) {
    const known = lines.get(`${priority} ${title}`);
    const seen = acknowledged !== null;
    lines.set(`${priority} ${title}`, known === undefined ? { id, priority, title, count: 1, seen } : { ...known, count: known.count + 1, seen: known.seen && seen });
  }
  const all = [...lines.values()];
  return { lines: all.slice(0, mostLines), more: Math.max(0, all.length - mostLines) };
};
