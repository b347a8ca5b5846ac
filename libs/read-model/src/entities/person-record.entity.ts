import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** An identity given to what a person recorded, with the event as it goes to the log. */
@Entity('person_record')
@Unique('person_record_key_uq', ['pumpId', 'call', 'idempotencyKey'])
@Index('person_record_unappended_idx', ['createdMs'], { where: 'not appended' })
export class PersonRecordEntity {
  @PrimaryColumn({ name: 'pump_id', type: 'text', collation: 'C', primaryKeyConstraintName: 'person_record_pkey' })
  pumpId!: string;

  @PrimaryColumn({ type: 'int', primaryKeyConstraintName: 'person_record_pkey' })
  boot!: number;

  @PrimaryColumn({ type: 'int', primaryKeyConstraintName: 'person_record_pkey' })
  seq!: number;

  @PrimaryColumn({ type: 'int', primaryKeyConstraintName: 'person_record_pkey' })
  entry!: number;

  /** Which call of the API made it, as in its path: `refills`, `examinations`, … */
  @Column({ type: 'text' })
  call!: string;

  @Column({ name: 'idempotency_key', type: 'text', nullable: true })
  idempotencyKey!: string | null;

  @Column({ name: 'body_hash', type: 'text' })
  bodyHash!: string;

  /** `time` of the event. */
  @Column({ name: 'at_ms', type: 'bigint' })
  atMs!: number;

  /** The structured CloudEvent, JSON. */
  @Column({ type: 'text' })
  event!: string;

  @Column({ name: 'created_ms', type: 'bigint' })
  createdMs!: number;

  /** Whether the log has it. */
  @Column({ type: 'boolean' })
  appended!: boolean;
}
