/**
 * The transaction that writes a row, as a bigint: TypeORM knows no `xid8`, and PostgreSQL casts it by way of text only.
 * Written as PostgreSQL gives it back, so that TypeORM sees no difference.
 */
export const currentXid = (): string => '((pg_current_xact_id())::text)::bigint';
