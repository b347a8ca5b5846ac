import Value from 'typebox/value';
import { sampleEvent } from '../../testing/sample-record.ts';
import { schemas } from './schemas.ts';

const at = '2026-03-01T08:00:00Z';
const reservoir = {
  capacityNl: 40_000_000,
  lowReservoirNl: 2_000_000,
  filledNl: 40_000_000,
  filledAt: at,
  deliveredSinceFillNl: 500_000,
  computedLevelNl: 39_500_000,
  sensedLevelNl: null,
  sensedAt: null,
  estimate: { p10Nl: 39_400_000, p50Nl: 39_490_000, p90Nl: 39_600_000 },
  unreportedNl: 0,
};
const catheter = {
  status: 'no-suspicion',
  suspectedKind: null,
  probability: 0.02,
  onsetAt: null,
  detectedAt: null,
  recommendedCheck: null,
};
const moments = { p10: at, p50: at, p90: at };
const summary = {
  id: 'P-7',
  clinicId: null,
  registration: null,
  deliveryState: 'delivering',
  reservoir,
  refill: { lowAt: moments, emptyAt: null, drugExpiresAt: null, refillBy: at, because: 'low-reservoir', status: 'ok' },
  catheter,
  mechanism: { motor: 'running', stalledSince: null, stallCount: 0, battery: 'ok', openDeviceAlarms: [] },
  completeness: { completeThrough: { boot: 1, seq: 9, time: at }, missing: 5 },
  connectivity: { lastReceivedAt: at, lastEventAt: at, clockSkewSeconds: -3, silent: false },
  alerts: { open: 1, unacknowledged: 0, highestPriority: 'low' },
  asOf: at,
  version: 9,
};
const view = {
  ...summary,
  therapy: null,
  reservoir: { ...reservoir, lastReconciliation: null },
  catheter: { ...catheter, evidence: [] },
  completeness: {
    ...summary.completeness,
    gaps: [
      { boot: 1, from: 10, to: 12 },
      { boot: 2, from: 1, to: 1, toBoot: 3 },
    ],
  },
};

describe('the shapes of answers', () => {
  it('hold for a pump and for its summary', () => {
    expect(Value.Check(schemas.PumpView, view)).toBe(true);
    expect(Value.Check(schemas.PumpList, { items: [summary], nextCursor: null })).toBe(true);
    expect(Value.Check(schemas.PumpView, summary)).toBe(false);
  });

  it('hold for archived events as received, null attributes and unknown ones included', () => {
    const event = sampleEvent({ entry: null, datacontenttype: 'application/json; charset=utf-8', colour: 'red' });
    expect(Value.Check(schemas.ArchivedEvent, { ...event, receivedAt: at })).toBe(true);
    expect(Value.Check(schemas.ArchivedEvent, event)).toBe(false);
  });

  it('hold for dead letters of text and of other bytes', () => {
    const letter = {
      id: 'pump.telemetry.v1:0:17',
      at,
      code: 'not-json',
      detail: 'The value is not UTF-8.',
      origin: 'pump.telemetry.v1/0/17',
      key: 'P-7',
      value: { base64: '/w==' },
      headers: { 'content-type': 'application/cloudevents+json', broken: { base64: '/w==' }, empty: null },
      redrivenAt: null,
    };
    expect(Value.Check(schemas.DeadLetter, letter)).toBe(true);
    expect(Value.Check(schemas.DeadLetter, { ...letter, code: 'other' })).toBe(false);
  });

  it('hold for the fleet', () => {
    const fleet = {
      pumps: 2,
      deliveryState: { delivering: 1, 'not-delivering': 1, unknown: 0 },
      refillStatus: { ok: 2, 'due-soon': 0, due: 0, overdue: 0, unknown: 0 },
      catheterStatus: { 'no-suspicion': 2, suspected: 0, confirmed: 0, 'not-assessable': 0 },
      openAlerts: { high: 1, medium: 0, low: 0 },
      lag: { events: 0, seconds: 0.2 },
    };
    expect(Value.Check(schemas.Fleet, fleet)).toBe(true);
  });

  it('are plain JSON Schema when serialised', () => {
    expect(JSON.stringify(schemas)).not.toContain('"~');
    expect(JSON.parse(JSON.stringify(schemas.SeriesBucket))).toMatchObject({
      type: 'object',
      required: ['at', 'min', 'mean', 'max', 'n'],
      properties: { at: { type: 'string', format: 'date-time' }, n: { type: 'integer', minimum: 0 } },
    });
  });
});
