import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The rules that clinics set for their alerts. */
export class ClinicRules1795392000002 implements MigrationInterface {
  readonly name = 'ClinicRules1795392000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table clinic_rules (
      clinic_id text collate "C" not null, version int not null, doc text not null, updated_ms bigint not null, updated_by text not null,
      constraint clinic_rules_pkey primary key (clinic_id, version))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table clinic_rules`);
  }
}
