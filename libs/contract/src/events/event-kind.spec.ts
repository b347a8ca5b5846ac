import Type from 'typebox';
import { sampleEvent, sampleReceipt, sampleReport, structuredRecord } from '../../testing/sample-record.ts';
import { decodeArchived, UnreadableArchiveError } from '../codec/archive.ts';
import { decodeRecord } from '../codec/decode.ts';
import { eventKinds, eventKindsWith, type RetiredType } from './event-kind.ts';
import { eventDataSchemas } from './pump-event.ts';

/** An invented first version of the report: microlitres, minutes, and no pressure. */
const reportV0: RetiredType = {
  type: 'delivery.reported.v0',
  data: Type.Object({
    from: Type.String(),
    minutes: Type.Integer({ minimum: 0 }),
    deliveredMicrolitres: Type.Number(),
  }),
  successor: 'delivery.reported.v1',
  upcast: ({
    from,
    minutes,
    deliveredMicrolitres,
  }: {
    from: string;
    minutes: number;
    deliveredMicrolitres: number;
  }) => ({
    periodStart: from,
    periodSeconds: minutes * 60,
    programmedNl: deliveredMicrolitres * 1000,
    deliveredNl: deliveredMicrolitres * 1000,
    reservoirSensedNl: null,
    catheterPressure: null,
  }),
};

/** A still older one that named the volume otherwise. */
const reportBeforeV0: RetiredType = {
  type: 'report',
  data: Type.Object({ from: Type.String(), minutes: Type.Integer(), microlitres: Type.Number() }),
  successor: 'delivery.reported.v0',
  upcast: ({ microlitres, ...rest }: { microlitres: number }) => ({ ...rest, deliveredMicrolitres: microlitres }),
};

const kinds = eventKindsWith([reportV0, reportBeforeV0]);
const stored = sampleEvent({
  type: 'delivery.reported.v0',
  data: { from: '2026-03-01T07:00:00Z', minutes: 60, deliveredMicrolitres: 20.5 },
});
const asNewest = {
  type: 'delivery.reported.v1',
  boot: 2,
  seq: 41,
  data: sampleReport({ programmedNl: 20_500, deliveredNl: 20_500, catheterPressure: null }),
};

describe('a retired type', () => {
  it('is read from the archive as the newest', () => {
    expect(decodeArchived(JSON.stringify(stored), sampleReceipt, kinds)).toMatchObject(asNewest);
  });

  it('is read from the log as the newest, its text kept as stored', () => {
    const decoded = decodeRecord(structuredRecord(stored), kinds);
    expect(decoded).toMatchObject({ ok: true, event: asNewest, text: JSON.stringify(stored) });
  });

  it('climbs over several versions', () => {
    const data = { from: '2026-03-01T07:00:00Z', minutes: 60, microlitres: 20.5 };
    expect(decodeArchived(JSON.stringify({ ...stored, type: 'report', data }), 0, kinds)).toMatchObject(asNewest);
  });

  it('is checked against its own schema before it is read', () => {
    const decoded = decodeRecord(structuredRecord({ ...stored, data: sampleReport() }), kinds);
    expect(decoded).toMatchObject({ code: 'invalid-data', type: 'delivery.reported.v0' });
    expect(decoded.ok ? '' : decoded.detail).toContain('/data/minutes is missing');
  });

  it('must come after its successor', () => {
    expect(() => eventKindsWith([reportBeforeV0, reportV0])).toThrow(RangeError);
  });
});

describe('the types that this version reads', () => {
  it('are the current ones while none is retired', () => {
    expect([...eventKinds.keys()]).toEqual(Object.keys(eventDataSchemas));
  });

  it('do not include what a newer version may have stored', () => {
    const text = JSON.stringify(sampleEvent({ type: 'delivery.reported.v9' }));
    expect(() => decodeArchived(text, sampleReceipt)).toThrow(UnreadableArchiveError);
  });
});
