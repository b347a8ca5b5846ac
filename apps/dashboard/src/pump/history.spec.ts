import type { ArchivedEvent } from '@cisterna/contract';
import { alarmSpells, annotationSpells, isVoided, programmesOf, standing, voidedPlaces } from './history.ts';
import { present } from './travel.ts';

const at = (hour: number): string => new Date(Date.UTC(2026, 0, 1, hour)).toISOString();

const event = (type: string, seq: number, data: Record<string, unknown>, entry = 0): ArchivedEvent =>
  ({ specversion: '1.0', id: `P:1:${seq}+${entry}`, source: '/', type, subject: 'P', time: at(seq), boot: 1, seq, entry, data, receivedAt: at(seq + 1) });

const symptom = event('symptom.reported.v1', 3, { kind: 'none', severity: 0 }, 1);
const taken = event('record.voided.v1', 4, { entryOf: { boot: 1, seq: 3, entry: 1 }, reason: 'mistaken' }, 1);
const restored = event('record.voided.v1', 5, { entryOf: { boot: 1, seq: 4, entry: 1 }, reason: 'was right' }, 1);

describe('records taken back', () => {
  it('do not stand', () => {
    expect(standing([symptom, taken], present)).toEqual([taken]);
    expect(isVoided(symptom, voidedPlaces([symptom, taken]))).toBe(true);
  });

  it('stand again once the void is itself taken back', () => {
    expect(standing([symptom, taken, restored], present)).toEqual([symptom, restored]);
  });

  it('stand while the void was not yet received', () => {
    expect(standing([symptom, taken], { asOf: null, knownAt: Date.parse(at(4)) })).toEqual([symptom]);
  });
});

describe('alarms of the device', () => {
  const raised = event('alarm.raised.v1', 1, { alarm: 'motor-stall' });
  const again = event('alarm.raised.v1', 2, { alarm: 'motor-stall' });
  const cleared = event('alarm.cleared.v1', 6, { alarm: 'motor-stall' });

  it('last from the first raised to the cleared; raised again changes nothing', () => {
    expect(alarmSpells([raised, again, cleared])).toEqual([{ id: raised.id, from: Date.parse(at(1)), to: Date.parse(at(6)), label: 'motor stall' }]);
  });

  it('last on while nothing cleared them, and a cleared of what is not open is nothing', () => {
    expect(alarmSpells([cleared, raised]).map(({ to }) => to)).toEqual([null]);
  });
});

describe('annotations', () => {
  it('last as they say, with their note', () => {
    const mri = event('annotation.recorded.v1', 1, { kind: 'mri', startsAt: at(2), endsAt: at(3), text: 'knee' }, 1);
    const note = event('annotation.recorded.v1', 1, { kind: 'travel', startsAt: at(2), endsAt: at(3) }, 2);
    expect(annotationSpells([mri, note], ['mri'])).toEqual([{ id: mri.id, from: Date.parse(at(2)), to: Date.parse(at(3)), label: 'MRI: knee' }]);
    expect(annotationSpells([mri, note], ['travel']).map(({ label }) => label)).toEqual(['travel']);
  });
});

describe('programmes', () => {
  it('come in order of time, whatever the order of counting', () => {
    const later = event('therapy.programmed.v1', 9, { segments: [] });
    const earlier = event('therapy.programmed.v1', 2, { segments: [] });
    expect(programmesOf([later, earlier]).map(({ since }) => since)).toEqual([Date.parse(at(2)), Date.parse(at(9))]);
  });
});
