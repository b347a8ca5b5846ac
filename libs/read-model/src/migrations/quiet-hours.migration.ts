import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The quiet hours of a subscription, and by which name a delivery was kept silent. */
export class QuietHours1795392000000 implements MigrationInterface {
  readonly name = 'QuietHours1795392000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table subscription add column quiet_hours jsonb`);
    await runner.query(`alter table delivery add column suppressed_by text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table delivery drop column suppressed_by`);
    await runner.query(`alter table subscription drop column quiet_hours`);
  }
}
