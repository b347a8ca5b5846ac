import { alarm, cleared, examination, explantation, registration, report, voiding } from '../testing/facts.ts';
import { Projection } from '../testing/projection.ts';
import { record, written } from '../testing/written.ts';

const told = (projection: Projection): readonly string[] =>
  projection.steps.map(({ change, record: { view } }) => `${view.kind} ${change}: ${view.condition} v${view.version}`);

describe('an explantation', () => {
  const stalled = [registration(), alarm('motor-stall'), cleared('motor-stall'), report(1)];

  it('clears what is latched, whether it was told before or comes with it', () => {
    const apart = new Projection().take(written(...stalled)).take(written(...stalled, explantation()));
    const together = new Projection().take(written(...stalled, explantation()));
    for (const projection of [apart, together]) {
      expect(told(projection).at(-1)).toBe('motor-stall cleared: inactive v3');
      expect(projection.settleAgain()).toEqual([]);
    }
  });

  it('says nothing of what was withdrawn, or over and seen, before', () => {
    const lines = [
      registration(),
      alarm('replacement-due'),
      cleared('replacement-due'),
      record(examination('occluded')),
      record(voiding({ boot: 1, seq: 3, entry: 1 })),
    ];
    const projection = new Projection().take(written(...lines.slice(0, 4))).take(written(...lines));
    projection.acknowledge('P-1:replacement-due:1:2:0', '2026-01-02T00:00:00Z');
    const before = projection.steps.length;
    projection.take(written(...lines, explantation()));
    expect(projection.steps.slice(before)).toEqual([]);
  });

  it('taken back gives the alerts back', () => {
    const lines = [...stalled, record(explantation())];
    const projection = new Projection()
      .take(written(...lines))
      .take(written(...lines, record(voiding({ boot: 1, seq: 4, entry: 1 }))));
    expect(told(projection).slice(-2)).toEqual(['motor-stall cleared: inactive v3', 'motor-stall raised: latched v4']);
  });
});

describe('a pump that moves to another clinic', () => {
  it('takes its alerts along', () => {
    const lines = [
      registration(),
      alarm('motor-stall'),
      record(examination('occluded')),
      record(examination('patent')),
    ];
    const projection = new Projection()
      .take(written(...lines))
      .take(written(...lines, registration({ clinicId: 'south' })));
    expect(projection.views.map(v => v.clinicId)).toEqual(['south', 'south']);
    expect(told(projection).slice(-2)).toEqual([
      'motor-stall updated: active v2',
      'catheter-suspected updated: inactive v3',
    ]);
  });
});
