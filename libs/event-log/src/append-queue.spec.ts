import fc from 'fast-check';
import { AppendQueue } from './append-queue.ts';
import { AppendRejected, LogUnavailable } from './log-errors.ts';

/** A log in small: keeps what is sent, chunk by chunk, after a turn of the event loop; refuses what a test says. */
class Sink {
  readonly chunks: number[][] = [];
  atOnce = 0;
  mostAtOnce = 0;
  refuse: (records: readonly number[]) => Error | null = () => null;

  readonly send = async (records: readonly number[]): Promise<void> => {
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.atOnce);
    await new Promise(setImmediate);
    this.atOnce -= 1;
    const error = this.refuse(records);
    if (error !== null) throw error;
    this.chunks.push([...records]);
  };

  get all(): number[] {
    return this.chunks.flat();
  }
}

const limits = { records: 5, bytes: 100, sizeOf: (record: number) => record };

describe('AppendQueue', () => {
  let sink: Sink;
  let queue: AppendQueue<number>;

  beforeEach(() => {
    sink = new Sink();
    queue = new AppendQueue(sink.send, limits);
  });

  it('sends what came meanwhile together, in order, one chunk at a time', async () => {
    await Promise.all([queue.append([1]), queue.append([2]), queue.append([3, 4]), queue.append([5, 6, 7])]);
    expect(sink.chunks).toEqual([[1], [2, 3, 4, 5, 6], [7]]);
    expect(sink.mostAtOnce).toBe(1);
  });

  it('resolves a call when its last record is sent', async () => {
    let done = false;
    const long = queue.append([1, 2, 3, 4, 5, 6]).then(() => {
      done = true;
    });
    sink.refuse = () => {
      expect(done).toBe(false);
      return null;
    };
    await long;
    expect(sink.chunks).toHaveLength(2);
  });

  it('keeps chunks under the limit of bytes, and sends a larger record alone', async () => {
    await queue.append([60, 40, 1, 150, 99, 2]);
    expect(sink.chunks).toEqual([[60, 40], [1], [150], [99], [2]]);
  });

  it('sends all records in order whatever the sizes of calls and records', async () => {
    const calls = fc.array(fc.array(fc.integer({ min: 0, max: 150 }), { maxLength: 12 }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(calls, async all => {
        const into = new Sink();
        const asked = new AppendQueue(into.send, limits);
        await Promise.all(all.map(records => asked.append(records)));
        expect(into.all).toEqual(all.flat());
        for (const chunk of into.chunks) {
          expect(chunk.length).toBeLessThanOrEqual(limits.records);
          if (chunk.length > 1) expect(chunk.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(limits.bytes);
        }
      }),
    );
  });

  it('refuses only the call whose records are refused', async () => {
    sink.refuse = records => (records.includes(66) ? new AppendRejected('66') : null);
    const settled = await Promise.allSettled([
      queue.append([1]),
      queue.append([2]),
      queue.append([66]),
      queue.append([3]),
    ]);
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(sink.all).toEqual([1, 2, 3]);
  });

  it('refuses the rest of a call once a part of it was refused', async () => {
    sink.refuse = records => (records.includes(3) ? new AppendRejected('3') : null);
    await expect(queue.append([1, 2, 3, 4, 5, 6, 7])).rejects.toThrow('3');
    await queue.append([8]);
    expect(sink.all).toEqual([8]);
  });

  it('refuses all that wait when the log is away', async () => {
    sink.refuse = () => new LogUnavailable('away');
    const settled = await Promise.allSettled([queue.append([1]), queue.append([2]), queue.append([3])]);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    sink.refuse = () => null;
    await queue.append([4]);
    expect(sink.all).toEqual([4]);
  });

  it('lets what is under way end when it is closed, and refuses the rest', async () => {
    const [under, waiting] = [queue.append([1]), queue.append([2])];
    const closed = queue.close(new Error('closed'));
    await expect(waiting).rejects.toThrow('closed');
    await Promise.all([under, closed]);
    expect(sink.all).toEqual([1]);
  });

  it('resolves an append of nothing at once', async () => {
    await queue.append([]);
    expect(sink.chunks).toEqual([]);
  });
});
