-- warehouse/soda/shop/bookings: 16 checks, 5 queries, all in one snapshot. Nothing was executed.

-- Query 1 of 5: the columns of the table.
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

-- Query 2 of 5: in one pass, the number of rows; missing values of id; different values of id;
-- missing values of pnr; the number of rows that a check's filter lets through; invalid values of
-- pnr; different values of pnr; invalid values of fare; missing values of fare; missing values of
-- dep; different values of email; missing values of email; missing values of seat "no"; different
-- values of pnr, dep; different values of pnr, extras.
SELECT COUNT(*),
       COUNT(*) FILTER (WHERE "id" IS NULL),
       COUNT(DISTINCT "id") FILTER (WHERE NOT("id" IS NULL)),
       COUNT(*) FILTER (WHERE (fare > 0
) AND ("pnr" IS NULL OR "pnr" IN ('N/A', ''))),
       COUNT(*) FILTER (WHERE (fare > 0
)),
       COUNT(*) FILTER (WHERE NOT(("pnr" IS NULL OR "pnr" IN ('N/A', ''))) AND (NOT("pnr" ~ '^[A-Z0-9'']{6}$') OR LENGTH("pnr") != 6)),
       COUNT(*) FILTER (WHERE ("pnr" IS NULL OR "pnr" IN ('N/A', ''))),
       COUNT(DISTINCT "pnr") FILTER (WHERE (fare > 0
) AND NOT(("pnr" IS NULL OR "pnr" IN ('N/A', '')))),
       COUNT(*) FILTER (WHERE NOT("fare" IS NULL) AND ("fare" < 0 OR "fare" > 999.99)),
       COUNT(*) FILTER (WHERE "fare" IS NULL),
       COUNT(*) FILTER (WHERE (fare > 0
) AND "dep" IS NULL),
       COUNT(*) FILTER (WHERE ("dep" IS NULL OR "dep" IN ('N/A', ''))),
       COUNT(*) FILTER (WHERE (upper(dep) -- any case
) IS NULL),
       COUNT(DISTINCT (lower(email)
)) FILTER (WHERE NOT((lower(email)
) IS NULL)),
       COUNT(*) FILTER (WHERE (lower(email)
) IS NULL),
       COUNT(*) FILTER (WHERE "seat ""no""" IS NULL),
       COUNT(DISTINCT (ROW("pnr"::text, "dep"::text)::text COLLATE "C")),
       COUNT(DISTINCT (ROW("pnr"::text, "extras"::text)::text COLLATE "C")) FILTER (WHERE (fare > 0
))
FROM "soda"."shop"."bookings"
WHERE (booked_at >= '2026-01-01' -- this year
);

-- Query 3 of 5: values of dep that are not in the reference data.
SELECT COUNT(*)
FROM (
SELECT "dep" AS v
FROM "soda"."shop"."bookings"
WHERE (booked_at >= '2026-01-01' -- this year
) AND (fare > 0
) AND NOT("dep" IS NULL)
) AS d
WHERE NOT EXISTS (SELECT 1 FROM "soda"."shop"."airports" AS r WHERE r."iata" = d.v);

-- Query 4 of 5: values of dep that are not in the reference data.
SELECT COUNT(*)
FROM (
SELECT CASE WHEN NOT(NOT("dep" IN ('BRU', 'CDG'))) THEN "dep" END AS v
FROM "soda"."shop"."bookings"
WHERE (booked_at >= '2026-01-01' -- this year
) AND NOT(("dep" IS NULL OR "dep" IN ('N/A', '')))
) AS d
WHERE NOT EXISTS (SELECT 1 FROM "soda"."shop"."airports" AS r WHERE r."dep" = d.v);

-- Query 5 of 5: values of dep that are not in the reference data.
SELECT COUNT(*)
FROM (
SELECT (upper(dep) -- any case
) AS v
FROM "soda"."shop"."bookings"
WHERE (booked_at >= '2026-01-01' -- this year
) AND NOT((upper(dep) -- any case
) IS NULL)
) AS d
WHERE NOT EXISTS (SELECT 1 FROM "soda"."shop"."airports" AS r WHERE r."dep" = d.v);

