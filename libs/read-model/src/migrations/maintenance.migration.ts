import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Maintenance of pumps and clinics, and which of it keeps an alert silent. */
export class Maintenance1795392000001 implements MigrationInterface {
  readonly name = 'Maintenance1795392000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table maintenance (
      id text collate "C" not null constraint maintenance_pkey primary key,
      clinic_id text collate "C" not null, pump_id text collate "C", starts_ms bigint not null, ends_ms bigint not null,
      reason text not null, created_by text not null, created_ms bigint not null, ended_by text)`);
    await runner.query(`create index maintenance_clinic_idx on maintenance (clinic_id, ends_ms)`);
    await runner.query(`create index maintenance_created_idx on maintenance (created_ms, id)`);
    await runner.query(`alter table alert add column maintenance_id text collate "C"`);
    await runner.query(`create index alert_maintenance_idx on alert (maintenance_id) where maintenance_id is not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table alert drop column maintenance_id`);
    await runner.query(`drop table maintenance`);
  }
}
