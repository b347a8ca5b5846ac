import type { AlertChange } from '@cisterna/contract';
import type { ReadModel } from '@cisterna/read-model';

const minute = 60_000;

/** A change at so many ms after the start; `suppressed`, `over` and `seen` as the alert is from then on. */
export interface Step {
  readonly change: AlertChange;
  readonly at: number;
  readonly suppressed?: true;
  readonly over?: true;
  readonly seen?: true;
}
export interface Story {
  readonly id: string;
  readonly pumpId?: string;
  readonly clinicId?: string;
  readonly kind?: string;
  readonly open: boolean;
  readonly steps: readonly Step[];
}

export const raisedAt = (at: number): Step => ({ change: 'raised', at });
export const seenAt = (at: number): Step => ({ change: 'acknowledged', at, seen: true });
export const clearedAt = (at: number): Step => ({ change: 'cleared', at, over: true, seen: true });
/** An alarm that somebody saw after a minute and that went after two. */
export const brief = (id: string, at: number, parts: Partial<Story> = {}): Story => ({
  id,
  open: false,
  steps: [raisedAt(at), seenAt(at + minute), clearedAt(at + 2 * minute)],
  ...parts,
});

const docOf = ({ suppressed, over, seen }: Step): string =>
  JSON.stringify({
    condition: over === true ? 'inactive' : 'active',
    acknowledged: seen === true ? { at: '2026-03-01T00:00:00Z', by: 'nurse' } : null,
    suppressedBy: suppressed === true ? [{ reason: 'mri-window', detail: '' }] : [],
  });

/** Writes pumps, and alerts with their changes, as the stories tell them. */
export class AlarmHistory {
  constructor(
    private readonly model: ReadModel,
    private readonly start: number,
  ) {}

  private sql(text: string, values: unknown[]): Promise<unknown> {
    return this.model.dataSource.query(text, values);
  }

  pump(id: string, clinicId: string, explanted = false): Promise<unknown> {
    return this.sql(
      `insert into pump (pump_id, partition, revision, version, clinic_id, registered, explanted, delivery_base, catheter_status, state, calendar, changed_xid)
        values ($1, 0, 1, 1, $2, true, $3, 'delivering', 'not-assessable', '{}', '{}', 1)`,
      [id, clinicId, explanted],
    );
  }

  async told({ id, pumpId = 'P-1', clinicId = 'C-1', kind = 'pump-silent', open, steps }: Story): Promise<void> {
    await this.sql(
      `insert into alert (alert_id, pump_id, clinic_id, kind, priority, condition, is_open, is_acknowledged, version, raised_at_ms, doc, facts, changed_xid)
        values ($1, $2, $3, $4, 'medium', 'active', $5, false, $6, $7, '{}', '{}', 1)`,
      [id, pumpId, clinicId, kind, open, steps.length, this.start + (steps[0]?.at ?? 0)],
    );
    for (const [index, step] of steps.entries())
      await this.sql(
        `insert into alert_change (alert_id, version, pump_id, clinic_id, partition, change, at_ms, doc, changed_xid) values ($1, $2, $3, $4, 0, $5, $6, $7, 1)`,
        [id, index + 1, pumpId, clinicId, step.change, this.start + step.at, docOf(step)],
      );
  }
}