-- The above is for a table that is small or of unknown size. What is asked first, to know that, and
-- in the order of which columns the rows lie, which then have a COUNT(DISTINCT ...) of their own
-- instead of a GROUP BY:
SELECT (SELECT SUM(CASE WHEN c.reltuples >= 0 THEN c.reltuples
                        ELSE pg_catalog.pg_relation_size(c.oid) / 8192 * 60 END)
        FROM pg_catalog.pg_class AS c
        WHERE c.relkind IN ('r', 'm') AND c.oid IN (
            SELECT pg_catalog.to_regclass('"soda"."shop"."bookings"')::oid
            UNION ALL
            SELECT t.relid FROM pg_catalog.pg_partition_tree(pg_catalog.to_regclass('"soda"."shop"."bookings"')) AS t
        ))::bigint AS row_count,
       ARRAY(SELECT s.attname::text
             FROM pg_catalog.pg_stats AS s
             JOIN pg_catalog.pg_class AS c ON c.relname = s.tablename
             JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace AND n.nspname = s.schemaname
             WHERE c.oid = pg_catalog.to_regclass('"soda"."shop"."bookings"') AND abs(s.correlation) > 0.99) AS sorted_columns;

-- For a large table, instead of query 2, 1 of 6: in one pass, the number of rows; missing values of
-- id; missing values of pnr; the number of rows that a check's filter lets through; invalid values
-- of pnr; invalid values of fare; missing values of fare; missing values of dep; missing values of
-- email; missing values of seat "no".
SELECT COUNT(*),
       COUNT(*) FILTER (WHERE "id" IS NULL),
       COUNT(*) FILTER (WHERE (fare > 0
) AND ("pnr" IS NULL OR "pnr" IN ('N/A', ''))),
       COUNT(*) FILTER (WHERE (fare > 0
)),
       COUNT(*) FILTER (WHERE NOT(("pnr" IS NULL OR "pnr" IN ('N/A', ''))) AND (NOT("pnr" ~ '^[A-Z0-9'']{6}$') OR LENGTH("pnr") != 6)),
       COUNT(*) FILTER (WHERE ("pnr" IS NULL OR "pnr" IN ('N/A', ''))),
       COUNT(*) FILTER (WHERE NOT("fare" IS NULL) AND ("fare" < 0 OR "fare" > 999.99)),
       COUNT(*) FILTER (WHERE "fare" IS NULL),
       COUNT(*) FILTER (WHERE (fare > 0
) AND "dep" IS NULL),
       COUNT(*) FILTER (WHERE ("dep" IS NULL OR "dep" IN ('N/A', ''))),
       COUNT(*) FILTER (WHERE (upper(dep) -- any case
) IS NULL),
       COUNT(*) FILTER (WHERE (lower(email)
) IS NULL),
       COUNT(*) FILTER (WHERE "seat ""no""" IS NULL)
FROM "soda"."shop"."bookings"
WHERE (booked_at >= '2026-01-01' -- this year
);

-- For a large table, instead of query 2, 2 of 6: different values of id.
SELECT COUNT(*)
FROM (
SELECT "id" AS v
FROM "soda"."shop"."bookings"
WHERE (booked_at >= '2026-01-01' -- this year
) AND NOT("id" IS NULL)
GROUP BY 1
) AS d;

-- For a large table, instead of query 2, 3 of 6: different values of pnr.
SELECT COUNT(*)
FROM (
SELECT "pnr" AS v
FROM "soda"."shop"."bookings"
WHERE (booked_at >= '2026-01-01' -- this year
) AND (fare > 0
) AND NOT(("pnr" IS NULL OR "pnr" IN ('N/A', '')))
GROUP BY 1
) AS d;

-- For a large table, instead of query 2, 4 of 6: different values of email.
SELECT COUNT(*)
FROM (
SELECT (lower(email)
) AS v
FROM "soda"."shop"."bookings"
WHERE (booked_at >= '2026-01-01' -- this year
) AND NOT((lower(email)
) IS NULL)
GROUP BY 1
) AS d;

-- For a large table, instead of query 2, 5 of 6: different values of pnr, dep.
SELECT COUNT(*)
FROM (
SELECT (ROW("pnr"::text, "dep"::text)::text COLLATE "C") AS v
FROM "soda"."shop"."bookings"
WHERE (booked_at >= '2026-01-01' -- this year
)
GROUP BY 1
) AS d;

-- For a large table, instead of query 2, 6 of 6: different values of pnr, extras.
SELECT COUNT(*)
FROM (
SELECT (ROW("pnr"::text, "extras"::text)::text COLLATE "C") AS v
FROM "soda"."shop"."bookings"
WHERE (booked_at >= '2026-01-01' -- this year
) AND (fare > 0
)
GROUP BY 1
) AS d;

