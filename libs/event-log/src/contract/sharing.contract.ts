import { eventually } from '../../../../test/kit/eventually.ts';
import { RecordingOwner, Shelf } from '../testing/recording-owner.ts';
import { records, upTo, numbers, stored, partitions, type Stage } from './stage.ts';

export const describeSharing = (stage: Stage): void => {
  it('divides the partitions between two readers, and gives all to the one that stays', async () => {
    const shelf = new Shelf();
    const [one, two] = [new RecordingOwner(shelf), new RecordingOwner(shelf)];
    const [first, second] = [stage.openLog(), stage.openLog()];
    const both = [first.consume(one), second.consume(two)];
    await eventually('two each', () => both.every(subscription => subscription.partitions().length === 2));
    await first.append(records(500));
    await stored(shelf, 500);
    await both[0]!.stop();
    await first.append(records(500, 500));
    await stored(shelf, 1_000);
    expect(both[1]!.partitions()).toHaveLength(partitions);
    expect(numbers(shelf.values())).toEqual(upTo(1_000));
  });

  it('loses and doubles nothing while readers come and go under load', async () => {
    const shelf = new Shelf();
    const writer = stage.openLog();
    const writing = (async () => {
      for (let round = 0; round < 100; round++) await writer.append(records(20, round * 20));
    })();
    stage.openLog().consume(new RecordingOwner(shelf));
    for (let round = 0; round < 3; round++) {
      const guest = stage.openLog().consume(new RecordingOwner(shelf));
      await eventually('the guest has its share', () => guest.partitions().length === 2);
      await guest.stop();
    }
    await writing;
    await stored(shelf, 2_000);
    expect(numbers(shelf.values())).toEqual(upTo(2_000));
  });
};
