import type { PumpId } from '@cisterna/contract';
import type { ArchiveBatch, ReadModel } from '@cisterna/read-model';
import type { RuleBook } from '../clinic-rules/rule-book.ts';
import type { FoldedPump } from '../pumps/fold-pump.ts';
import type { PumpEntry } from '../pumps/pump-entry.ts';
import type { ServiceTime } from '../pumps/service-time.ts';
import type { Taken } from './rejections.ts';

/** A pump folded, with what was taken of it. */
export interface TakenPump {
  readonly pump: FoldedPump;
  readonly taken: readonly Taken[];
}

/** What every fold of a batch needs. */
export interface BatchWork {
  readonly model: ReadModel;
  readonly entries: ReadonlyMap<PumpId, PumpEntry>;
  readonly time: ServiceTime;
  readonly archive: ArchiveBatch;
  readonly rules: RuleBook;
}
