import type { EpochMs, EventOrder, PumpId } from '@cisterna/contract';
import { Parameters } from '../database/parameters.ts';
import { select } from '../database/select.ts';
import type { ReadModel } from '../read-model.ts';

/** Which events count: those with `time` up to and including `at`, the pump's own only, received by `knownAt`. */
export interface LastOrderQuery {
  readonly pumpId: PumpId;
  readonly at: EpochMs;
  /** Leaves out what people recorded. */
  readonly pumpEventsOnly?: boolean;
  readonly knownAt?: EpochMs | null;
}

/** The place of a pump's last event in order whose `time` is not after `at`; null when there is none. Throws DatabaseUnavailable. */
export const lastOrderAt = async (
  model: ReadModel,
  { pumpId, at, pumpEventsOnly = false, knownAt = null }: LastOrderQuery,
): Promise<EventOrder | null> => {
  const parameters = new Parameters();
  const conditions = [
    `pump_id = ${parameters.add(pumpId)}`,
    `at_ms <= ${parameters.add(at)}`,
    ...(pumpEventsOnly ? ['entry = 0'] : []),
    ...(knownAt === null ? [] : [`received_ms <= ${parameters.add(knownAt)}`]),
  ];
  const text = `select boot, seq, entry from event where ${conditions.join(' and ')}
    order by boot desc, seq desc, entry desc limit 1`;
  const [row] = await select<EventOrder>(model, text, parameters.values);
  return row ?? null;
};
