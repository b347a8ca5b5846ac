import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The fold of one pump up to and including one event, to fold again from when a late event comes. */
@Entity('pump_snapshot')
export class PumpSnapshotEntity {
  @PrimaryColumn({ name: 'pump_id', type: 'text', collation: 'C', primaryKeyConstraintName: 'pump_snapshot_pkey' })
  pumpId!: string;

  @PrimaryColumn({ type: 'int', primaryKeyConstraintName: 'pump_snapshot_pkey' })
  boot!: number;

  @PrimaryColumn({ type: 'int', primaryKeyConstraintName: 'pump_snapshot_pkey' })
  seq!: number;

  @PrimaryColumn({ type: 'int', primaryKeyConstraintName: 'pump_snapshot_pkey' })
  entry!: number;

  @Column({ type: 'text' })
  state!: string;
}
