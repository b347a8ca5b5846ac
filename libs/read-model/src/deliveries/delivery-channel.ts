/** PostgreSQL's channel on which new deliveries are told; the payload is empty. */
export const deliveriesChannel = 'cisterna_deliveries';

/** SQL of the wall clock's time, one clock for all replicas. */
export const nowMs = '(extract(epoch from clock_timestamp()) * 1000)::bigint';
