import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A key that somebody was given; of the key itself only a hash is kept. */
@Entity('api_key')
export class ApiKeyEntity {
  @PrimaryColumn({ name: 'key_id', type: 'text', collation: 'C', primaryKeyConstraintName: 'api_key_pkey' })
  keyId!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  role!: string;

  /** Null: all clinics. */
  @Column({ name: 'clinic_ids', type: 'text', array: true, nullable: true })
  clinicIds!: string[] | null;

  /** The pumps that a device may post for; null: all of its clinics. */
  @Column({ name: 'pump_ids', type: 'text', array: true, nullable: true })
  pumpIds!: string[] | null;

  /** SHA-256 in hexadecimal. */
  @Index('api_key_hash_idx', { unique: true })
  @Column({ type: 'text' })
  hash!: string;

  @Column({ name: 'created_ms', type: 'bigint' })
  createdMs!: number;
}
