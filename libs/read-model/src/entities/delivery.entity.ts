import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One message to one subscriber. */
@Entity('delivery')
@Index('delivery_due_idx', ['subscriptionId', 'dueMs'], { where: "status = 'waiting'" })
@Index('delivery_lane_idx', ['subscriptionId', 'alertId', 'version'], { where: "status = 'waiting'" })
@Index('delivery_mail_idx', ['subscriptionId', 'alertId'], { where: "channel = 'email'" })
@Index('delivery_mailed_idx', ['subscriptionId', 'begunMs'], { where: "channel = 'email'" })
@Index('delivery_timer_idx', ['timerMs'], { where: "status = 'held'" })
@Index('delivery_summary_idx', ['dueMs'], { where: "status = 'summarised' and summary_id is null" })
@Index('delivery_listed_idx', ['subscriptionId', 'createdMs', 'id'])
export class DeliveryEntity {
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'delivery_pkey' })
  id!: string;

  @Column({ name: 'subscription_id', type: 'text', collation: 'C' })
  subscriptionId!: string;

  @Column({ type: 'text' })
  channel!: string;

  /** The same for one change to all subscribers. */
  @Column({ name: 'message_id', type: 'text' })
  messageId!: string;

  @Column({ type: 'text' })
  type!: string;

  /** What is delivered in order: an alert, or something else with a name of its own. */
  @Column({ name: 'alert_id', type: 'text', collation: 'C' })
  alertId!: string;

  @Column({ type: 'int' })
  version!: number;

  @Column({ type: 'boolean' })
  test!: boolean;

  /** The message, JSON; null where it is made from the alert’s change. */
  @Column({ type: 'text', nullable: true })
  body!: string | null;

  @Column({ name: 'change_at_ms', type: 'bigint' })
  changeAtMs!: number;

  @Column({ name: 'written_ms', type: 'bigint' })
  writtenMs!: number;

  @Column({ name: 'created_ms', type: 'bigint' })
  createdMs!: number;

  /** When the attempts began for which it is not yet given up. */
  @Column({ name: 'begun_ms', type: 'bigint' })
  begunMs!: number;

  @Column({ type: 'text' })
  status!: string;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  /** The next attempt, or the end of the lease; null while the alert’s former change is waiting. */
  @Column({ name: 'due_ms', type: 'bigint', nullable: true })
  dueMs!: number | null;

  @Column({ type: 'text', nullable: true })
  lease!: string | null;

  @Column({ type: 'int' })
  attempts!: number;

  @Column({ name: 'finished_ms', type: 'bigint', nullable: true })
  finishedMs!: number | null;

  /** When it goes out, by the service's clock, unless somebody acts before. */
  @Column({ name: 'timer_ms', type: 'bigint', nullable: true })
  timerMs!: number | null;

  /** The name of what kept it silent, as in an alert’s `suppressedBy`. */
  @Column({ name: 'suppressed_by', type: 'text', nullable: true })
  suppressedBy!: string | null;

  /** `digest`, `flood` or `quiet-hours`: which e-mail tells of it instead. */
  @Column({ type: 'text', nullable: true })
  summary!: string | null;

  /** The delivery of that e-mail; null until there is one. */
  @Column({ name: 'summary_id', type: 'text', nullable: true })
  summaryId!: string | null;
}
