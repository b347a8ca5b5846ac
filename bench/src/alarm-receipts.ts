import { setTimeout as delay } from 'node:timers/promises';
import type { AlarmTimes } from './alarm-load.ts';
import type { SendTimes } from './steady-load.ts';
import type { Receipt } from './webhook-receivers.ts';

/** From the handing over of an event to a receipt of what came of it. */
export interface Journey {
  readonly sentAt: number;
  readonly ms: number;
}

const settleMs = 60_000;

/** `pump:kind:boot:seq:entry`: the seq is that of the raising event. */
const keyOf = (alertId: string): string => {
  const [pumpId, , , seq] = alertId.split(':');
  return `${pumpId ?? ''}:${seq ?? ''}`;
};

/** When each receiver got the two changes of each alert for the first time. */
export class AlarmReceipts {
  readonly #raised = new Map<string, Map<number, number>>();
  readonly #cleared = new Map<string, Map<number, number>>();

  readonly note = ({ alertId, change, receiver, at }: Receipt): void => {
    const receipts = change === 'alert.raised' ? this.#raised : this.#cleared;
    const key = keyOf(alertId);
    const times = receipts.get(key) ?? new Map<number, number>();
    receipts.set(key, times);
    if (!times.has(receiver)) times.set(receiver, at);
  };

  /** Waits until this many receivers have got both changes of each alert. @throws when it takes longer than a minute */
  async untilAll(sent: AlarmTimes, receivers: number): Promise<void> {
    const deadline = performance.now() + settleMs;
    for (;;) {
      const missing = this.missing(sent, receivers);
      if (missing === 0) return;
      if (performance.now() > deadline) throw new Error(`${missing} messages did not come`);
      await delay(100);
    }
  }

  /** How many messages have not come yet. */
  missing(sent: AlarmTimes, receivers: number): number {
    return lacking(sent.raised, this.#raised, receivers) + lacking(sent.cleared, this.#cleared, receivers);
  }

  raised(sent: AlarmTimes): Journey[] {
    return journeys(sent.raised, this.#raised);
  }

  cleared(sent: AlarmTimes): Journey[] {
    return journeys(sent.cleared, this.#cleared);
  }
}

type Times = ReadonlyMap<string, ReadonlyMap<number, number>>;

const lacking = (sent: SendTimes, receipts: Times, receivers: number): number =>
  [...sent.keys()].reduce((sum, key) => sum + Math.max(0, receivers - (receipts.get(key)?.size ?? 0)), 0);

const journeys = (sent: SendTimes, receipts: Times): Journey[] =>
  [...sent].flatMap(([key, sentAt]) =>
    [...(receipts.get(key)?.values() ?? [])].map(at => ({ sentAt, ms: at - sentAt })),
  );
