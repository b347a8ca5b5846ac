import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a clinic set about its alerts, each time: the greatest version is in force, the others are its history. */
@Entity('clinic_rules')
export class ClinicRulesEntity {
  @PrimaryColumn({ name: 'clinic_id', type: 'text', collation: 'C', primaryKeyConstraintName: 'clinic_rules_pkey' })
  clinicId!: string;

  @PrimaryColumn({ type: 'int', primaryKeyConstraintName: 'clinic_rules_pkey' })
  version!: number;

  /** The body of the call, JSON. */
  @Column({ type: 'text' })
  doc!: string;

  @Column({ name: 'updated_ms', type: 'bigint' })
  updatedMs!: number;

  @Column({ name: 'updated_by', type: 'text' })
  updatedBy!: string;
}
