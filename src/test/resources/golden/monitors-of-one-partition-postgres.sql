SELECT COUNT(*),
       EXTRACT(EPOCH FROM MAX("seen"))::text,
       COUNT("fare"),
       COUNT("pnr"),
       MIN("fare")::text,
       MAX("fare")::text,
       SUM("fare")::text,
       STDDEV_SAMP("fare")::text,
       VAR_SAMP("fare")::text,
       PERCENTILE_DISC(0.25) WITHIN GROUP (ORDER BY "fare")::text,
       PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY "fare")::text,
       PERCENTILE_DISC(0.75) WITHIN GROUP (ORDER BY "fare")::text,
       AVG(LENGTH("pnr"))::text,
       MIN(LENGTH("pnr"))::text,
       MAX(LENGTH("pnr"))::text
FROM "public"."t"
WHERE "arrived" >= TIMESTAMP '2026-03-31T00:00' AND "arrived" < TIMESTAMP '2026-04-01T00:00';

SELECT EXTRACT(EPOCH FROM MAX("arrived"))::text
FROM "public"."t"
WHERE "arrived" < TIMESTAMP '2026-04-01T00:00';

SELECT (SUM(v.n) FILTER (WHERE v.n > 1))::text,
       SUM(v.n)::text,
       COUNT(*)
FROM (
SELECT COUNT(*) AS n
FROM "public"."t"
WHERE "arrived" >= TIMESTAMP '2026-03-31T00:00' AND "arrived" < TIMESTAMP '2026-04-01T00:00' AND "fare" IS NOT NULL
GROUP BY "fare"
) AS v;

SELECT (SUM(v.n) FILTER (WHERE v.n > 1))::text,
       SUM(v.n)::text,
       COUNT(*)
FROM (
SELECT COUNT(*) AS n
FROM "public"."t"
WHERE "arrived" >= TIMESTAMP '2026-03-31T00:00' AND "arrived" < TIMESTAMP '2026-04-01T00:00' AND "pnr" IS NOT NULL
GROUP BY "pnr"
) AS v;

SELECT (
SELECT EXTRACT(EPOCH FROM max(pg_catalog.pg_xact_commit_timestamp(x.id)))::text
FROM (
    SELECT d.xmin AS id FROM "public"."t" AS d
    UNION
    SELECT a.xmin FROM pg_catalog.pg_attribute AS a
    WHERE a.attnum > 0 AND a.attrelid = pg_catalog.to_regclass('"public"."t"')
) AS x
)
;

SELECT "origin"::text AS label,
       COUNT(*)
FROM "public"."t"
WHERE "arrived" >= TIMESTAMP '2026-03-31T00:00' AND "arrived" < TIMESTAMP '2026-04-01T00:00' AND "origin" IS NOT NULL AND NOT("origin"::text IN ('XXX', 'it''s'))
GROUP BY 1
LIMIT 101;

SELECT "origin"::text AS label,
       EXTRACT(EPOCH FROM MAX("arrived"))::text
FROM "public"."t"
WHERE "arrived" < TIMESTAMP '2026-04-01T00:00' AND "origin" IS NOT NULL AND NOT("origin"::text IN ('XXX', 'it''s'))
GROUP BY 1
LIMIT 101;

SELECT "origin"::text AS label,
       SUM("fare")::text,
       COUNT("fare")
FROM "public"."t"
WHERE "arrived" >= TIMESTAMP '2026-03-31T00:00' AND "arrived" < TIMESTAMP '2026-04-01T00:00' AND "origin" IS NOT NULL AND NOT("origin"::text IN ('XXX', 'it''s'))
GROUP BY 1
LIMIT 101;

SELECT "origin"::text AS label,
       COUNT(DISTINCT "fare")
FROM "public"."t"
WHERE "arrived" >= TIMESTAMP '2026-03-31T00:00' AND "arrived" < TIMESTAMP '2026-04-01T00:00' AND "origin" IS NOT NULL AND NOT("origin"::text IN ('XXX', 'it''s'))
GROUP BY 1
LIMIT 101;

SELECT v.g AS label,
       (SUM(v.n) FILTER (WHERE v.n > 1))::text,
       SUM(v.n)::text
FROM (
SELECT "origin"::text AS g, COUNT(*) AS n
FROM "public"."t"
WHERE "arrived" >= TIMESTAMP '2026-03-31T00:00' AND "arrived" < TIMESTAMP '2026-04-01T00:00' AND "origin" IS NOT NULL AND NOT("origin"::text IN ('XXX', 'it''s')) AND "fare" IS NOT NULL
GROUP BY 1, "fare"
) AS v
GROUP BY 1
LIMIT 101;

SELECT *
FROM (
select max(fare) from t where arrived >= TIMESTAMP '2026-03-31T00:00' and arrived < TIMESTAMP '2026-04-01T00:00'
) AS result
LIMIT 2;
