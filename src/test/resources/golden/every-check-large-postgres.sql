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
      AND lower(n.nspname) = lower('shop')
    ORDER BY n.nspname = 'shop' DESC LIMIT 1
)
ORDER BY a.attnum;

SELECT COUNT(*),
       COUNT(*) FILTER (WHERE "id" IS NULL),
       COUNT(*) FILTER (WHERE (fare > 0 -- paid
) AND ("pnr" IS NULL OR "pnr" IN ('', 'it''s') OR "pnr" ~ '^\s+$')),
       COUNT(*) FILTER (WHERE (fare > 0 -- paid
)),
       COUNT(*) FILTER (WHERE (fare > 0
) AND ("pnr" IS NULL OR "pnr" IN ('', 'it''s') OR "pnr" ~ '^\s+$')),
       COUNT(*) FILTER (WHERE (fare > 0
)),
       COUNT(*) FILTER (WHERE NOT(("pnr" IS NULL OR "pnr" IN ('', 'it''s') OR "pnr" ~ '^\s+$')) AND NOT("pnr" IN ('A', 1, 1.50, TRUE, DATE '2026-01-31', '2026-01-31T12:00:00'))),
       COUNT(*) FILTER (WHERE ("pnr" IS NULL OR "pnr" IN ('', 'it''s') OR "pnr" ~ '^\s+$')),
       COUNT(*) FILTER (WHERE NOT(("pnr" IS NULL OR "pnr" IN ('', 'it''s') OR "pnr" ~ '^\s+$')) AND ("pnr" IN ('N/A') OR "pnr" ~ '\d')),
       COUNT(*) FILTER (WHERE NOT(("pnr" IS NULL OR "pnr" IN ('', 'it''s') OR "pnr" ~ '^\s+$')) AND (NOT("pnr" ~ '^[A-Z'']{6}$') OR LENGTH("pnr") != 6)),
       COUNT(*) FILTER (WHERE NOT(("pnr" IS NULL OR "pnr" IN ('', 'it''s') OR "pnr" ~ '^\s+$')) AND (LENGTH("pnr") < 1 OR LENGTH("pnr") > 6)),
       COUNT(*) FILTER (WHERE NOT(("pnr" IS NULL OR "pnr" IN ('', 'it''s') OR "pnr" ~ '^\s+$')) AND NOT(1 = 0)),
       AVG(LENGTH("pnr")) FILTER (WHERE NOT(("pnr" IS NULL OR "pnr" IN ('', 'it''s') OR "pnr" ~ '^\s+$')))::text,
       COUNT(*) FILTER (WHERE (fare::numeric -- as number
) IS NULL),
       COUNT(*) FILTER (WHERE NOT((fare::numeric -- as number
) IS NULL) AND ((fare::numeric -- as number
) < 0 OR (fare::numeric -- as number
) > 999.99)),
       SUM((fare::numeric -- as number
)) FILTER (WHERE (fare < 100
) AND NOT((fare::numeric -- as number
) IS NULL))::text,
       COUNT(*) FILTER (WHERE (fare < 100
)),
       MAX((fare::numeric -- as number
)) FILTER (WHERE NOT(((fare::numeric -- as number
) IS NULL OR (fare::numeric -- as number
) IN (-1)) AND (fare::numeric -- as number
) < 0))::text,
       COUNT(*) FILTER (WHERE "dep" IS NULL),
       COUNT(*) FILTER (WHERE (fare > 0
) AND "dep" IS NULL),
       COUNT(*) FILTER (WHERE "seat ""no""" IS NULL),
       MAX("booked_at")::text,
       MAX("booked_at") FILTER (WHERE (fare > 0
))::text,
       (sum(fare) / count(*) -- average
),
       COUNT(*) FILTER (WHERE (dep = 'BRU'
) AND (fare < 0 -- refunds
)),
       COUNT(*) FILTER (WHERE (dep = 'BRU'
))
FROM "shop"."bookings"
WHERE (booked_at >= '2026-01-01' -- this year
);

SELECT COUNT(*),
       COUNT(*) FILTER (WHERE (fare > 0
)),
       COUNT(*) FILTER (WHERE (fare < 0
)),
       MAX("booked_at")::text
FROM "shop"."bookings"
WHERE (region = 'EU'
);

SELECT COUNT(*),
       (max(fare)
)
FROM "shop"."bookings";

SELECT COUNT(DISTINCT "id") FILTER (WHERE NOT("id" IS NULL))
FROM "shop"."bookings"
WHERE (booked_at >= '2026-01-01' -- this year
);

SELECT COUNT(*)
FROM (
SELECT "pnr" AS v
FROM "shop"."bookings"
WHERE (booked_at >= '2026-01-01' -- this year
) AND (fare > 0
) AND NOT(("pnr" IS NULL OR "pnr" IN ('', 'it''s') OR "pnr" ~ '^\s+$'))
GROUP BY 1
) AS d;

SELECT COUNT(*)
FROM (
SELECT (fare::numeric -- as number
) AS v
FROM "shop"."bookings"
WHERE (booked_at >= '2026-01-01' -- this year
) AND NOT((fare::numeric -- as number
) IS NULL)
GROUP BY 1
) AS d;

SELECT COUNT(*)
FROM (
SELECT "dep" AS v
FROM "shop"."bookings"
WHERE (booked_at >= '2026-01-01' -- this year
) AND NOT("dep" IS NULL)
) AS d
WHERE NOT EXISTS (SELECT 1 FROM "shop"."airports" AS r WHERE r."iata" = d.v);

SELECT COUNT(*)
FROM (
SELECT CASE WHEN NOT(LENGTH("dep") > 3) THEN "dep" END AS v
FROM "shop"."bookings"
WHERE (booked_at >= '2026-01-01' -- this year
) AND (fare > 0
) AND NOT("dep" IS NULL)
) AS d
WHERE NOT EXISTS (SELECT 1 FROM "shop"."airports" AS r WHERE r."dep" = d.v);

SELECT COUNT(*)
FROM (
SELECT (ROW("pnr"::text, "dep"::text)::text COLLATE "C") AS v
FROM "shop"."bookings"
WHERE (booked_at >= '2026-01-01' -- this year
)
GROUP BY 1
) AS d;

SELECT COUNT(*)
FROM (
SELECT (ROW("pnr"::text)::text COLLATE "C") AS v
FROM "shop"."bookings"
WHERE (booked_at >= '2026-01-01' -- this year
) AND (fare > 0
)
GROUP BY 1
) AS d;

SELECT *
FROM (
select max(fare) from shop.bookings order by 1
) AS result
LIMIT 2;

SELECT COUNT(*)
FROM (
select * from shop.bookings where fare < 0
) AS failed_rows;

SELECT *
FROM (
select count(*) from shop.bookings
) AS result
LIMIT 2;

SELECT COUNT(*)
FROM (
select id from shop.bookings where fare < 0
) AS failed_rows;

SELECT COUNT(*)
FROM (
SELECT (ROW("pnr"::text, "dep"::text)::text COLLATE "C") AS v
FROM "shop"."bookings"
WHERE (region = 'EU'
)
GROUP BY 1
) AS d;
