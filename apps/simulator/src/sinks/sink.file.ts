import { formatTime } from '@cisterna/contract';
import type { SimulatedRecord } from '../fleet/arrivals.ts';
import { LineFile } from './line-file.ts';
import type { Sink } from './sink.ts';

/** Writes records as JSON lines: `{ "key", "receivedAt", "event" }`. */
export class FileSink implements Sink {
  private readonly file: LineFile;

  constructor(path: string) {
    this.file = new LineFile(path);
  }

  write(records: readonly SimulatedRecord[]): Promise<void> {
    return this.file.write(
      records.map(
        ({ pumpId, arrivalAt, value }) =>
          `{"key":"${pumpId}","receivedAt":"${formatTime(arrivalAt)}","event":${value}}`,
      ),
    );
  }

  close(): Promise<void> {
    return this.file.close();
  }
}
