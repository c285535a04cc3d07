-- A cached value is left alone by a change whose version it has already. So a version never falls while the row lives, not even
-- when only the version is changed; and a change tells a version only where the same row goes on: neither when it is gone nor
-- when a row gets another key, since a row that is inserted again begins anew.

-- [jooq ignore start]
DO $install$
DECLARE
    here CONSTANT TEXT := quote_ident(current_schema());
    watched RECORD;
    happened RECORD;
    versioned CONSTANT TEXT := $body$
        DROP TRIGGER IF EXISTS larder_version ON %1$s.%2$s;
        CREATE TRIGGER larder_version BEFORE UPDATE ON %1$s.%2$s FOR EACH ROW
            WHEN (NEW.version < OLD.version OR (NEW.version = OLD.version AND (%3$s) IS DISTINCT FROM (%4$s)))
            EXECUTE FUNCTION %1$s.larder_raise_version();
        ALTER TABLE %1$s.%2$s ENABLE ALWAYS TRIGGER larder_version;
        $body$;
    recorded CONSTANT TEXT := $body$
        CREATE OR REPLACE FUNCTION %1$s.%2$s() RETURNS trigger LANGUAGE plpgsql AS $function$
        DECLARE
            many BIGINT;
        BEGIN
            INSERT INTO %1$s.cache_change (table_name, row_id, row_version, part_before, part_after, changed_at)
            SELECT '%3$s', %4$s, date_part('epoch', clock_timestamp()) * 1000000
            FROM %5$s
            LIMIT 1001;
            GET DIAGNOSTICS many = ROW_COUNT;
            IF many > 1000 THEN
                PERFORM %1$s.larder_fold_changes('%3$s');
            END IF;
            RETURN NULL;
        END
        $function$;
        $body$;
BEGIN
    FOR watched IN
        SELECT * FROM (VALUES
            ('users', 'id', ARRAY['id', 'name', 'email'], NULL),
            ('departments', 'id', ARRAY['id', 'name'], NULL),
            ('employees', 'id', ARRAY['id', 'name', 'job_title', 'dept_id'], NULL),
            ('orders', 'orderid', ARRAY['orderid', 'orderdate', 'customerid', 'netamount', 'tax', 'totalamount'], 'customerid'),
            ('products', 'prod_id', ARRAY['prod_id', 'title', 'price', 'stock'], NULL),
            ('cache_heartbeat', 'id', ARRAY['id', 'beaten_at'], NULL)
        ) AS list (name, key, cached, part)
    LOOP
        EXECUTE format(
            versioned, here, watched.name,
            (SELECT string_agg('OLD.' || c, ', ') FROM unnest(watched.cached) c),
            (SELECT string_agg('NEW.' || c, ', ') FROM unnest(watched.cached) c));
        -- Of rows that swap keys in one statement only that whose version rises tells one.
        FOR happened IN
            SELECT * FROM (VALUES
                ('delete', format('o.%1$s, NULL, %2$s, NULL', watched.key, coalesce('o.' || watched.part, 'NULL')),
                 'larder_old o'),
                ('update',
                 format('coalesce(n.%1$s, o.%1$s), CASE WHEN n.version > o.version THEN n.version END, %2$s, %3$s',
                        watched.key, coalesce('o.' || watched.part, 'NULL'), coalesce('n.' || watched.part, 'NULL')),
                 format('larder_old o FULL JOIN larder_new n ON n.%1$s = o.%1$s WHERE (%2$s) IS DISTINCT FROM (%3$s)',
                        watched.key,
                        (SELECT string_agg('o.' || c, ', ') FROM unnest(watched.cached) c),
                        (SELECT string_agg('n.' || c, ', ') FROM unnest(watched.cached) c)))
            ) AS list (event, chosen, source)
        LOOP
            EXECUTE format(
                recorded, here, 'larder_record_' || watched.name || '_' || happened.event, watched.name,
                happened.chosen, happened.source);
        END LOOP;
    END LOOP;
END
$install$;

-- What was recorded before tells versions of rows that are gone: whatever is cached of these tables goes.
INSERT INTO cache_change (table_name, changed_at)
SELECT list.name, date_part('epoch', clock_timestamp()) * 1000000
FROM (VALUES ('users'), ('departments'), ('employees'), ('orders'), ('products')) AS list (name);
-- [jooq ignore stop]
