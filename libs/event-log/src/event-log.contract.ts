import { describeAppending } from './contract/appending.contract.ts';
import { describePositions } from './contract/positions.contract.ts';
import { describeReading } from './contract/reading.contract.ts';
import { describeSharing } from './contract/sharing.contract.ts';
import { Stage, type MakeLog } from './contract/stage.ts';

/** What every event log promises; called by the spec of each adapter, against the real thing. */
export const describeEventLog = (make: MakeLog): void => {
  const stage = new Stage(make);

  beforeEach(() => stage.begin());
  afterEach(() => stage.end());

  describe('appending', () => {
    describeAppending(stage);
  });
  describe('reading', () => {
    describeReading(stage);
  });
  describe('sharing', () => {
    describeSharing(stage);
  });
  describe('a stored position outside of the log', () => {
    describePositions(stage);
  });
  it('answers when asked whether it is there', async () => {
    const log = stage.openLog();
    await log.ready();
    await expect(log.check()).resolves.toBeUndefined();
  });
};
