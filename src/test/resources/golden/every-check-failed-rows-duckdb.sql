SELECT
    [_label FOR _label IN [
        CASE WHEN d.f0 THEN '248b22ca' END,
        CASE WHEN d.f1 THEN '0d4cd768' END,
        CASE WHEN d.f2 THEN '8c73e0af' END,
        CASE WHEN d.f3 THEN '731eb788' END,
        CASE WHEN d.f4 THEN '162c1c1a' END,
        CASE WHEN d.f5 THEN '4c902eed' END,
        CASE WHEN d.f6 THEN 'fe61a586' END,
        CASE WHEN d.f7 THEN '3e1cbe30' END,
        CASE WHEN d.f8 THEN '969a9105' END,
        CASE WHEN d.f9 THEN '33bb1d20' END,
        CASE WHEN d.f10 THEN 'fdad60e1' END,
        CASE WHEN d.f11 THEN '37421c74' END,
        CASE WHEN d.f12 AND k12.k IS NULL THEN '19be1a16' END,
        CASE WHEN d.f13 AND k13.k IS NULL THEN 'ac3a8abc' END,
        CASE WHEN d.f14 THEN '94576906' END,
        CASE WHEN d.f15 THEN '63980615' END,
        CASE WHEN d.f16 THEN '613aab9f' END,
        CASE WHEN d.f17 THEN 'c01b9a39' END,
        CASE WHEN d.f18 THEN '799623d5' END,
        CASE WHEN d.f19 THEN '889b110f' END
    ] IF _label IS NOT NULL] AS failed_checks,
    d.c0 AS "id",
    d.c1 AS "seat ""no"""
FROM (
SELECT
    "id" AS c0,
    "seat ""no"""::VARCHAR AS c1,
    (booked_at >= '2026-01-01' -- this year
) AND "id" IS NULL AS f0,
    (booked_at >= '2026-01-01' -- this year
) AND NOT("id" IS NULL) AND COUNT(*) FILTER (WHERE (booked_at >= '2026-01-01' -- this year
) AND NOT("id" IS NULL)) OVER (PARTITION BY "id") > 1 AS f1,
    (booked_at >= '2026-01-01' -- this year
) AND (fare > 0 -- paid
) AND ("pnr" IS NULL OR "pnr" IN ('', 'it''s') OR regexp_matches("pnr", '^\s+$')) AS f2,
    (booked_at >= '2026-01-01' -- this year
) AND (fare > 0
) AND NOT(("pnr" IS NULL OR "pnr" IN ('', 'it''s') OR regexp_matches("pnr", '^\s+$'))) AND COUNT(*) FILTER (WHERE (booked_at >= '2026-01-01' -- this year
) AND (fare > 0
) AND NOT(("pnr" IS NULL OR "pnr" IN ('', 'it''s') OR regexp_matches("pnr", '^\s+$')))) OVER (PARTITION BY "pnr") > 1 AS f3,
    (booked_at >= '2026-01-01' -- this year
) AND NOT(("pnr" IS NULL OR "pnr" IN ('', 'it''s') OR regexp_matches("pnr", '^\s+$'))) AND NOT("pnr" IN ('A', 1, 1.50, TRUE, DATE '2026-01-31', '2026-01-31T12:00:00')) AS f4,
    (booked_at >= '2026-01-01' -- this year
) AND NOT(("pnr" IS NULL OR "pnr" IN ('', 'it''s') OR regexp_matches("pnr", '^\s+$'))) AND ("pnr" IN ('N/A') OR regexp_matches("pnr", '\d')) AS f5,
    (booked_at >= '2026-01-01' -- this year
) AND NOT(("pnr" IS NULL OR "pnr" IN ('', 'it''s') OR regexp_matches("pnr", '^\s+$'))) AND (NOT(regexp_matches("pnr", '^[A-Z'']{6}$')) OR LENGTH("pnr") != 6) AS f6,
    (booked_at >= '2026-01-01' -- this year
) AND NOT(("pnr" IS NULL OR "pnr" IN ('', 'it''s') OR regexp_matches("pnr", '^\s+$'))) AND (LENGTH("pnr") < 1 OR LENGTH("pnr") > 6) AS f7,
    (booked_at >= '2026-01-01' -- this year
) AND NOT(("pnr" IS NULL OR "pnr" IN ('', 'it''s') OR regexp_matches("pnr", '^\s+$'))) AND NOT(1 = 0) AS f8,
    (booked_at >= '2026-01-01' -- this year
) AND (fare::numeric -- as number
) IS NULL AS f9,
    (booked_at >= '2026-01-01' -- this year
) AND NOT((fare::numeric -- as number
) IS NULL) AND COUNT(*) FILTER (WHERE (booked_at >= '2026-01-01' -- this year
) AND NOT((fare::numeric -- as number
) IS NULL)) OVER (PARTITION BY (fare::numeric -- as number
)) > 1 AS f10,
    (booked_at >= '2026-01-01' -- this year
) AND NOT((fare::numeric -- as number
) IS NULL) AND ((fare::numeric -- as number
) < 0 OR (fare::numeric -- as number
) > 999.99) AS f11,
    (booked_at >= '2026-01-01' -- this year
) AND NOT("dep" IS NULL) AS f12,
    "dep" AS v12,
    (booked_at >= '2026-01-01' -- this year
) AND (fare > 0
) AND NOT("dep" IS NULL) AS f13,
    CASE WHEN NOT(LENGTH("dep") > 3) THEN "dep" END AS v13,
    (booked_at >= '2026-01-01' -- this year
) AND "seat ""no""" IS NULL AS f14,
    (booked_at >= '2026-01-01' -- this year
) AND COUNT(*) FILTER (WHERE (booked_at >= '2026-01-01' -- this year
)) OVER (PARTITION BY ROW("pnr"::VARCHAR, "dep"::VARCHAR)) > 1 AS f15,
    (booked_at >= '2026-01-01' -- this year
) AND (fare > 0
) AND COUNT(*) FILTER (WHERE (booked_at >= '2026-01-01' -- this year
) AND (fare > 0
)) OVER (PARTITION BY ROW("pnr"::VARCHAR)) > 1 AS f16,
    (booked_at >= '2026-01-01' -- this year
) AND (dep = 'BRU'
) AND (fare < 0 -- refunds
) AS f17,
    (region = 'EU'
) AND COUNT(*) FILTER (WHERE (region = 'EU'
)) OVER (PARTITION BY ROW("pnr"::VARCHAR, "dep"::VARCHAR)) > 1 AS f18,
    (region = 'EU'
) AND (fare < 0
) AS f19
FROM "shop"."bookings"
WHERE ((booked_at >= '2026-01-01' -- this year
) OR (region = 'EU'
))
) AS d
LEFT JOIN (SELECT DISTINCT r."iata" AS k FROM "shop"."airports" AS r) AS k12 ON k12.k = d.v12
LEFT JOIN (SELECT DISTINCT r."dep" AS k FROM "shop"."airports" AS r) AS k13 ON k13.k = d.v13
WHERE (d.f0 OR d.f1 OR d.f2 OR d.f3 OR d.f4 OR d.f5 OR d.f6 OR d.f7 OR d.f8 OR d.f9 OR d.f10 OR d.f11 OR d.f12 AND k12.k IS NULL OR d.f13 AND k13.k IS NULL OR d.f14 OR d.f15 OR d.f16 OR d.f17 OR d.f18 OR d.f19);
