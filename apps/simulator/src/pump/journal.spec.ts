import { nanolitres, type PumpFact } from '@cisterna/contract';
import { DeviceClock } from './device-clock.ts';
import { Journal, type Departure } from './journal.ts';

const installedAt = Date.UTC(2026, 0, 5);
const hourMs = 3_600_000;

const journalWith = (aheadMs: number) => {
  const sent: { event: PumpFact; departure: Departure }[] = [];
  const clock = new DeviceClock(installedAt, aheadMs, 0);
  const journal = new Journal(
    { pumpId: 'P-1', clinicId: 'clinic-01' },
    clock,
    { boot: 1, seq: 0 },
    (event, departure) => {
      sent.push({ event, departure });
    },
  );
  return { journal, sent, clock };
};

const refill = { aspiratedNl: nanolitres(1), filledNl: nanolitres(2) };
const places = (sent: readonly { event: PumpFact }[]) =>
  sent.map(({ event: { boot, seq, entry } }) => [boot, seq, entry]);

describe('Journal', () => {
  it('counts the pump’s own events and stamps them by the pump’s clock, in whole seconds', () => {
    const { journal, sent } = journalWith(90_500);
    journal.own(installedAt, 'alarm.raised.v1', { alarm: 'low-reservoir' });
    journal.own(installedAt + hourMs + 700, 'alarm.cleared.v1', { alarm: 'low-reservoir' });
    expect(places(sent)).toEqual([
      [1, 1, 0],
      [1, 2, 0],
    ]);
    expect(sent.map(({ event }) => event.at - installedAt)).toEqual([90_000, hourMs + 91_000]);
    expect(sent.map(({ departure }) => departure)).toEqual([
      { at: installedAt, by: 'gateway' },
      { at: installedAt + hourMs + 700, by: 'gateway' },
    ]);
    expect(sent.map(({ event }) => event.clinicId)).toEqual([null, null]);
  });

  it('does not lose a second to a rounding error', () => {
    const { journal, clock } = journalWith(0);
    for (let seconds = 0; seconds < 100_000; seconds += 997) {
      const target = installedAt + seconds * 1000;
      expect(journal.deviceSecond(Math.ceil(clock.trueTime(target)))).toBe(target);
    }
  });

  it('puts a person’s record after the newest pump event that it follows, with the next free entry', () => {
    const { journal, sent } = journalWith(0);
    for (let hour = 0; hour < 3; hour += 1)
      journal.own(installedAt + hour * hourMs, 'alarm.raised.v1', { alarm: 'memory-error' });
    expect(journal.person(installedAt + 1.5 * hourMs, 'reservoir.refilled.v1', refill, 0)).toEqual({
      pumpId: 'P-1',
      boot: 1,
      seq: 2,
      entry: 1,
    });
    journal.person(installedAt + 1.9 * hourMs, 'reservoir.refilled.v1', refill, 5000);
    journal.person(installedAt + 7 * hourMs, 'reservoir.refilled.v1', refill, 0);
    expect(places(sent.slice(3))).toEqual([
      [1, 2, 1],
      [1, 2, 2],
      [1, 3, 1],
    ]);
    expect(sent[4]?.event.clinicId).toBe('clinic-01');
    expect(sent[4]?.departure).toEqual({ at: installedAt + 1.9 * hourMs + 5000, by: 'clinic' });
  });

  it('counts a person’s record by true time although the pump’s clock is ahead', () => {
    const { journal, sent } = journalWith(2 * hourMs);
    for (let hour = 0; hour < 5; hour += 1)
      journal.own(installedAt + hour * hourMs, 'alarm.raised.v1', { alarm: 'memory-error' });
    journal.person(installedAt + 4.5 * hourMs, 'reservoir.refilled.v1', refill, 0);
    expect(places(sent).at(-1)).toEqual([1, 3, 1]);
  });

  it('begins a new boot at a restart and says where the former one ended', () => {
    const { journal, sent } = journalWith(0);
    journal.own(installedAt, 'alarm.raised.v1', { alarm: 'memory-error' });
    journal.own(installedAt, 'alarm.cleared.v1', { alarm: 'memory-error' }, 'nowhere');
    journal.restart(installedAt + 1000, 'watchdog');
    expect(sent[2]?.event).toMatchObject({
      boot: 2,
      seq: 1,
      type: 'pump.booted.v1',
      data: { previousBoot: 1, previousLastSeq: 2, reason: 'watchdog' },
    });
    expect(journal.position).toEqual({ boot: 2, seq: 1 });
  });
});
