/** PostgreSQL gets none of our environment: it needs none of it, and secrets are in it. */
export const postgresEnv: NodeJS.ProcessEnv = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };

/** Two cores and a few hundred MB for it: large batches into a few hot tables, few connections, short reads by key. */
const tuning = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  max_logical_replication_workers: '0',
  superuser_reserved_connections: '3',
  timezone: 'UTC',
  log_line_prefix: '',
  log_checkpoints: 'off',
  // A failed statement is told to its client; its text may speak of patients.
  log_min_error_statement: 'panic',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  effective_cache_size: '1GB',
  random_page_cost: '1.1',
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  autovacuum_max_workers: '2',
  autovacuum_naptime: '30s',
  // Rows of pumps are rewritten with each batch: clean up after 2 %, not 20 %, and without the long naps.
  autovacuum_vacuum_scale_factor: '0.02',
  autovacuum_analyze_scale_factor: '0.05',
  autovacuum_vacuum_cost_delay: '1ms',
  max_wal_size: '4GB',
  min_wal_size: '512MB',
  checkpoint_timeout: '15min',
  checkpoint_completion_target: '0.9',
};

const durableTuning = {
  shared_buffers: '256MB',
  wal_buffers: '16MB',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
};

/** For data that may be lost with the machine, though not with a process: tests and trial runs. */
const fastTuning = { shared_buffers: '128MB', fsync: 'off', synchronous_commit: 'on', full_page_writes: 'off' };

/** The arguments of `postgres` for a folder and a port. */
export const postgresFlags = (pgData: string, port: number, durable: boolean): readonly string[] => [
  '-D',
  pgData,
  '-p',
  String(port),
  ...Object.entries({ ...tuning, ...(durable ? durableTuning : fastTuning) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]),
];
