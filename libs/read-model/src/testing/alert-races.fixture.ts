import type { AlertCommand } from '@cisterna/domain';
import type { ReadModel } from '../read-model.ts';
import { checkRaces } from './race-check.fixture.ts';
import { RaceLane, RaceTally } from './race-contenders.fixture.ts';
import { racePump, raceTime, stories, type RacePump } from './race-pump.fixture.ts';

export const raceKinds = ['two-messages', 'message-and-command', 'two-commands', 'two-replicas'] as const;

export type RaceKind = (typeof raceKinds)[number];

export interface RaceOptions {
  readonly model: ReadModel;
  readonly count: number;
  /** The same seed races the same contenders; who wins is up to the database. */
  readonly seed: number;
  /** How many races run side by side; each takes two connections. */
  readonly lanes: number;
}

export interface RaceReport {
  readonly races: Readonly<Record<RaceKind, number>>;
  /** Changes of alerts that the races left. */
  readonly changes: number;
  /** How often a writer found that another had been faster, and how often an owner found its partition taken. */
  readonly stale: number;
  readonly fenced: number;
  /** What is wrong: an alert twice, a version lost or repeated, a command lost or doubled, a decision missing. */
  readonly faults: readonly string[];
}

/** Whole numbers below a limit, the same for the same seed (mulberry32). */
const numbersFrom = (seed: number): ((below: number) => number) => {
  let state = seed >>> 0;
  return below => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
};

/** So many races are checked together. */
const portion = 50;

class Race {
  private readonly people = new Set<string>();

  constructor(
    private readonly lane: RaceLane,
    private readonly below: (limit: number) => number,
  ) {}

  /** Makes the pumps and their alerts, races for each, tells the rest of each story, and checks. */
  async portion(names: readonly string[], races: Record<RaceKind, number>): ReturnType<typeof checkRaces> {
    this.people.clear();
    const pumps = names.map(name => racePump(name, stories[this.below(stories.length)] ?? []));
    await this.lane.message(pumps.map(pump => ({ pump, events: pump.story.slice(0, 2) })));
    for (const pump of pumps) {
      const kind = raceKinds[this.below(raceKinds.length)] ?? 'two-commands';
      races[kind] += 1;
      await this.run(kind, pump);
    }
    await this.lane.message(pumps.map(pump => ({ pump, events: pump.story })));
    return checkRaces(this.lane.model, pumps, this.lane.tally, this.people);
  }

  private async run(kind: RaceKind, pump: RacePump): Promise<void> {
    const third = [{ pump, events: pump.story.slice(2, 3) }];
    const fourth = [{ pump, events: pump.story.slice(3) }];
    switch (kind) {
      case 'two-messages':
        await Promise.all([this.lane.message(third, 0), this.lane.message(fourth, 1)]);
        return;
      case 'message-and-command':
        await Promise.all([this.lane.message(third), this.command(pump)]);
        return;
      case 'two-commands':
        await (this.below(4) === 0 ? this.timers(pump) : Promise.all([this.command(pump), this.command(pump)]));
        return;
      case 'two-replicas':
        await Promise.all([this.lane.takeover(third), this.command(pump)]);
    }
  }

  private alertOf({ pumpId, story }: RacePump): string {
    const { alarm } = (story[1]?.data ?? {}) as { alarm?: string };
    const kind = alarm === 'end-of-service' || alarm === 'replacement-due' ? alarm : 'device-fault';
    return `${pumpId}:${kind}:1:2:0`;
  }

  private command(pump: RacePump): Promise<void> {
    const by = this.lane.tally.person();
    this.people.add(by);
    const commands: readonly AlertCommand[] = [
      { kind: 'acknowledge', by, note: null },
      { kind: 'shelve', by, until: raceTime + 1000, reason: 'r' },
      { kind: 'unshelve', by },
      { kind: 'reset', by, note: 'n' },
    ];
    const command = commands[this.below(commands.length)];
    return command === undefined ? Promise.resolve() : this.lane.command(this.alertOf(pump), command);
  }

  /** Two timers that find the same shelf ended. */
  private async timers(pump: RacePump): Promise<void> {
    const by = this.lane.tally.person();
    this.people.add(by);
    await this.lane.command(this.alertOf(pump), { kind: 'shelve', by, until: raceTime + 1, reason: 'r' });
    await Promise.all([this.lane.timer(this.alertOf(pump), raceTime + 1), this.lane.timer(this.alertOf(pump), raceTime + 1)]);
  }
}

/** Races contenders for alerts on a real database and says what it left: no alert twice, no version lost or repeated, no command lost or doubled. */
export const raceAlerts = async ({ model, count, seed, lanes }: RaceOptions): Promise<RaceReport> => {
  const races: Record<RaceKind, number> = { 'two-messages': 0, 'message-and-command': 0, 'two-commands': 0, 'two-replicas': 0 };
  const tally = new RaceTally();
  const faults: string[] = [];
  let changes = 0;
  let begun = 0;
  const runLane = async (index: number): Promise<void> => {
    const race = new Race(await RaceLane.open(model, tally, index), numbersFrom(seed + index));
    while (begun < count) {
      const names = Array.from({ length: Math.min(portion, count - begun) }, (_, i) => `R-${begun + i}`);
      begun += names.length;
      const checked = await race.portion(names, races);
      faults.push(...checked.faults);
      changes += checked.changes;
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, index) => runLane(index)));
  return { races, changes, stale: tally.stale, fenced: tally.fenced, faults };
};
