import { asError, isRetriable } from './log-errors.ts';

interface Call<R> {
  readonly records: readonly R[];
  /** How many of the records have been taken for sending. */
  taken: number;
  unsent: number;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

interface Part<R> {
  readonly call: Call<R>;
  readonly records: readonly R[];
}

/** What one sending may hold at most; a single larger record goes alone. */
export interface ChunkLimits<R> {
  readonly records: number;
  readonly bytes: number;
  readonly sizeOf: (record: R) => number;
}

/**
 * Gathers appends that come while one is being sent and sends them together, one chunk at a time, in order: order is kept
 * without waiting, and many small appends cost one round trip. Where a chunk is refused, its calls are tried one by one.
 */
export class AppendQueue<R> {
  private calls: Call<R>[] = [];
  private running: Promise<void> | null = null;

  constructor(
    private readonly send: (records: readonly R[]) => Promise<void>,
    private readonly limits: ChunkLimits<R>,
  ) {}

  /** Resolves when all records are sent; rejects with what `send` threw, other calls' failures aside. */
  append(records: readonly R[]): Promise<void> {
    if (records.length === 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.calls.push({ records, taken: 0, unsent: records.length, resolve, reject });
      this.running ??= this.run();
    });
  }

  /** Refuses what waits, and resolves when what is under way has ended. */
  async close(reason: Error): Promise<void> {
    this.refuse(this.calls, reason);
    await this.running;
  }

  private async run(): Promise<void> {
    for (let parts = this.take(); parts.length > 0; parts = this.take()) {
      try {
        await this.send(parts.flatMap(part => part.records));
        parts.forEach(part => {
          this.settle(part);
        });
      } catch (thrown) {
        await this.recover(parts, asError(thrown));
      }
    }
    this.running = null;
  }

  private take(): Part<R>[] {
    const parts: Part<R>[] = [];
    let room = { records: this.limits.records, bytes: this.limits.bytes };
    for (const call of this.calls) {
      const records = this.fitting(call, room, parts.length === 0);
      if (records.length > 0) parts.push({ call, records });
      call.taken += records.length;
      if (call.taken < call.records.length) break;
      room = { records: room.records - records.length, bytes: room.bytes - this.bytesOf(records) };
    }
    this.calls = this.calls.filter(call => call.taken < call.records.length);
    return parts;
  }

  private bytesOf(records: readonly R[]): number {
    return records.reduce((sum, record) => sum + this.limits.sizeOf(record), 0);
  }

  private fitting(call: Call<R>, room: { records: number; bytes: number }, first: boolean): readonly R[] {
    let { bytes } = room;
    let end = call.taken;
    const most = Math.min(call.records.length, call.taken + room.records);
    while (end < most) {
      bytes -= this.limits.sizeOf(call.records[end] as R);
      if (bytes < 0 && !(first && end === call.taken)) break;
      end += 1;
    }
    return call.records.slice(call.taken, end);
  }

  private settle({ call, records }: Part<R>): void {
    call.unsent -= records.length;
    if (call.unsent === 0) call.resolve();
  }

  private async recover(parts: readonly Part<R>[], error: Error): Promise<void> {
    if (isRetriable(error)) {
      this.refuse([...parts.map(({ call }) => call), ...this.calls], error);
    } else if (parts.length === 1) {
      this.refuse(
        parts.map(({ call }) => call),
        error,
      );
    } else {
      for (const part of parts) {
        await this.send(part.records).then(
          () => {
            this.settle(part);
          },
          (thrown: unknown) => {
            this.refuse([part.call], asError(thrown));
          },
        );
      }
    }
  }

  private refuse(calls: readonly Call<R>[], error: Error): void {
    for (const call of calls) call.reject(error);
    this.calls = this.calls.filter(call => !calls.includes(call));
  }
}
