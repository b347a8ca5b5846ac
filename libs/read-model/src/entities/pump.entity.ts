import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One pump: the fold of its history, and what lists filter and sort by. */
@Entity('pump')
@Index('pump_clinic_idx', ['clinicId', 'pumpId'])
@Index('pump_due_idx', ['partition', 'dueAtMs'], { where: 'due_at_ms is not null' })
@Index('pump_changed_idx', ['changedXid'])
@Index('pump_refill_by_idx', { synchronize: false })
@Index('pump_last_event_idx', { synchronize: false })
export class PumpEntity {
  @PrimaryColumn({ name: 'pump_id', type: 'text', collation: 'C', primaryKeyConstraintName: 'pump_pkey' })
  pumpId!: string;

  /** The partition whose records were folded last. */
  @Column({ type: 'int' })
  partition!: number;

  /** Raised by one with each write. */
  @Column({ type: 'int' })
  revision!: number;

  /** How many distinct events are folded in. */
  @Column({ type: 'int' })
  version!: number;

  @Column({ name: 'clinic_id', type: 'text', collation: 'C', nullable: true })
  clinicId!: string | null;

  @Column({ type: 'boolean' })
  registered!: boolean;

  @Column({ type: 'boolean' })
  explanted!: boolean;

  /** The delivery state without regard to silence. */
  @Column({ name: 'delivery_base', type: 'text' })
  deliveryBase!: string;

  /** After this time the pump counts as silent. */
  @Column({ name: 'silent_at_ms', type: 'bigint', nullable: true })
  silentAtMs!: number | null;

  @Column({ name: 'refill_by_ms', type: 'bigint', nullable: true })
  refillByMs!: number | null;

  @Column({ name: 'catheter_status', type: 'text' })
  catheterStatus!: string;

  @Column({ name: 'last_event_at_ms', type: 'bigint', nullable: true })
  lastEventAtMs!: number | null;

  @Column({ name: 'last_received_at_ms', type: 'bigint', nullable: true })
  lastReceivedAtMs!: number | null;

  /** The next time at which the clock alone changes something. */
  @Column({ name: 'due_at_ms', type: 'bigint', nullable: true })
  dueAtMs!: number | null;

  /** The fold, JSON; written anew with each batch, so it is neither compressed nor moved out of the row up to 8 kB (see the migration). */
  @Column({ type: 'text' })
  state!: string;

  /** What the clock has decided, JSON. */
  @Column({ type: 'text' })
  calendar!: string;

  /** The transaction that wrote the row: the live feed's order. */
  @Column({ name: 'changed_xid', type: 'bigint' })
  changedXid!: number;
}
