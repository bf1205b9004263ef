SELECT a.attname AS column_name,
       CASE
           WHEN b.typelem <> 0 AND b.typlen = -1 THEN 'ARRAY'
           WHEN b.typnamespace <> 'pg_catalog'::regnamespace THEN b.typname
           ELSE CASE b.typname
               WHEN 'varchar' THEN 'character varying'
               WHEN 'bpchar' THEN 'character'
               WHEN 'bool' THEN 'boolean'
               WHEN 'int2' THEN 'smallint'
               WHEN 'int4' THEN 'integer'
               WHEN 'int8' THEN 'bigint'
               WHEN 'float4' THEN 'real'
               WHEN 'float8' THEN 'double precision'
               WHEN 'timestamp' THEN 'timestamp without time zone'
               WHEN 'timestamptz' THEN 'timestamp with time zone'
               WHEN 'time' THEN 'time without time zone'
               WHEN 'timetz' THEN 'time with time zone'
               WHEN 'varbit' THEN 'bit varying'
               ELSE b.typname
           END
       END::text AS data_type,
       CASE WHEN b.typname IN ('varchar', 'bpchar') AND m.modifier > 4
           THEN m.modifier - 4 END AS character_maximum_length,
       CASE WHEN b.typname = 'numeric' AND m.modifier >= 4
           THEN ((m.modifier - 4) >> 16) & 65535 END AS numeric_precision,
       CASE WHEN b.typname = 'numeric' AND m.modifier >= 4
           THEN (((m.modifier - 4) & 2047) # 1024) - 1024 END AS numeric_scale,
       CASE WHEN b.typname IN ('time', 'timetz', 'timestamp', 'timestamptz') AND m.modifier >= 0
           THEN m.modifier END AS datetime_precision,
       pg_catalog.format_type(a.atttypid, a.atttypmod) AS source_type
FROM pg_catalog.pg_attribute AS a
JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
JOIN pg_catalog.pg_type AS b ON b.oid = CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END
CROSS JOIN LATERAL (
    SELECT CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE a.atttypmod END AS modifier
) AS m
WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attrelid = (
    SELECT c.oid
    FROM pg_catalog.pg_class AS c
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
      AND c.relname = 'bookings'
      AND lower(pg_catalog.current_database()) = lower('soda')
      AND lower(n.nspname) = lower('shop')
    ORDER BY n.nspname = 'shop' DESC LIMIT 1
)
ORDER BY a.attnum;
