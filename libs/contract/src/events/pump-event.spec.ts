import { type EventType, eventDataSchemas } from './pump-event.ts';
import { faultsOf } from '../codec/fault.ts';

type Case = readonly [what: string, changes: Record<string, unknown>, pointer: string | null];

const taken = null;

/** Of each type: one sound `data` and what may and may not be changed in it. */
const describeData = (type: EventType, sound: Record<string, unknown>, cases: readonly Case[]): void => {
  const pointersOf = (changes: Record<string, unknown>): string[] => {
    const data: unknown = JSON.parse(JSON.stringify({ ...sound, ...changes }));
    return faultsOf(eventDataSchemas[type], data).map(({ pointer }) => pointer);
  };

  describe(type, () => {
    it('takes sound data, also with fields it does not know', () => {
      expect([pointersOf({}), pointersOf({ unknown: [{}] })]).toEqual([[], []]);
    });

    it.each(cases)('%s', (_what, changes, pointer) => {
      expect(pointersOf(changes)).toEqual(pointer === null ? [] : [pointer]);
    });
  });
};

const drug = { code: 'baclofen', concentrationMicrogramsPerMl: 2000 };

const registration = {
  clinicId: 'north',
  model: 'Imaginary 40',
  serial: 'S1',
  reservoirCapacityNl: 40_000_000,
  lowReservoirNl: 2_000_000,
  drugs: [drug],
  reportIntervalSeconds: 3600,
  sensors: { reservoir: false, catheterPressure: true },
};

describeData('pump.registered.v1', registration, [
  ['takes optional fields that are null', { implantedAt: null, patientRef: null, historyStartsAt: null }, taken],
  ['takes a start of the history', { historyStartsAt: { boot: 3, seq: 17 } }, taken],
  ['refuses a start before the first seq', { historyStartsAt: { boot: 1, seq: 0 } }, '/historyStartsAt/seq'],
  ['refuses a start at boot 0', { historyStartsAt: { boot: 0, seq: 1 } }, '/historyStartsAt/boot'],
  ['refuses a clinic of another form', { clinicId: 'north ward' }, '/clinicId'],
  ['refuses a registration without a serial', { serial: undefined }, '/serial'],
  ['refuses an unknown drug', { drugs: [drug, { ...drug, code: 'aspirin' }] }, '/drugs/1/code'],
  ['takes a fraction of a concentration', { drugs: [{ ...drug, concentrationMicrogramsPerMl: 0.5 }] }, taken],
  [
    'refuses a negative concentration',
    { drugs: [{ ...drug, concentrationMicrogramsPerMl: -1 }] },
    '/drugs/0/concentrationMicrogramsPerMl',
  ],
  ['takes no drugs at all', { drugs: [] }, taken],
  ['takes a threshold above the capacity', { lowReservoirNl: 50_000_000 }, taken],
  ['refuses half of the sensors', { sensors: { reservoir: true } }, '/sensors/catheterPressure'],
  ['refuses a sensor that is no boolean', { sensors: { reservoir: 1, catheterPressure: true } }, '/sensors/reservoir'],
  ['refuses a date for the time of the implant', { implantedAt: '2024-05-01' }, '/implantedAt'],
]);

describeData('pump.booted.v1', { previousBoot: 1, previousLastSeq: 40, reason: 'watchdog' }, [
  ['takes an unknown end of the former boot', { previousBoot: null, previousLastSeq: null }, taken],
  ['refuses to leave the former boot out', { previousBoot: undefined }, '/previousBoot'],
  ['refuses to leave the former end out', { previousLastSeq: undefined }, '/previousLastSeq'],
  ['takes a former boot that sent nothing', { previousLastSeq: 0 }, taken],
  ['takes the largest boot', { previousBoot: 2_147_483_647 }, taken],
  ['refuses a boot beyond it', { previousBoot: 2_147_483_648 }, '/previousBoot'],
  ['refuses boot 0', { previousBoot: 0 }, '/previousBoot'],
  ['refuses an unknown reason', { reason: 'magic' }, '/reason'],
]);

const segment = { startMinute: 0, rateNlPerHour: 20_833 };
const patientBolus = { volumeNl: 50_000, lockoutSeconds: 3600, maxPerDay: 6 };

