/** SQL of the transaction that writes a row, the live feed's order; a bigint, since TypeORM knows no `xid8`. PostgreSQL casts it by way of text only. */
export const currentXid = 'pg_current_xact_id()::text::bigint';
