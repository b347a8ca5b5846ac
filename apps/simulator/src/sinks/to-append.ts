import type { AppendRecord } from '@cisterna/event-log';
import type { SimulatedRecord } from '../fleet/arrivals.ts';

const headers = { 'content-type': 'application/cloudevents+json' };

/** A simulated record as the event log takes it; its timestamp is the simulated arrival. */
export const toAppend = ({ pumpId, arrivalAt, value }: SimulatedRecord): AppendRecord => ({
  key: pumpId,
  value,
  headers,
  receivedAt: arrivalAt,
});
