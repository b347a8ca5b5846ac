import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One attempt to deliver, with its answer. */
@Entity('delivery_attempt')
export class DeliveryAttemptEntity {
  @PrimaryColumn({
    name: 'delivery_id',
    type: 'text',
    collation: 'C',
    primaryKeyConstraintName: 'delivery_attempt_pkey',
  })
  deliveryId!: string;

  @PrimaryColumn({ type: 'int', primaryKeyConstraintName: 'delivery_attempt_pkey' })
  number!: number;

  @Column({ name: 'at_ms', type: 'bigint' })
  atMs!: number;

  @Column({ type: 'int', nullable: true })
  status!: number | null;

  @Column({ type: 'text', nullable: true })
  error!: string | null;

  @Column({ name: 'duration_ms', type: 'int' })
  durationMs!: number;

  @Column({ name: 'next_attempt_ms', type: 'bigint', nullable: true })
  nextAttemptMs!: number | null;
}
