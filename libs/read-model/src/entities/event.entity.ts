import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * The archive: each accepted event once, as received, with what is queried beside it in typed columns. Only ever inserted.
 * The key's index also includes `at_ms`, which TypeORM can't say: see the migration.
 */
@Entity('event')
@Index('event_refill_idx', ['pumpId', 'atMs'], { where: 'filled_nl is not null' })
export class EventEntity {
  @PrimaryColumn({ name: 'pump_id', type: 'text', collation: 'C', primaryKeyConstraintName: 'event_pkey' })
  pumpId!: string;

  @PrimaryColumn({ type: 'int', primaryKeyConstraintName: 'event_pkey' })
  boot!: number;

  @PrimaryColumn({ type: 'int', primaryKeyConstraintName: 'event_pkey' })
  seq!: number;

  @PrimaryColumn({ type: 'int', primaryKeyConstraintName: 'event_pkey' })
  entry!: number;

  @Column({ type: 'text' })
  type!: string;

  /** `time` of the event. */
  @Column({ name: 'at_ms', type: 'bigint' })
  atMs!: number;

  @Column({ name: 'received_ms', type: 'bigint' })
  receivedMs!: number;

  /** Of a delivery report. */
  @Column({ name: 'delivered_nl', type: 'bigint', nullable: true })
  deliveredNl!: number | null;

  /** Of a refill. */
  @Column({ name: 'filled_nl', type: 'bigint', nullable: true })
  filledNl!: number | null;

  /** Of a delivery report with a reservoir sensor. */
  @Column({ name: 'sensed_nl', type: 'bigint', nullable: true })
  sensedNl!: number | null;

  /** Of a delivery report with a pressure sensor. */
  @Column({ name: 'mean_pa', type: 'bigint', nullable: true })
  meanPa!: number | null;

  @Column({ name: 'pulsation_pa', type: 'bigint', nullable: true })
  pulsationPa!: number | null;

  /** The structured CloudEvent, JSON. */
  @Column({ type: 'text' })
  text!: string;
}
