import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One change of one alert: its history, the live feed, and the outbox of the alerts topic. */
@Entity('alert_change')
@Index('alert_change_unpublished_idx', ['partition', 'alertId', 'version'], { where: 'not published' })
@Index('alert_change_undispatched_idx', ['partition', 'alertId', 'version'], { where: 'not dispatched' })
@Index('alert_change_changed_idx', ['changedXid'])
@Index('alert_change_at_idx', ['atMs'])
export class AlertChangeEntity {
  @PrimaryColumn({ name: 'alert_id', type: 'text', collation: 'C', primaryKeyConstraintName: 'alert_change_pkey' })
  alertId!: string;

  @PrimaryColumn({ type: 'int', primaryKeyConstraintName: 'alert_change_pkey' })
  version!: number;

  @Column({ name: 'pump_id', type: 'text', collation: 'C' })
  pumpId!: string;

  @Column({ name: 'clinic_id', type: 'text', collation: 'C' })
  clinicId!: string;

  /** Of the telemetry that decided it: one relay at a time publishes a partition. */
  @Column({ type: 'int' })
  partition!: number;

  @Column({ type: 'text' })
  change!: string;

  @Column({ name: 'at_ms', type: 'bigint' })
  atMs!: number;

  /** The alert after the change, JSON. */
  @Column({ type: 'text' })
  doc!: string;

  @Column({ name: 'changed_xid', type: 'bigint' })
  changedXid!: number;

  /** When it was stored, by the wall clock of the database. */
  @Column({
    name: 'written_ms',
    type: 'bigint',
    default: () => '((EXTRACT(epoch FROM clock_timestamp()) * (1000)))',
  })
  writtenMs!: number;

  @Column({ type: 'boolean', default: false })
  published!: boolean;

  /** Whether the subscribers' deliveries were made from it. */
  @Column({ type: 'boolean', default: false })
  dispatched!: boolean;
}
