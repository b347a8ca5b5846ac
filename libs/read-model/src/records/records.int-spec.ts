import type { ReadModel } from '../read-model.ts';
import { TestDatabase } from '../testing/database.fixture.ts';
import { archived, hour, newYear, TestPartition } from '../testing/rows.fixture.ts';
import { findReservation, markAppended, refillNear, unappendedRecords } from './person-records.ts';
import { moveReservation, reserveRecord, type Reservation, type ReservationRequest } from './reserve-record.ts';

let database: TestDatabase;
let model: ReadModel;
let owner: TestPartition;
beforeAll(async () => {
  database = await TestDatabase.start();
  model = await database.open(undefined, 12);
  owner = await TestPartition.open(model);
});
afterAll(async () => {
  await database.stop();
});

const eventOf = (entry: number): string => JSON.stringify({ entry });

const request = (parts: Partial<ReservationRequest> = {}): ReservationRequest => ({
  pumpId: 'P-1',
  boot: 1,
  seq: 5,
  call: 'symptoms',
  idempotencyKey: null,
  bodyHash: 'hash',
  at: newYear,
  createdAt: newYear,
  eventOf,
  ...parts,
});

const entryOf = (reservation: Reservation): number =>
  reservation.kind === 'refill-near' ? -1 : reservation.record.entry;

describe('a reservation', () => {
  it('takes the next entry that neither the archive nor another reservation has', async () => {
    const pumpId = 'P-next';
    const reserve = async (seq: number) => entryOf(await reserveRecord(model, request({ pumpId, seq })));
    expect([await reserve(5), await reserve(5), await reserve(6)]).toEqual([1, 2, 1]);
    await owner.write({ archive: [archived({ pumpId, seq: 5, entry: 7 }), archived({ pumpId, seq: 7 })] });
    expect([await reserve(5), await reserve(5), await reserve(7)]).toEqual([8, 9, 1]);
  });

  it('keeps the event as it goes to the log', async () => {
    const reservation = await reserveRecord(model, request({ pumpId: 'P-event', idempotencyKey: 'k' }));
    const record = {
      pumpId: 'P-event',
      boot: 1,
      seq: 5,
      entry: 1,
      call: 'symptoms',
      idempotencyKey: 'k',
      bodyHash: 'hash',
      at: newYear,
      event: '{"entry":1}',
      createdAt: newYear,
      appended: false,
    };
    expect(reservation).toEqual({ kind: 'reserved', record });
    const where = { pumpId: 'P-event', call: 'symptoms', idempotencyKey: 'k' };
    expect(await findReservation(model, where)).toEqual(record);
    expect(await findReservation(model, { ...where, call: 'refills' })).toBeNull();
  });

  it('gives entries without a hole or a double to many at the same time', async () => {
    const pumpId = 'P-many';
    const all = await Promise.all(Array.from({ length: 30 }, () => reserveRecord(model, request({ pumpId }))));
    expect(all.map(entryOf).sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
  });

  it('gives one record to the same key however often it comes at the same time, for one pump and one call', async () => {
    const keyed = request({ pumpId: 'P-key', idempotencyKey: 'same' });
    const all = await Promise.all(Array.from({ length: 8 }, () => reserveRecord(model, keyed)));
    expect(all.map(({ kind }) => kind).sort()).toEqual([...Array.from({ length: 7 }, () => 'repeated'), 'reserved']);
    expect(new Set(all.map(entryOf))).toEqual(new Set([1]));
    expect((await reserveRecord(model, { ...keyed, bodyHash: 'other' })).kind).toBe('repeated');
    expect((await reserveRecord(model, { ...keyed, call: 'voids' })).kind).toBe('reserved');
    expect((await reserveRecord(model, { ...keyed, pumpId: 'P-key-2' })).kind).toBe('reserved');
  });

  it('can move on when the log holds something else under its identity', async () => {
    const pumpId = 'P-move';
    await reserveRecord(model, request({ pumpId }));
    await reserveRecord(model, request({ pumpId }));
    const moved = await moveReservation(model, { pumpId, boot: 1, seq: 5, entry: 1 }, eventOf);
    expect(moved).toMatchObject({ entry: 3, event: '{"entry":3}', appended: false });
    expect(await moveReservation(model, { pumpId, boot: 1, seq: 5, entry: 1 }, eventOf)).toBeNull();
    await markAppended(model, { pumpId, boot: 1, seq: 5, entry: 3 });
    expect(await moveReservation(model, { pumpId, boot: 1, seq: 5, entry: 3 }, eventOf)).toBeNull();
  });
});

describe('records that the log may lack', () => {
  it('are given oldest first until they are noted as appended', async () => {
    const pumpId = 'P-append';
    for (const createdAt of [3, 1, 2]) await reserveRecord(model, request({ pumpId, createdAt }));
    const waiting = async (madeBefore: number, limit = 10) =>
      (await unappendedRecords(model, { madeBefore, limit })).map(({ entry }) => entry);
    expect(await waiting(4)).toEqual([2, 3, 1]);
    expect(await waiting(4, 2)).toEqual([2, 3]);
    expect(await waiting(2)).toEqual([2]);
    await markAppended(model, { pumpId, boot: 1, seq: 5, entry: 2 });
    expect(await waiting(4)).toEqual([3, 1]);
  });
});

describe('a refill near another', () => {
  const withinMs = 12 * hour;
  const near = (pumpId: string, at: number, except: { boot: number; seq: number; entry: number }[] = []) =>
    refillNear(model, { pumpId, at, withinMs, except });

  it('is found to either side, the nearest first, the bound included', async () => {
    const pumpId = 'P-near';
    await owner.write({
      archive: [
        archived({ pumpId, seq: 1, filledNl: 5, at: newYear }),
        archived({ pumpId, seq: 2, at: newYear + hour }),
        archived({ pumpId, seq: 3, filledNl: 5, at: newYear + 20 * hour }),
      ],
    });
    expect(await near(pumpId, newYear + 12 * hour)).toEqual({ boot: 1, seq: 3, entry: 0, at: newYear + 20 * hour });
    expect(await near(pumpId, newYear - 12 * hour)).toEqual({ boot: 1, seq: 1, entry: 0, at: newYear });
    expect(await near(pumpId, newYear - 12 * hour - 1)).toBeNull();
    expect(await near(pumpId, newYear, [{ boot: 1, seq: 1, entry: 0 }])).toBeNull();
  });

  it('is refused, also when the other is only reserved yet', async () => {
    const pumpId = 'P-refill';
    const refill = (at: number, except: { boot: number; seq: number; entry: number }[] = []) =>
      reserveRecord(model, request({ pumpId, call: 'refills', at, unlessRefillNear: { withinMs, except } }));
    const both = await Promise.all([refill(newYear), refill(newYear + hour)]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(['refill-near', 'reserved']);
    const first = { boot: 1, seq: 5, entry: 1 };
    expect(await refill(newYear + hour)).toMatchObject({ kind: 'refill-near', refill: first });
    expect((await refill(newYear + hour, [first])).kind).toBe('reserved');
    const confirmed = await reserveRecord(model, request({ pumpId, call: 'refills' }));
    expect(confirmed.kind).toBe('reserved');
  });

  it('is no reason to refuse the same key again', async () => {
    const keyed = request({
      pumpId: 'P-again',
      call: 'refills',
      idempotencyKey: 'k',
      unlessRefillNear: { withinMs, except: [] },
    });
    expect((await reserveRecord(model, keyed)).kind).toBe('reserved');
    expect((await reserveRecord(model, keyed)).kind).toBe('repeated');
  });
});
