import { nanolitres, nanolitresPerHour, seconds, type EventData, type PumpEvent } from '@cisterna/contract';
import { evolveTherapy } from './therapy.ts';

const at = Date.UTC(2026, 4, 4, 9, 30);
const identity = { pumpId: 'P-1', boot: 1, seq: 3, entry: 0, at, clinicId: null, receivedAt: at } as const;
const programmed = (data: EventData<'therapy.programmed.v1'>): PumpEvent => ({
  ...identity,
  type: 'therapy.programmed.v1',
  data,
});
const night: EventData<'therapy.programmed.v1'> = {
  mode: 'flex',
  segments: [
    { startMinute: 0, rateNlPerHour: nanolitresPerHour(20_000) },
    { startMinute: 480, rateNlPerHour: nanolitresPerHour(35_000) },
  ],
  patientBolus: { volumeNl: nanolitres(25_000), lockoutSeconds: seconds(7200), maxPerDay: 4 },
  by: 'Dr. Okafor',
};

describe('the therapy of a pump', () => {
  it('is the programme as received, since the event’s own time', () => {
    expect(evolveTherapy(null, programmed(night))).toEqual({ ...night, since: at });
  });

  it('leaves out who programmed it where the event does, and keeps a null', () => {
    const anonymous = { mode: night.mode, segments: night.segments, patientBolus: night.patientBolus };
    expect(evolveTherapy(null, programmed(anonymous))).not.toHaveProperty('by');
    expect(evolveTherapy(null, programmed({ ...night, by: null }))).toHaveProperty('by', null);
  });

  it('is replaced whole by the next programme', () => {
    const stopped: EventData<'therapy.programmed.v1'> = { mode: 'stopped', segments: [], patientBolus: null };
    const before = evolveTherapy(null, programmed(night));
    expect(evolveTherapy(before, programmed(stopped))).toEqual({ ...stopped, since: at });
  });

  it('stays the same object under any other event', () => {
    const before = evolveTherapy(null, programmed(night));
    expect(evolveTherapy(before, { ...identity, type: 'pump.explanted.v1', data: {} })).toBe(before);
    expect(evolveTherapy(null, { ...identity, type: 'pump.explanted.v1', data: {} })).toBeNull();
  });
});
