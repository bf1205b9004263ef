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
    ]::text[], NULL) AS failed_checks,
    d.c0 AS "id",
    d.c1 AS "dep",
    d.c2 AS "extras",
    d.c3 AS "seat ""no""",
    d.c4 AS "f0"
FROM (
SELECT
    "id" AS c0,
    "dep" AS c1,
    "extras"::text AS c2,
    "seat ""no""" AS c3,
    "f0" AS c4,
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
