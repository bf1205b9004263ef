SELECT
    [_label FOR _label IN [
        CASE WHEN d.f0 THEN '799623d5' END,
        CASE WHEN d.f1 THEN '889b110f' END
    ] IF _label IS NOT NULL] AS failed_checks,
    d.c0 AS "id"
FROM (
SELECT
    "id" AS c0,
    COUNT(*) OVER (PARTITION BY ROW("pnr"::VARCHAR, "dep"::VARCHAR)) > 1 AS f0,
    (fare < 0
) AS f1
FROM "shop"."bookings"
WHERE (region = 'EU'
)
) AS d
WHERE (d.f0 OR d.f1);
