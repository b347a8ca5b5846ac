import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What one refill says about the account before it. */
@Entity('reconciliation')
export class ReconciliationEntity {
  @PrimaryColumn({ name: 'pump_id', type: 'text', collation: 'C', primaryKeyConstraintName: 'reconciliation_pkey' })
  pumpId!: string;

  @PrimaryColumn({ type: 'int', primaryKeyConstraintName: 'reconciliation_pkey' })
  boot!: number;

  @PrimaryColumn({ type: 'int', primaryKeyConstraintName: 'reconciliation_pkey' })
  seq!: number;

  @PrimaryColumn({ type: 'int', primaryKeyConstraintName: 'reconciliation_pkey' })
  entry!: number;

  /** The former refill. */
  @Column({ name: 'from_boot', type: 'int' })
  fromBoot!: number;

  @Column({ name: 'from_seq', type: 'int' })
  fromSeq!: number;

  @Column({ name: 'from_entry', type: 'int' })
  fromEntry!: number;

  @Column({ name: 'at_ms', type: 'bigint' })
  atMs!: number;

  /** JSON. */
  @Column({ type: 'text' })
  doc!: string;
}
