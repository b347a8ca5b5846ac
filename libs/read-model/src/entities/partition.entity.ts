import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How far one partition of a topic has been read, and by whom. */
@Entity('partition')
export class PartitionEntity {
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'partition_pkey' })
  topic!: string;

  @PrimaryColumn({ type: 'int', primaryKeyConstraintName: 'partition_pkey' })
  partition!: number;

  /** The offset to read next; null before the first batch. */
  @Column({ type: 'bigint', nullable: true })
  position!: number | null;

  /** Raised by one with each assignment: who holds an older one is fenced. */
  @Column({ type: 'int' })
  epoch!: number;

  /** The time through which it has been read; 0 before the first batch. */
  @Column({ name: 'clock_ms', type: 'bigint' })
  clockMs!: number;

  @Column({ name: 'high_watermark', type: 'bigint', nullable: true })
  highWatermark!: number | null;

  /** When the log could be neither read nor written: JSON, `[[fromMs, toMs], …]`, in order. */
  @Column({ type: 'text', default: '[]' })
  outages!: string;
}
