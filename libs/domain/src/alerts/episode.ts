import type { EpochMs, EventOrder, PumpId } from '@cisterna/contract';
import type { AlertKind, Priority } from './alert-kinds.ts';

/** One observation behind an alert, for a person to read. */
export interface Evidence {
  readonly kind: string;
  readonly at: EpochMs;
  readonly observed: number | string | null;
  readonly expected: number | string | null;
  readonly weight: number;
  readonly text: string;
}

/** Evidence that says all in its text. */
export const evidenceOf = (kind: string, at: EpochMs, text: string): Evidence => ({ kind, at, observed: null, expected: null, weight: 1, text });

/** One stretch of one condition at one pump, as the fold sees it. */
export interface Episode {
  readonly id: string;
  readonly kind: AlertKind;
  /** The event that opened it; null where a date or an arrival did. */
  readonly opened: EventOrder | null;
  readonly onsetAt: EpochMs;
  readonly priority: Priority;
  /** Raised while events before it were missing. */
  readonly provisional: boolean;
  readonly evidence: readonly Evidence[];
  /** Notifies nobody before this time: a stall in an MRI window. */
  readonly suppressedUntil: EpochMs | null;
  /** The device's alarm behind it, where one is. */
  readonly alarm?: string;
  /** Tells an episode from others of its kind that stand beside it. */
  readonly reason?: 'patient-boluses';
  /** The open episode that says the same more to the point: this one notifies nobody meanwhile. */
  readonly duplicateOf?: string;
}

/** What happened to an episode: `ended` its cause is over, `discharged` a person's finding settles it, latched or not, `withdrawn` it never was. */
export type EpisodeChange = 'raised' | 'updated' | 'ended' | 'discharged' | 'withdrawn';

export interface AlertTransition {
  readonly change: EpisodeChange;
  readonly episode: Episode;
  /** The device time of the cause, or the due time. */
  readonly at: EpochMs;
  /** When the log brought the cause, or the due time. */
  readonly receivedAt: EpochMs;
}

/** The episodes that a pump's history has open. */
export interface AlertBook {
  readonly open: readonly Episode[];
  /** Catheter episodes whose evidence faded and which nobody has examined: an examination settles them too. */
  readonly lingering: readonly Episode[];
  /** The event of the last transition: a fold again from behind it can't change any alert before. */
  readonly lastOrder: EventOrder | null;
}

export const emptyBook: AlertBook = { open: [], lingering: [], lastOrder: null };

/** How many faded suspicions wait for an examination; the oldest is let go, which keeps its alert latched. */
const maxLingering = 16;

const without = (episodes: readonly Episode[], id: string): readonly Episode[] => episodes.filter(e => e.id !== id);

const applyOne = (book: AlertBook, { change, episode }: AlertTransition): AlertBook => {
  const open = without(book.open, episode.id);
  if (change === 'raised' || change === 'updated') return { ...book, open: [...open, episode] };
  if (change === 'ended' && episode.kind === 'catheter-suspected')
    return { ...book, open, lingering: [...book.lingering, episode].slice(-maxLingering) };
  return { ...book, open, lingering: without(book.lingering, episode.id) };
};

/** The book after the transitions of one event. An instant is never open. */
export const applyToBook = (book: AlertBook, transitions: readonly AlertTransition[], order: EventOrder): AlertBook => {
  if (transitions.length === 0) return book;
  const lasting = transitions.filter(t => t.episode.kind !== 'volume-discrepancy');
  return { ...lasting.reduce(applyOne, book), lastOrder: { boot: order.boot, seq: order.seq, entry: order.entry } };
};

const beforeAll: EventOrder = { boot: 0, seq: 0, entry: 0 };

/** The same on every replica and every replay: pump, kind and what opened it (null: before the first refill). */
export const episodeId = (pumpId: PumpId, kind: AlertKind, order: EventOrder | null): string => {
  const { boot, seq, entry } = order ?? beforeAll;
  return `${pumpId}:${kind}:${boot}:${seq}:${entry}`;
};
