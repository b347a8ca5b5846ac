import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Work on a pump or in a clinic, during which e-mail about their alerts is held back. */
@Entity('maintenance')
@Index('maintenance_clinic_idx', ['clinicId', 'endsMs'])
@Index('maintenance_created_idx', ['createdMs', 'id'])
export class MaintenanceEntity {
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'maintenance_pkey' })
  id!: string;

  @Column({ name: 'clinic_id', type: 'text', collation: 'C' })
  clinicId!: string;

  /** Null: all pumps of the clinic. */
  @Column({ name: 'pump_id', type: 'text', collation: 'C', nullable: true })
  pumpId!: string | null;

  @Column({ name: 'starts_ms', type: 'bigint' })
  startsMs!: number;

  /** When it was to end, or was ended by somebody before. */
  @Column({ name: 'ends_ms', type: 'bigint' })
  endsMs!: number;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ name: 'created_by', type: 'text' })
  createdBy!: string;

  @Column({ name: 'created_ms', type: 'bigint' })
  createdMs!: number;

  @Column({ name: 'ended_by', type: 'text', nullable: true })
  endedBy!: string | null;
}
