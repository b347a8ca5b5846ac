import { type EventKinds, eventKinds } from '../events/event-kind.ts';
import type { PumpEvent } from '../events/pump-event.ts';
import { type EpochMs, parseTime } from '../time.ts';
import type { Envelope } from './envelope.ts';
import { typedEvent } from './judge.ts';

/** A stored event that this version can't read: the archive was written by a newer version. Not retriable. */
export class UnreadableArchiveError extends Error {
  readonly code = 'unreadable-archive';
  readonly retriable = false;

  constructor(readonly type: string) {
    super(`The archive holds an event of the unknown type ${type}.`);
  }
}

/**
 * Reads the archived text of an accepted event without checking it again; old versions are read as the newest.
 * Throws UnreadableArchiveError for a type that this version does not know.
 */
export const decodeArchived = (text: string, receivedAt: EpochMs, kinds: EventKinds = eventKinds): PumpEvent => {
  const envelope = JSON.parse(text) as Envelope;
  const kind = kinds.get(envelope.type);
  if (kind === undefined) throw new UnreadableArchiveError(envelope.type);
  return typedEvent(envelope, kind, parseTime(envelope.time) ?? NaN, receivedAt);
};
