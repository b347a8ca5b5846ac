import { administrator, type Principal, type Role } from '../access/principal.ts';
import { Problem } from '../http/problem.ts';
import { march, recordOf, registered, reported } from '../testing/events.fixture.ts';
import { judgeEvents, type TakenEvent } from './judge-events.ts';
import { requireTelemetryAccess } from './telemetry-access.ts';

const takenFrom = (...events: object[]): readonly TakenEvent[] =>
  judgeEvents(
    events.map(value => ({ value, text: JSON.stringify(value) })),
    () => march,
  ).taken;

const clinics: Readonly<Record<string, string>> = { 'P-1': 'C-1', 'P-2': 'C-2' };
const clinicOf = (pumpId: string): string | null => clinics[pumpId] ?? null;

const refusedAt = (principal: Principal, taken: readonly TakenEvent[]): readonly string[] => {
  try {
    requireTelemetryAccess(principal, taken, clinicOf);
    return [];
  } catch (error) {
    return error instanceof Problem && error.code === 'forbidden' ? error.faults.map(({ pointer }) => pointer) : ['?'];
  }
};

const caller = (role: Role, pumpIds: readonly string[] | null = null): Principal => ({
  name: role,
  role,
  clinicIds: ['C-1'],
  pumpIds,
});
const symptom = recordOf(
  'symptom.reported.v1',
  { pumpId: 'P-1', seq: 1, entry: 1, at: march },
  { kind: 'none', severity: 0 },
);

describe('who may post which telemetry', () => {
  const own = reported('P-1', 2, march);
  const foreign = reported('P-2', 2, march);
  const unknown = reported('P-3', 2, march);

  it('an administrator may post everything', () => {
    expect(refusedAt(administrator('admin'), takenFrom(own, foreign, unknown, symptom))).toEqual([]);
  });

  it('a device may post for its own pumps, and not what people do', () => {
    expect(refusedAt(caller('device', ['P-1', 'P-3']), takenFrom(own, foreign, unknown, symptom))).toEqual([
      '/1',
      '/3',
    ]);
  });

  it('a device without named pumps may post for those of its clinics', () => {
    expect(refusedAt(caller('device'), takenFrom(own, foreign, unknown))).toEqual(['/1', '/2']);
  });

  it('a device may not register its pump at a clinic that is not its own', () => {
    expect(
      refusedAt(
        caller('device', ['P-3']),
        takenFrom(registered('P-3', 1, march, 'C-1'), registered('P-3', 2, march, 'C-2')),
      ),
    ).toEqual(['/1']);
  });

  it.each(['clinician', 'technician'] as const)(
    'a %s may post what people record, and does not speak for pumps',
    role => {
      expect(refusedAt(caller(role), takenFrom(symptom, own))).toEqual(['/1']);
    },
  );
});
