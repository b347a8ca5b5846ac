import type { AlertView } from '@cisterna/contract';
import {
  alarm,
  atHour,
  cleared,
  examination,
  explantation,
  mL,
  refill,
  registration,
  report,
  voiding,
} from '../testing/facts.ts';
import { Projection } from '../testing/projection.ts';
import { record, written, type Line } from '../testing/written.ts';

const told = (projection: Projection): readonly string[] =>
  projection.steps.map(({ change, record: { view } }) => `${view.kind} ${change}: ${view.condition} v${view.version}`);
const one = (projection: Projection): AlertView => {
  const [view, ...others] = projection.views;
  if (view === undefined || others.length > 0) throw new RangeError(`${others.length} others`);
  return view;
};

/** The lines are taken with the event of that index left out, which then comes late. */
const late = (index: number, ...lines: readonly Line[]): Projection => {
  const events = written(...lines);
  return new Projection().take(events.filter((_, i) => i !== index)).take(events.slice(index, index + 1));
};

describe('an alert that began and ended within one batch', () => {
  it('tells its whole story, each step at the receipt of its event', () => {
    const projection = new Projection().take(
      written(registration(), alarm('motor-stall'), cleared('motor-stall'), report(1)),
    );
    expect(told(projection)).toEqual(['motor-stall raised: active v1', 'motor-stall updated: latched v2']);
    expect(one(projection).history.map(h => h.at)).toEqual(['2026-01-01T02:00:01Z', '2026-01-01T04:00:01Z']);
  });
});

describe('the time of a decision', () => {
  const changedAt = (projection: Projection): readonly string[] =>
    one(projection).history.map(h => `${h.change} ${h.at}`);

  it('is the receipt of what led to it: of a late event, not of those folded again', () => {
    const events = written(registration(), report(1), alarm('motor-stall'));
    const late = events[1] === undefined ? [] : [{ ...events[1], receivedAt: atHour(50) }];
    const projection = new Projection().take(events.filter((_, i) => i !== 1)).take(late);
    expect(changedAt(projection)).toEqual(['raised 2026-01-01T03:00:01Z', 'updated 2026-01-03T02:00:00Z']);
  });

  it('is the registration’s where that came last, whether with what it is about or after it', () => {
    const lines = [alarm('motor-stall'), report(1), registration()];
    const apart = new Projection().take(written(...lines).slice(0, 2)).take(written(...lines).slice(2));
    expect(changedAt(apart)).toEqual(['raised 2026-01-01T03:00:01Z']);
    expect(changedAt(new Projection().take(written(...lines)))).toEqual(changedAt(apart));
  });

  it('is the explantation’s for what it ends', () => {
    const lines = [registration(), alarm('motor-stall'), cleared('motor-stall'), report(1), report(2), explantation()];
    expect(changedAt(new Projection().take(written(...lines))).at(-1)).toBe('cleared 2026-01-01T06:00:01Z');
  });
});

describe('an alert that the complete data don’t support', () => {
  const lines = [registration(), refill(0, 20 * mL), report(10 * mL), refill(10 * mL, 20 * mL)];

  it('is withdrawn, with its history kept', () => {
    const projection = late(2, ...lines);
    expect(told(projection)).toEqual([
      'volume-discrepancy raised: latched v1',
      'volume-discrepancy withdrawn: inactive v2',
    ]);
    expect(one(projection).provisional).toBe(true);
    expect(projection.settleAgain()).toEqual([]);
  });

  it('returns under its id when support comes back', () => {
    const found = [registration(), record(examination('occluded'))];
    const projection = new Projection().take(written(...found));
    const { id } = one(projection);
    projection.take(written(...found, record(voiding({ boot: 1, seq: 1, entry: 1 }))));
    expect(one(projection).condition).toBe('inactive');
    projection.take(
      written(...found, record(voiding({ boot: 1, seq: 1, entry: 1 })), record(voiding({ boot: 1, seq: 1, entry: 2 }))),
    );
    expect(told(projection)).toEqual([
      'catheter-suspected raised: active v1',
      'catheter-suspected withdrawn: inactive v2',
      'catheter-suspected raised: active v3',
    ]);
    expect(one(projection).id).toBe(id);
  });

  it('keeps its clinic when the registration itself is taken back', () => {
    const lines2 = [alarm('motor-stall'), record(registration())];
    const projection = new Projection()
      .take(written(...lines2))
      .take(written(...lines2, record(voiding({ boot: 1, seq: 1, entry: 1 }))));
    expect(one(projection)).toMatchObject({ condition: 'inactive', clinicId: 'north' });
  });
});

describe('an alert whose data became complete', () => {
  it('is no longer provisional', () => {
    const projection = late(1, registration(), report(1), alarm('motor-stall'));
    expect(told(projection)).toEqual(['motor-stall raised: active v1', 'motor-stall updated: active v2']);
    expect(projection.views.map(v => v.provisional)).toEqual([false]);
  });

  it('is active again where a late event shows that its cause did not end', () => {
    const projection = late(
      3,
      registration(),
      alarm('motor-stall'),
      cleared('motor-stall'),
      alarm('motor-stall'),
      report(1),
    );
    expect(told(projection)).toEqual([
      'motor-stall raised: active v1',
      'motor-stall updated: latched v2',
      'motor-stall updated: active v3',
    ]);
  });
});

describe('a late event that moves an opening', () => {
  it('withdraws the one alert and raises the other, which replaces it', () => {
    const projection = late(1, registration(), alarm('memory-error'), report(1), alarm('memory-error'));
    expect(told(projection)).toEqual([
      'device-fault raised: active v1',
      'device-fault withdrawn: inactive v2',
      'device-fault raised: active v1',
    ]);
    expect(projection.views.map(v => [v.id, v.replaces])).toEqual([
      ['P-1:device-fault:1:4:0', undefined],
      ['P-1:device-fault:1:2:0', 'P-1:device-fault:1:4:0'],
    ]);
  });
});
