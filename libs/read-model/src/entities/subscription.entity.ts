import type { QuietHours } from '@cisterna/contract';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Somebody who wants to hear of alerts; a deleted one stays, without its secrets, for the proof of what was sent. */
@Entity('subscription')
@Index('subscription_created_idx', ['createdMs', 'id'])
export class SubscriptionEntity {
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'subscription_pkey' })
  id!: string;

  @Column({ type: 'text' })
  name!: string;

  /** `webhook` or `email`. */
  @Column({ type: 'text' })
  channel!: string;

  @Column({ type: 'text' })
  target!: string;

  /** Null in a filter: all. */
  @Column({ name: 'clinic_ids', type: 'text', array: true, nullable: true })
  clinicIds!: string[] | null;

  @Column({ name: 'pump_ids', type: 'text', array: true, nullable: true })
  pumpIds!: string[] | null;

  @Column({ type: 'text', array: true, nullable: true })
  kinds!: string[] | null;

  @Column({ name: 'min_priority', type: 'text', nullable: true })
  minPriority!: string | null;

  @Column({ name: 'escalate_after_seconds', type: 'int', nullable: true })
  escalateAfterSeconds!: number | null;

  @Column({ name: 'repeat_every_seconds', type: 'int', nullable: true })
  repeatEverySeconds!: number | null;

  /** `from` and `to` as HH:MM, and the time zone’s name. */
  @Column({ name: 'quiet_hours', type: 'jsonb', nullable: true })
  quietHours!: QuietHours | null;

  @Column({ type: 'text', nullable: true })
  secret!: string | null;

  /** Signs too until its time is over. */
  @Column({ name: 'former_secret', type: 'text', nullable: true })
  formerSecret!: string | null;

  @Column({ name: 'former_secret_until_ms', type: 'bigint', nullable: true })
  formerSecretUntilMs!: number | null;

  /** `active`, `ended` or `deleted`. */
  @Column({ type: 'text' })
  status!: string;

  @Column({ name: 'ended_because', type: 'text', nullable: true })
  endedBecause!: string | null;

  /** The first of the failed attempts since the last success. */
  @Column({ name: 'failing_since_ms', type: 'bigint', nullable: true })
  failingSinceMs!: number | null;

  @Column({ name: 'failed_attempts', type: 'int' })
  failedAttempts!: number;

  @Column({ name: 'last_error', type: 'text', nullable: true })
  lastError!: string | null;

  /** What the others were last told of it, `failing` or `ended`; null: nothing, or that it is well again. */
  @Column({ type: 'text', nullable: true })
  reported!: string | null;

  /** How often they were told. */
  @Column({ type: 'int' })
  notices!: number;

  /** When it last got a test by itself. */
  @Column({ name: 'tested_ms', type: 'bigint' })
  testedMs!: number;

  @Column({ name: 'created_ms', type: 'bigint' })
  createdMs!: number;

  @Column({ name: 'created_by', type: 'text' })
  createdBy!: string;

  @Column({ name: 'updated_ms', type: 'bigint' })
  updatedMs!: number;

  /** The transactions that were over when it was made, as PostgreSQL writes a snapshot: their changes are not sent. */
  @Column({ name: 'start_snapshot', type: 'text' })
  startSnapshot!: string;
}
