import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from './database.ts';
import { eventually } from './eventually.ts';
import { livedPump } from './lived-pump.ts';
import { Random } from './random.ts';
import type { Sent, Stage } from './stage.ts';
import { hourMs, type PumpScript } from './telemetry.ts';

const position = 'select coalesce(sum(position), 0) from partition';

const beginning = Date.UTC(2026, 0, 5);

/** All pumps' events as a gateway sends them: in time, but some hours late and some twice. */
const arrivalsOf = (pumps: readonly PumpScript[], random: Random): Sent[] => {
  const sent = pumps.flatMap(pump =>
    pump.events.flatMap(event => {
      const receivedAt = Date.parse(event.time) + (random.chance(0.05) ? random.whole(1, 30) * hourMs : 1_000);
      const again = random.chance(0.03) ? [{ event, receivedAt: receivedAt + random.whole(0, 5) * hourMs }] : [];
      return [{ event, receivedAt }, ...again];
    }),
  );
  return sent.sort((a, b) => a.receivedAt - b.receivedAt);
};

/** The lives of some pumps as a load on the log, the same for the same seed, and what must come of it. */
export class FleetLoad {
  readonly sent: readonly Sent[];
  /** How many events there are without repeats. */
  readonly distinct: number;

  constructor({ prefix, pumps, hours, seed = 1 }: { prefix: string; pumps: number; hours: number; seed?: number }) {
    const scripts = Array.from({ length: pumps }, (_, index) =>
      livedPump(`${prefix}-${index}`, { seed: seed * 1_000 + index, hours, from: beginning }),
    );
    this.sent = arrivalsOf(scripts, new Random(seed));
    this.distinct = scripts.reduce((sum, { events }) => sum + events.length, 0);
  }

  /** Sends a part in small batches, and again what the log did not confirm, as a gateway does; repeats may come of it. */
  async send(stage: Stage, from = 0, to = this.sent.length): Promise<void> {
    for (let done = from; done < to; done += 100) {
      const batch = this.sent.slice(done, Math.min(to, done + 100));
      await eventually('the log takes a batch', () => stage.send(batch).then(() => true, isRetriable), 90_000);
    }
  }

  /** Sends all of it in portions until it is told to end; then the rest at once. Answers how to end. */
  sendSlowly(stage: Stage, portion: number): () => Promise<void> {
    let hurry = false;
    const run = async (): Promise<void> => {
      for (let done = 0; done < this.sent.length; done += portion) {
        await this.send(stage, done, done + portion);
        if (!hurry) await pause(20);
      }
    };
    const running = run();
    running.catch(() => undefined); // told to who ends it
    return () => {
      hurry = true;
      return running;
    };
  }

  /** Waits until the database stands at the end of the log. */
  async projected(stage: Stage, database: Database = stage.database): Promise<void> {
    await eventually('all is projected', async () => {
      const ends = (await stage.log.watermarks()).reduce((sum, { high }) => sum + Number(high), 0);
      return ends > 0 && (await database.count(position).catch(() => -1)) === ends;
    }, 60_000);
  }
}

/** False for what trying again may help; anything else is thrown. */
const isRetriable = (error: unknown): false => {
  if (error instanceof Error && 'retriable' in error && error.retriable === true) return false;
  throw error;
};

/** What must be equal however often a projector was disturbed: how many events are kept, folded, and set aside. */
export const accountOf = async (database: Database) => ({
  archived: await database.count('select count(*) from event'),
  folded: await database.count('select coalesce(sum(version), 0) from pump'),
  setAside: await database.count('select count(*) from dead_letter'),
});

/** Everything that stands in the read models, without what depends on when it was decided. */
export const standingOf = async (database: Database) => ({
  events: await database.rows('select * from event order by pump_id, boot, seq, entry'),
  pumps: await database.rows('select pump_id, version, state from pump order by pump_id'),
  reconciliations: await database.rows('select * from reconciliation order by pump_id, boot, seq, entry'),
  // What no event opened, but the calendar or an arrival, is decided when a batch ends, so those alerts may differ.
  alerts: await database.rows(
    `select alert_id, kind, condition from alert
      where opened_boot is not null and doc::jsonb -> 'history' -> -1 ->> 'change' <> 'withdrawn' order by 1`,
  ),
});
