import fc from 'fast-check';
import { anyFact } from '../../testing/event.arbitrary.ts';
import { binaryRecord, bytes, structuredRecord } from '../../testing/sample-record.ts';
import { type EventType, eventDataSchemas } from '../events/pump-event.ts';
import { formatTime } from '../time.ts';
import { decodeArchived } from './archive.ts';
import { sameContent } from './content.ts';
import { decodeEventText, decodeRecord } from './decode.ts';
import { encodeCloudEvent, toCloudEvent } from './encode.ts';

const types = Object.keys(eventDataSchemas) as EventType[];

describe('encode and decode', () => {
  it.each(types)('are the way there and back for any %s', type => {
    fc.assert(
      fc.property(anyFact(type), fact => {
        const text = encodeCloudEvent(fact);
        const delivery = { key: bytes(fact.pumpId), receivedAt: fact.at };
        const event = { ...fact, receivedAt: fact.at };
        const record = structuredRecord(text, delivery);
        expect(decodeRecord(record)).toEqual({ ok: true, event, text, bytes: record.value });
        expect(decodeEventText(text, fact.at)).toEqual({ ok: true, event, text });
        expect(decodeArchived(text, fact.at)).toEqual(event);
      }),
    );
  });

  it.each(types)('agree in binary mode for any %s', type => {
    fc.assert(
      fc.property(anyFact(type), fact => {
        const cloudEvent = { ...toCloudEvent(fact) };
        const decoded = decodeRecord(binaryRecord(cloudEvent, { key: bytes(fact.pumpId), receivedAt: fact.at }));
        expect(decoded).toMatchObject({ ok: true, event: { ...fact, receivedAt: fact.at } });
        expect(sameContent(decoded.ok ? decoded.text : '', JSON.stringify(cloudEvent))).toBe(true);
      }),
      { numRuns: 25 },
    );
  });
});

describe('toCloudEvent', () => {
  const fact = { type: 'alarm.raised.v1', pumpId: 'P-7', boot: 2, seq: 41, entry: 0, at: 0, clinicId: null } as const;
  const data = { alarm: 'motor-stall' } as const;

  it("writes the pump's own event without an entry", () => {
    expect(toCloudEvent({ ...fact, data })).toEqual({
      specversion: '1.0',
      id: 'P-7:2:41',
      source: '/pumps/P-7',
      type: 'alarm.raised.v1',
      subject: 'P-7',
      time: formatTime(0),
      boot: 2,
      seq: 41,
      datacontenttype: 'application/json',
      data,
    });
  });

  it("writes a person's record with its entry and clinic", () => {
    expect(toCloudEvent({ ...fact, entry: 3, clinicId: 'north', data })).toMatchObject({
      id: 'P-7:2:41+3',
      source: '/clinics/north',
      entry: 3,
    });
  });
});

describe('junk', () => {
  const junk = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.json().map(bytes),
    fc.constant(null),
    anyFact('delivery.reported.v1').chain(fact => {
      const text = encodeCloudEvent(fact);
      const cut = fc.tuple(fc.nat(text.length), fc.nat(text.length), fc.string({ maxLength: 4 }));
      return cut.map(([a, b, insert]) => bytes(text.slice(0, Math.min(a, b)) + insert + text.slice(Math.max(a, b))));
    }),
  );
  const header = fc.constantFrom(
    'content-type',
    'ce_id',
    'ce_type',
    'ce_subject',
    'ce_boot',
    'ce_specversion',
    'ce_',
    '__proto__',
  );
  const headers = fc.dictionary(header, fc.oneof(fc.uint8Array({ maxLength: 80 }), fc.constant(undefined)));

  it('never throws and is always judged', () => {
    fc.assert(
      fc.property(junk, headers, fc.option(fc.uint8Array({ maxLength: 70 })), (value, given, key) => {
        const decoded = decodeRecord({ key, value, headers: given, receivedAt: 0 });
        expect(decoded.ok || decoded.detail.length > 0).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
