import { commandAlert, endShelf, type AlertCommand } from '@cisterna/domain';
import { changeAlert } from '../alerts/change-alert.ts';
import { Fenced, StaleState } from '../read-model.error.ts';
import type { ReadModel } from '../read-model.ts';
import { raceTime, rowsFor, type Arrival } from './race-pump.fixture.ts';
import { TestPartition } from './rows.fixture.ts';

/** How often a message is tried before a race counts as hung. */
const patience = 50;

/** What the contenders of many races did. */
export class RaceTally {
  /** Who changed an alert by command, and how many times: each name is used once. */
  readonly changedBy = new Map<string, number>();
  stale = 0;
  fenced = 0;
  private people = 0;

  /** A person nobody was before. */
  person(): string {
    this.people += 1;
    return `person-${this.people}`;
  }
}

/** Two partitions as their owners see them: a pump's records may turn up in both, and a partition may get another owner. */
export class RaceLane {
  private constructor(
    readonly model: ReadModel,
    readonly tally: RaceTally,
    private readonly owners: [TestPartition, TestPartition],
  ) {}

  static async open(model: ReadModel, tally: RaceTally, lane: number): Promise<RaceLane> {
    const owners: [TestPartition, TestPartition] = [await TestPartition.open(model, 2 * lane), await TestPartition.open(model, 2 * lane + 1)];
    return new RaceLane(model, tally, owners);
  }

  /** One of the owners takes events and decides anew each time that it finds others were faster. */
  async message(arrivals: readonly Arrival[], which: 0 | 1 = 0): Promise<void> {
    await this.take(this.owners[which], arrivals);
  }

  /** The owner takes events while another replica takes the partition over, and reads on from where it finds it. */
  async takeover(arrivals: readonly Arrival[]): Promise<void> {
    const former = this.owners[0];
    const successor = async (): Promise<void> => {
      this.owners[0] = await TestPartition.open(this.model, former.partition);
      await this.take(this.owners[0], arrivals);
    };
    await Promise.all([this.untilFenced(former, arrivals), successor()]);
  }

  async command(alertId: string, command: AlertCommand): Promise<void> {
    const outcome = await changeAlert(this.model, alertId, record => commandAlert(record, command, { at: raceTime }));
    if (outcome?.kind === 'changed') this.tally.changedBy.set(command.by, (this.tally.changedBy.get(command.by) ?? 0) + 1);
  }

  async timer(alertId: string, now: number): Promise<void> {
    await changeAlert(this.model, alertId, record => endShelf(record, { now, at: now }));
  }

  private async untilFenced(owner: TestPartition, arrivals: readonly Arrival[]): Promise<void> {
    try {
      await this.take(owner, arrivals);
    } catch (error) {
      if (!(error instanceof Fenced)) throw error;
      this.tally.fenced += 1;
    }
  }

  private async take(owner: TestPartition, arrivals: readonly Arrival[]): Promise<void> {
    for (let attempt = 0; attempt < patience; attempt += 1) {
      const rows = await rowsFor(this.model, arrivals);
      if (rows === null || (await this.wasStored(owner, rows))) return;
    }
    throw new Error(`${arrivals[0]?.pump.pumpId ?? ''}: not stored in ${patience} attempts`);
  }

  private async wasStored(owner: TestPartition, rows: Parameters<TestPartition['write']>[0]): Promise<boolean> {
    try {
      await owner.write({ clockAt: raceTime, ...rows });
      return true;
    } catch (error) {
      if (!(error instanceof StaleState)) throw error;
      this.tally.stale += 1;
      return false;
    }
  }
}
