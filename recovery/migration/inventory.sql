-- One line for each table (rows and a checksum of their content) and each sequence (its last value), sorted by name.
--
--   psql --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 --file inventory.sql "$DATABASE" > before.txt
--
-- The same content gives the same lines on every PostgreSQL from 12 on, whatever the order of the rows: the checksum is
-- the sum of 64 bits of each row's MD5. It says that a copy is one, not that nobody forged it. Reads everything once,
-- in one transaction, and changes nothing.
BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;
SET LOCAL DateStyle = 'ISO, YMD';
SET LOCAL IntervalStyle = 'postgres';
SET LOCAL TimeZone = 'UTC';
SET LOCAL extra_float_digits = 3;
SET LOCAL bytea_output = 'hex';
SET LOCAL search_path = pg_catalog;
SELECT format(
  'SELECT %L || count(*) || %L || coalesce(sum((%L || left(md5(t::text), 16))::bit(64)::bigint::numeric), 0) FROM ONLY %I.%I t',
  'table ' || n.nspname || '.' || c.relname || ' rows ', ' checksum ', 'x', n.nspname, c.relname
)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"
\gexec
SELECT 'sequence ' || schemaname || '.' || sequencename || ' last ' || coalesce(last_value::text, 'none')
FROM pg_sequences
WHERE schemaname !~ '^pg_'
ORDER BY schemaname COLLATE "C", sequencename COLLATE "C";
COMMIT;
