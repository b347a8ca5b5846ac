import type { AlertSuppression, EpochMs } from '@cisterna/contract';

/** What becomes of a delivery: sent now, sent at `timerAt` unless somebody acts, not sent for a reason, or told with others in one e-mail. */
export type Fate =
  | { readonly status: 'waiting'; readonly reason: null }
  | { readonly status: 'held'; readonly reason: string; readonly timerAt: EpochMs }
  | { readonly status: 'suppressed'; readonly reason: string; readonly suppressedBy?: SilencedBy }
  | {
      readonly status: 'summarised';
      readonly reason: string;
      readonly summary: MailSummary;
      readonly suppressedBy?: SilencedBy;
    };

/** The name of what keeps an alert, or one subscriber, silent. */
export type SilencedBy = AlertSuppression['reason'];

/** Which e-mail tells of several alerts. */
export type MailSummary = 'digest' | 'flood' | 'quiet-hours';

/** What every change gets on the channels that carry all of them. */
export const sentNow: Fate = { status: 'waiting', reason: null };

/** News within this time goes into one summary. */
export const gatherMs = 30_000;

/** E-mails are counted over this time, by the wall clock. */
export const floodMs = 600_000;
