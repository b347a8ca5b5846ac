import type { ClaimedDelivery } from '@cisterna/read-model';

/** What a subscriber answered to one attempt. */
export interface Answer {
  /** Of the HTTP answer, where there is one. */
  readonly status: number | null;
  /** Why it counts as failed; null when it was taken. */
  readonly error: string | null;
  /** The subscriber wants no more at all. */
  readonly gone: boolean;
  /** The same will fail again: it is given up. */
  readonly final?: true;
}

/** Brings messages to the subscribers of one channel. */
export interface Sender {
  /** One attempt, ended within the lease whatever happens; never rejects. */
  send(delivery: ClaimedDelivery): Promise<Answer>;
  close(): Promise<void>;
}
