import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A record that could not be taken, untouched. */
@Entity('dead_letter')
@Index('dead_letter_at_idx', ['atMs', 'id'])
@Index('dead_letter_unpublished_idx', ['partition', 'atMs', 'id'], { where: 'not published' })
export class DeadLetterEntity {
  /** `topic:partition:offset`. */
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'dead_letter_pkey' })
  id!: string;

  @Column({ type: 'int' })
  partition!: number;

  @Column({ name: 'at_ms', type: 'bigint' })
  atMs!: number;

  @Column({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  detail!: string;

  /** `topic/partition/offset`. */
  @Column({ type: 'text' })
  origin!: string;

  @Column({ name: 'pump_id', type: 'text', collation: 'C', nullable: true })
  pumpId!: string | null;

  @Column({ type: 'bytea', nullable: true })
  key!: Buffer | null;

  @Column({ type: 'bytea', nullable: true })
  value!: Buffer | null;

  /** Text where it is UTF-8 that PostgreSQL can hold, else `{ base64 }`. */
  @Column({ type: 'jsonb' })
  headers!: Record<string, string | { base64: string }>;

  @Column({ type: 'boolean', default: false })
  published!: boolean;

  @Column({ name: 'redriven_at_ms', type: 'bigint', nullable: true })
  redrivenAtMs!: number | null;
}
