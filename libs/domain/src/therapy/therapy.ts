import type { EpochMs, EventData, PumpEvent } from '@cisterna/contract';

/** The programme the pump runs, as received, and since when (pump clock). Plain data, safe to keep as JSON. */
export interface Therapy extends Readonly<EventData<'therapy.programmed.v1'>> {
  readonly since: EpochMs;
}

/** The programme after an event: the newest one programmed, null before the first. Total: any other event changes nothing. */
export const evolveTherapy = (state: Therapy | null, event: PumpEvent): Therapy | null => {
  if (event.type !== 'therapy.programmed.v1') return state;
  const { mode, segments, patientBolus, by } = event.data;
  return { mode, segments, patientBolus, ...(by === undefined ? {} : { by }), since: event.at };
};
