import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One alert as it stands now. */
@Entity('alert')
@Index('alert_pump_idx', ['pumpId'])
@Index('alert_open_idx', ['pumpId', 'priority', 'isAcknowledged'], { where: 'is_open' })
@Index('alert_raised_idx', ['raisedAtMs', 'alertId'])
@Index('alert_shelved_idx', ['shelvedUntilMs'], { where: 'shelved_until_ms is not null' })
@Index('alert_maintenance_idx', ['maintenanceId'], { where: 'maintenance_id is not null' })
export class AlertEntity {
  @PrimaryColumn({ name: 'alert_id', type: 'text', collation: 'C', primaryKeyConstraintName: 'alert_pkey' })
  alertId!: string;

  @Column({ name: 'pump_id', type: 'text', collation: 'C' })
  pumpId!: string;

  @Column({ name: 'clinic_id', type: 'text', collation: 'C' })
  clinicId!: string;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'text' })
  priority!: string;

  @Column({ type: 'text' })
  condition!: string;

  @Column({ name: 'is_open', type: 'boolean' })
  isOpen!: boolean;

  @Column({ name: 'is_acknowledged', type: 'boolean' })
  isAcknowledged!: boolean;

  @Column({ type: 'int' })
  version!: number;

  @Column({ name: 'raised_at_ms', type: 'bigint' })
  raisedAtMs!: number;

  /** The event that opened it; null where a date or an arrival did. */
  @Column({ name: 'opened_boot', type: 'int', nullable: true })
  openedBoot!: number | null;

  @Column({ name: 'opened_seq', type: 'int', nullable: true })
  openedSeq!: number | null;

  @Column({ name: 'opened_entry', type: 'int', nullable: true })
  openedEntry!: number | null;

  /** When its shelf ends by itself; null where nobody shelved it. */
  @Column({ name: 'shelved_until_ms', type: 'bigint', nullable: true })
  shelvedUntilMs!: number | null;

  /** The maintenance that keeps it silent; null where none does. */
  @Column({ name: 'maintenance_id', type: 'text', collation: 'C', nullable: true })
  maintenanceId!: string | null;

  /** What readers get, JSON. */
  @Column({ type: 'text' })
  doc!: string;

  /** What the decisions know of it, JSON. */
  @Column({ type: 'text' })
  facts!: string;

  @Column({ name: 'changed_xid', type: 'bigint' })
  changedXid!: number;
}
