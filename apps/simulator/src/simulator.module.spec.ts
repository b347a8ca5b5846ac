import { Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import type { AppendRecord } from '@cisterna/event-log';
import { wallClock } from '@cisterna/platform';
import type { FleetBookmark, FleetCourse } from './live/fleet-bookmark.ts';
import { SimulatedFleet } from './live/simulated-fleet.ts';
import { SimulatorModule } from './simulator.module.ts';

const logToken = Symbol('log');

class MemoryLog {
  readonly records: AppendRecord[] = [];
  private heard: () => void = () => undefined;
  readonly firstAppend = new Promise<void>(resolve => {
    this.heard = resolve;
  });

  append(records: readonly AppendRecord[]): Promise<void> {
    this.records.push(...records);
    this.heard();
    return Promise.resolve();
  }
}

@Module({ providers: [{ provide: logToken, useValue: new MemoryLog() }], exports: [logToken] })
class LogModule {}

const bookmark: FleetBookmark & { saved: FleetCourse | null } = {
  saved: null,
  load: () => Promise.resolve(null),
  save: course => {
    bookmark.saved = course;
    return Promise.resolve();
  },
};

describe('SimulatorModule', () => {
  it('lets a fleet live from the start of the application to its end', async () => {
    const failures: unknown[] = [];
    const testing = await Test.createTestingModule({
      imports: [
        SimulatorModule.forFleet<[MemoryLog]>({
          imports: [LogModule],
          inject: [logToken],
          needs: log => ({
            choice: { pumps: 2, daysAgo: 2, historyDays: 1 },
            append: records => log.append(records),
            bookmark,
            clock: wallClock,
            log: { info: () => undefined, warn: () => undefined },
          }),
          failed: error => failures.push(error),
        }),
      ],
    }).compile();
    const app = await testing.init();
    const log = app.get<MemoryLog>(logToken, { strict: false });
    await log.firstAppend;
    await app.close();
    const fleet = app.get(SimulatedFleet);
    expect(fleet.status()).toMatchObject({ phase: 'stopped', sent: log.records.length });
    expect(bookmark.saved?.sentUntil).toBe(log.records.at(-1)?.receivedAt);
    expect(failures).toEqual([]);
  });
});
