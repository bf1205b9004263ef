SELECT column_name,
       lower(regexp_replace(data_type, '\(.*\)', '')) AS data_type,
       NULL::INTEGER AS character_maximum_length,
       CASE WHEN data_type LIKE 'DECIMAL(%' THEN numeric_precision END AS numeric_precision,
       CASE WHEN data_type LIKE 'DECIMAL(%' THEN numeric_scale END AS numeric_scale,
       NULL::INTEGER AS datetime_precision,
       data_type AS source_type
FROM duckdb_columns()
WHERE lower(table_name) = lower('bookings')
  AND lower(schema_name) = lower('shop')
  AND lower(database_name) = lower(current_database())
ORDER BY column_index;

SELECT COUNT(*),
       COUNT(*) FILTER (WHERE "id" IS NULL),
       COUNT(DISTINCT CASE WHEN NOT("id" IS NULL) THEN "id" END),
       COUNT(*) FILTER (WHERE (fare > 0 -- paid
) AND ("pnr" IS NULL OR "pnr" IN ('', 'it''s') OR regexp_matches("pnr", '^\s+$'))),
       COUNT(*) FILTER (WHERE (fare > 0 -- paid
)),
       COUNT(DISTINCT CASE WHEN (fare > 0
) AND NOT(("pnr" IS NULL OR "pnr" IN ('', 'it''s') OR regexp_matches("pnr", '^\s+$'))) THEN "pnr" END),
       COUNT(*) FILTER (WHERE (fare > 0
) AND ("pnr" IS NULL OR "pnr" IN ('', 'it''s') OR regexp_matches("pnr", '^\s+$'))),
       COUNT(*) FILTER (WHERE (fare > 0
)),
       COUNT(*) FILTER (WHERE NOT(("pnr" IS NULL OR "pnr" IN ('', 'it''s') OR regexp_matches("pnr", '^\s+$'))) AND NOT("pnr" IN ('A', 1, 1.50, TRUE, DATE '2026-01-31', '2026-01-31T12:00:00'))),
       COUNT(*) FILTER (WHERE ("pnr" IS NULL OR "pnr" IN ('', 'it''s') OR regexp_matches("pnr", '^\s+$'))),
       COUNT(*) FILTER (WHERE NOT(("pnr" IS NULL OR "pnr" IN ('', 'it''s') OR regexp_matches("pnr", '^\s+$'))) AND ("pnr" IN ('N/A') OR regexp_matches("pnr", '\d'))),
       COUNT(*) FILTER (WHERE NOT(("pnr" IS NULL OR "pnr" IN ('', 'it''s') OR regexp_matches("pnr", '^\s+$'))) AND (NOT(regexp_matches("pnr", '^[A-Z'']{6}$')) OR LENGTH("pnr") != 6)),
       COUNT(*) FILTER (WHERE NOT(("pnr" IS NULL OR "pnr" IN ('', 'it''s') OR regexp_matches("pnr", '^\s+$'))) AND (LENGTH("pnr") < 1 OR LENGTH("pnr") > 6)),
       COUNT(*) FILTER (WHERE NOT(("pnr" IS NULL OR "pnr" IN ('', 'it''s') OR regexp_matches("pnr", '^\s+$'))) AND NOT(1 = 0)),
       AVG(LENGTH("pnr")) FILTER (WHERE NOT(("pnr" IS NULL OR "pnr" IN ('', 'it''s') OR regexp_matches("pnr", '^\s+$')))),
       COUNT(*) FILTER (WHERE (fare::numeric -- as number
) IS NULL),
       COUNT(DISTINCT CASE WHEN NOT((fare::numeric -- as number
) IS NULL) THEN (fare::numeric -- as number
) END),
       COUNT(*) FILTER (WHERE NOT((fare::numeric -- as number
) IS NULL) AND ((fare::numeric -- as number
) < 0 OR (fare::numeric -- as number
) > 999.99)),
       SUM((fare::numeric -- as number
)) FILTER (WHERE (fare < 100
) AND NOT((fare::numeric -- as number
) IS NULL)),
       COUNT(*) FILTER (WHERE (fare < 100
)),
       MAX((fare::numeric -- as number
)) FILTER (WHERE NOT(((fare::numeric -- as number
) IS NULL OR (fare::numeric -- as number
) IN (-1)) AND (fare::numeric -- as number
) < 0)),
       COUNT(*) FILTER (WHERE "dep" IS NULL),
       COUNT(*) FILTER (WHERE (fare > 0
) AND "dep" IS NULL),
       COUNT(*) FILTER (WHERE "seat ""no""" IS NULL),
       COUNT(DISTINCT ROW("pnr"::VARCHAR, "dep"::VARCHAR)),
       COUNT(DISTINCT CASE WHEN (fare > 0
) THEN ROW("pnr"::VARCHAR) END),
       MAX("booked_at"),
       MAX("booked_at") FILTER (WHERE (fare > 0
)),
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
       COUNT(DISTINCT ROW("pnr"::VARCHAR, "dep"::VARCHAR)),
       COUNT(*) FILTER (WHERE (fare < 0
)),
       MAX("booked_at")
FROM "shop"."bookings"
WHERE (region = 'EU'
);

SELECT COUNT(*),
       (max(fare)
)
FROM "shop"."bookings";

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
