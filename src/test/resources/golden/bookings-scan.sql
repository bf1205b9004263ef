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

SELECT COUNT(*)
FROM (
SELECT "dep" AS v
FROM "soda"."shop"."bookings"
WHERE (booked_at >= '2026-01-01' -- this year
) AND (fare > 0
) AND NOT("dep" IS NULL)
) AS d
WHERE NOT EXISTS (SELECT 1 FROM "soda"."shop"."airports" AS r WHERE r."iata" = d.v);

SELECT COUNT(*)
FROM (
SELECT CASE WHEN NOT(NOT("dep" IN ('BRU', 'CDG'))) THEN "dep" END AS v
FROM "soda"."shop"."bookings"
WHERE (booked_at >= '2026-01-01' -- this year
) AND NOT(("dep" IS NULL OR "dep" IN ('N/A', '')))
) AS d
WHERE NOT EXISTS (SELECT 1 FROM "soda"."shop"."airports" AS r WHERE r."dep" = d.v);

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
