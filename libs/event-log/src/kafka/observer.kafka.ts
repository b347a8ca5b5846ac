import { aborted, rest } from '../aborted.ts';
import type { Assignment } from '../delivery/assignment.ts';
import type { Watermarks } from '../event-log.ts';
import { LogUnavailable, asError } from '../log-errors.ts';
import type { KafkaContext } from './context.kafka.ts';

const everyMs = 500;

/** Asks for the log's ends: over and over for the partitions being read, and once for each that is opened. */
export class KafkaObserver {
  private asked: Promise<readonly Watermarks[]> | null = null;
  private lastTrouble: Error | null = null;

  constructor(
    private readonly context: KafkaContext,
    private readonly assignment: Assignment,
  ) {}

  /** Why the last question was not answered; null when it was. */
  get trouble(): Error | null {
    return this.lastTrouble;
  }

  /** Goes on until `signal` is aborted; after each round it calls `after`. */
  async observe(signal: AbortSignal, after: () => Promise<void>): Promise<void> {
    const stopped = aborted(signal);
    await Promise.race([this.context.ready().catch(() => undefined), stopped]);
    for (;;) {
      await rest(this.context.settings.observeEveryMs ?? everyMs, signal);
      if (signal.aborted) return;
      await Promise.race([this.round().then(after), stopped]);
    }
  }

  /** One partition's range; questions asked while one is under way share its answer. */
  async range(partition: number): Promise<Watermarks> {
    this.asked ??= this.ask().finally(() => {
      this.asked = null;
    });
    const found = (await this.asked).find(watermarks => watermarks.partition === partition);
    if (found === undefined) throw new LogUnavailable(`Kafka does not know partition ${partition} yet`);
    return found;
  }

  private ask(): Promise<readonly Watermarks[]> {
    return this.context.admin.watermarks(this.context.settings.topics.telemetry);
  }

  private async round(): Promise<void> {
    const positions = this.assignment.positions();
    const at = Date.now();
    try {
      const all = await this.ask();
      this.lastTrouble = null;
      this.assignment.observe(
        all.map(watermarks => ({ ...watermarks, at })),
        positions,
      );
    } catch (thrown) {
      this.lastTrouble = asError(thrown);
    }
  }
}
