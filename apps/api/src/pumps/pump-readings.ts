import { LRUCache } from 'lru-cache';
import type { PumpId } from '@cisterna/contract';
import { parsePump, pumpReading, type PumpReading } from '@cisterna/domain';
import { readPumps, type ListedPump, type PumpMark, type ReadModel } from '@cisterna/read-model';

/** A pump as a list shows it, before the clock and the alerts have had their say. */
export interface ReadPump extends Pick<PumpMark, 'pumpId' | 'silentAt' | 'clockAt'> {
  readonly reading: PumpReading;
}

interface Known {
  readonly changedBy: number;
  readonly reading: PumpReading;
}

/** About 3 kB each. */
const keptReadings = 20_000;

/** The reading of a row that was read whole. */
export const readPump = ({ pumpId, silentAt, clockAt, state }: ListedPump): ReadPump => ({
  pumpId,
  silentAt,
  clockAt,
  reading: pumpReading(parsePump(state)),
});

/** Keeps the readings of the pumps listed last, each for as long as its row is the same: most of a fleet does not change between two looks at it. */
export class PumpReadings {
  private readonly known = new LRUCache<PumpId, Known>({ max: keptReadings });

  constructor(
    private readonly model: ReadModel,
    private readonly topic: string,
  ) {}

  /** The pumps marked, in their order; whose row is not known is read, and may be newer than its mark. Throws DatabaseUnavailable. */
  async of(marks: readonly PumpMark[]): Promise<ReadPump[]> {
    const known = marks.map(mark => this.knownOf(mark));
    const fresh = await this.read(marks.filter((_, index) => known[index] === null).map(({ pumpId }) => pumpId));
    return marks.flatMap((mark, index) => known[index] ?? fresh.get(mark.pumpId) ?? []);
  }

  private knownOf({ pumpId, changedBy, silentAt, clockAt }: PumpMark): ReadPump | null {
    const known = this.known.get(pumpId);
    return known?.changedBy === changedBy ? { pumpId, silentAt, clockAt, reading: known.reading } : null;
  }

  private async read(pumpIds: readonly PumpId[]): Promise<ReadonlyMap<PumpId, ReadPump>> {
    const rows = pumpIds.length === 0 ? [] : await readPumps(this.model, this.topic, pumpIds);
    const fresh = new Map<PumpId, ReadPump>();
    for (const row of rows) {
      const read = readPump(row);
      fresh.set(row.pumpId, read);
      this.known.set(row.pumpId, { changedBy: row.changedBy, reading: read.reading });
    }
    return fresh;
  }
}
