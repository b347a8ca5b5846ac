import { factsAfter, withChange, type AlertFacts, type AlertRecord, type Decision } from '../alerts/alert.ts';
import { evidenceOf, type AlertTransition, type Episode } from '../alerts/episode.ts';

/** A stall of medium priority with two pieces of evidence. */
export const stall: Episode = {
  id: 'P-1:motor-stall:1:7:0',
  kind: 'motor-stall',
  opened: { boot: 1, seq: 7, entry: 0 },
  onsetAt: 1000,
  priority: 'medium',
  provisional: true,
  evidence: [evidenceOf('device-alarm', 2000, 'It said so.'), evidenceOf('estimate', 3000, 'It looks so.')],
  suppressedUntil: null,
};

export const change = (what: AlertTransition['change'], episode = stall): AlertTransition => ({
  change: what,
  episode,
  at: 0,
  receivedAt: 0,
});

/** The stall's facts once it is raised. */
export const active = factsAfter(null, change('raised'));

export const by = (at: number, clinicId: string | null = 'north'): Decision & { pumpId: string } => ({
  at,
  clinicId,
  pumpId: 'P-1',
});

/** The alert of these facts, raised 5 s after 1970 began. */
export const raised = (facts: AlertFacts = active): AlertRecord => withChange(null, 'raised', facts, by(5000));

/** As a nurse leaves it who acknowledged and shelved it. */
export const seen = ({ facts, view }: AlertRecord): AlertRecord => {
  const acknowledged = { at: '1970-01-01T00:00:06Z', by: 'nurse' };
  const shelved = { until: '1970-01-02T00:00:00Z', by: 'nurse', reason: 'on the way' };
  return { facts, view: { ...view, acknowledged, shelved } };
};
