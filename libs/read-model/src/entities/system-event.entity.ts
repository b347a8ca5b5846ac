import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What the live stream tells about the service itself. */
@Entity('system_event')
@Index('system_event_changed_idx', ['changedXid'])
export class SystemEventEntity {
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'system_event_pkey' })
  id!: string;

  @Column({ type: 'text' })
  type!: string;

  @Column({ name: 'at_ms', type: 'bigint' })
  atMs!: number;

  /** Whom it concerns; null: all. */
  @Column({ name: 'clinic_ids', type: 'text', array: true, nullable: true })
  clinicIds!: string[] | null;

  /** JSON. */
  @Column({ type: 'text' })
  doc!: string;

  @Column({ name: 'changed_xid', type: 'bigint' })
  changedXid!: number;
}