describeData('therapy.programmed.v1', { mode: 'flex', segments: [segment], patientBolus: null, by: 'Dr Who' }, [
  ['takes ascending segments up to the last minute', { segments: [segment, { ...segment, startMinute: 1439 }] }, taken],
  ['refuses minute 1440', { segments: [segment, { ...segment, startMinute: 1440 }] }, '/segments/1/startMinute'],
  ['refuses a first segment after midnight', { segments: [{ ...segment, startMinute: 1 }] }, '/segments'],
  ['refuses two segments at one minute', { segments: [segment, segment] }, '/segments'],
  [
    'refuses segments that descend',
    { segments: [segment, { ...segment, startMinute: 60 }, { ...segment, startMinute: 59 }] },
    '/segments',
  ],
  ['refuses a negative rate', { segments: [{ ...segment, rateNlPerHour: -1 }] }, '/segments/0/rateNlPerHour'],
  ['takes a rate of 0', { segments: [{ ...segment, rateNlPerHour: 0 }] }, taken],
  ['takes a stopped therapy without segments', { mode: 'stopped', segments: [] }, taken],
  ['refuses segments of a stopped therapy', { mode: 'stopped' }, ''],
  ['refuses a running therapy without segments', { segments: [] }, ''],
  ['takes a patient bolus', { patientBolus }, taken],
  ['refuses to leave the patient bolus out', { patientBolus: undefined }, '/patientBolus'],
  ['refuses half a patient bolus', { patientBolus: { ...patientBolus, maxPerDay: null } }, '/patientBolus/maxPerDay'],
  ['refuses an unknown mode', { mode: 'turbo' }, '/mode'],
]);

describeData('bolus.delivered.v1', { origin: 'patient', kind: 'single', volumeNl: 50_000, durationSeconds: 0 }, [
  ['refuses an unknown origin', { origin: 'pump' }, '/origin'],
  ['refuses an unknown kind', { kind: 'double' }, '/kind'],
  ['refuses a fraction of a second', { durationSeconds: 0.5 }, '/durationSeconds'],
]);

describeData('bolus.denied.v1', { reason: 'lockout' }, [['refuses an unknown reason', { reason: 'mood' }, '/reason']]);

describeData('reservoir.refilled.v1', { aspiratedNl: 3_100_000, filledNl: 40_000_000 }, [
  ['takes drugs, expiry and person', { drugs: [drug], drugExpiresAt: '2026-09-01T00:00:00Z', by: 'R. N.' }, taken],
  ['takes them as null', { drugs: null, drugExpiresAt: null, by: null }, taken],
  ['takes more than any reservoir holds', { filledNl: 1_000_000_000 }, taken],
  ['refuses a negative residue', { aspiratedNl: -1 }, '/aspiratedNl'],
  ['refuses a person that is no text', { by: 7 }, '/by'],
]);

describeData('alarm.raised.v1', { alarm: 'motor-stall' }, [['refuses an unknown alarm', { alarm: 'bored' }, '/alarm']]);
describeData('alarm.cleared.v1', { alarm: 'over-pressure' }, [['refuses no alarm', { alarm: null }, '/alarm']]);

describeData('symptom.reported.v1', { kind: 'withdrawal', severity: 10 }, [
  ['takes severity 0', { severity: 0 }, taken],
  ['refuses severity 11', { severity: 11 }, '/severity'],
  ['refuses half a severity', { severity: 2.5 }, '/severity'],
]);

describeData(
  'annotation.recorded.v1',
  { kind: 'mri', startsAt: '2026-03-01T09:00:00Z', endsAt: '2026-03-01T10:00:00.5Z' },
  [
    ['takes an end before the start', { endsAt: '2026-03-01T08:00:00Z' }, taken],
    ['refuses an open end', { endsAt: null }, '/endsAt'],
    ['refuses an unknown kind', { kind: 'party' }, '/kind'],
  ],
);

describeData('catheter.examined.v1', { method: 'ct', finding: 'patent' }, [
  ['refuses an unknown method', { method: 'guess' }, '/method'],
  ['refuses an unknown finding', { finding: 'fine' }, '/finding'],
]);

describeData('catheter.revised.v1', {}, [
  ['takes a text', { text: 'new distal segment' }, taken],
  ['refuses a text that is none', { text: {} }, '/text'],
]);

describeData('pump.explanted.v1', {}, [['takes a reason of null', { reason: null }, taken]]);

describeData('record.voided.v1', { entryOf: { boot: 1, seq: 0, entry: 1 }, reason: 'typed twice' }, [
  ["refuses the pump's own event", { entryOf: { boot: 1, seq: 1, entry: 0 } }, '/entryOf/entry'],
  ['refuses to say no reason', { reason: null }, '/reason'],
]);