-- The failed rows for the warehouse, as if all of these checks failed: checks.missing.aa000001,
-- checks.duplicate.aa000002, checks.missing.aa000003, checks.invalid.aa000004,
-- checks.duplicate.aa000005, checks.invalid.aa000006, checks.invalid.aa000007,
-- checks.invalid.aa000008, checks.invalid.aa000009, checks.duplicate.aa000010,
-- checks.missing.aa000011, checks.duplicate.aa000014, checks.duplicate.aa000015.
-- A scan asks for the checks that failed, and for all columns of the table.
SELECT
    array_remove(ARRAY[
        CASE WHEN d.f0 THEN 'aa000001' END,
        CASE WHEN d.f1 THEN 'aa000002' END,
        CASE WHEN d.f2 THEN 'aa000003' END,
        CASE WHEN d.f3 THEN 'aa000004' END,
        CASE WHEN d.f4 THEN 'aa000005' END,
        CASE WHEN d.f5 THEN 'aa000006' END,
        CASE WHEN d.f6 AND k6.k IS NULL THEN 'aa000007' END,
        CASE WHEN d.f7 AND k7.k IS NULL THEN 'aa000008' END,
        CASE WHEN d.f8 AND k8.k IS NULL THEN 'aa000009' END,
        CASE WHEN d.f9 THEN 'aa000010' END,
        CASE WHEN d.f10 THEN 'aa000011' END,
        CASE WHEN d.f11 THEN 'aa000014' END,
        CASE WHEN d.f12 THEN 'aa000015' END
    ]::text[], NULL) AS failed_checks
FROM (
SELECT
    "id" IS NULL AS f0,
    NOT("id" IS NULL) AND COUNT(*) FILTER (WHERE NOT("id" IS NULL)) OVER (PARTITION BY "id") > 1 AS f1,
    (fare > 0
) AND ("pnr" IS NULL OR "pnr" IN ('N/A', '')) AS f2,
    NOT(("pnr" IS NULL OR "pnr" IN ('N/A', ''))) AND (NOT("pnr" ~ '^[A-Z0-9'']{6}$') OR LENGTH("pnr") != 6) AS f3,
    (fare > 0
) AND NOT(("pnr" IS NULL OR "pnr" IN ('N/A', ''))) AND COUNT(*) FILTER (WHERE (fare > 0
) AND NOT(("pnr" IS NULL OR "pnr" IN ('N/A', '')))) OVER (PARTITION BY "pnr") > 1 AS f4,
    NOT("fare" IS NULL) AND ("fare" < 0 OR "fare" > 999.99) AS f5,
    (fare > 0
) AND NOT("dep" IS NULL) AS f6,
    "dep" AS v6,
    NOT(("dep" IS NULL OR "dep" IN ('N/A', ''))) AS f7,
    CASE WHEN NOT(NOT("dep" IN ('BRU', 'CDG'))) THEN "dep" END AS v7,
    NOT((upper(dep) -- any case
) IS NULL) AS f8,
    (upper(dep) -- any case
) AS v8,
    NOT((lower(email)
) IS NULL) AND COUNT(*) FILTER (WHERE NOT((lower(email)
) IS NULL)) OVER (PARTITION BY (lower(email)
)) > 1 AS f9,
    "seat ""no""" IS NULL AS f10,
    COUNT(*) OVER (PARTITION BY (ROW("pnr"::text, "dep"::text)::text COLLATE "C")) > 1 AS f11,
    (fare > 0
) AND COUNT(*) FILTER (WHERE (fare > 0
)) OVER (PARTITION BY (ROW("pnr"::text, "extras"::text)::text COLLATE "C")) > 1 AS f12
FROM "soda"."shop"."bookings"
WHERE (booked_at >= '2026-01-01' -- this year
)
) AS d
LEFT JOIN (SELECT DISTINCT r."iata" AS k FROM "soda"."shop"."airports" AS r) AS k6 ON k6.k = d.v6
LEFT JOIN (SELECT DISTINCT r."dep" AS k FROM "soda"."shop"."airports" AS r) AS k7 ON k7.k = d.v7
LEFT JOIN (SELECT DISTINCT r."dep" AS k FROM "soda"."shop"."airports" AS r) AS k8 ON k8.k = d.v8
WHERE (d.f0 OR d.f1 OR d.f2 OR d.f3 OR d.f4 OR d.f5 OR d.f6 AND k6.k IS NULL OR d.f7 AND k7.k IS NULL OR d.f8 AND k8.k IS NULL OR d.f9 OR d.f10 OR d.f11 OR d.f12);
