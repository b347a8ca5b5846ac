import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

/** A file that is written line by line; waits when the disk is slower. */
export class LineFile {
  private readonly stream: WriteStream;

  constructor(path: string) {
    this.stream = createWriteStream(path);
    // An error is told to whoever writes next, or closes.
    this.stream.on('error', () => undefined);
  }

  /** @throws Error when the file can't be written */
  async write(lines: readonly string[]): Promise<void> {
    if (this.stream.errored !== null) throw this.stream.errored;
    if (lines.length > 0 && !this.stream.write(`${lines.join('\n')}\n`)) await once(this.stream, 'drain');
  }

  async close(): Promise<void> {
    this.stream.end();
    await finished(this.stream);
  }
}
