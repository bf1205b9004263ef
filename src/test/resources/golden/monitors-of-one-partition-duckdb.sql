SELECT COUNT(*),
       EPOCH(MAX("seen"))::DOUBLE,
       COUNT("fare"),
       COUNT("pnr"),
       COUNT(DISTINCT "fare"),
       COUNT(DISTINCT "pnr"),
       MIN("fare")::DOUBLE,
       MAX("fare")::DOUBLE,
       SUM("fare")::DOUBLE,
       STDDEV_SAMP("fare")::DOUBLE,
       VAR_SAMP("fare")::DOUBLE,
       PERCENTILE_DISC(0.25) WITHIN GROUP (ORDER BY "fare")::DOUBLE,
       PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY "fare")::DOUBLE,
       PERCENTILE_DISC(0.75) WITHIN GROUP (ORDER BY "fare")::DOUBLE,
       AVG(LENGTH("pnr"))::DOUBLE,
       MIN(LENGTH("pnr"))::DOUBLE,
       MAX(LENGTH("pnr"))::DOUBLE
FROM "public"."t"
WHERE "arrived" >= TIMESTAMP '2026-03-31T00:00' AND "arrived" < TIMESTAMP '2026-04-01T00:00';

SELECT EPOCH(MAX("arrived"))::DOUBLE
FROM "public"."t"
WHERE "arrived" < TIMESTAMP '2026-04-01T00:00';

SELECT (SUM(v.n) FILTER (WHERE v.n > 1))::DOUBLE,
       SUM(v.n)::DOUBLE
FROM (
SELECT COUNT(*) AS n
FROM "public"."t"
WHERE "arrived" >= TIMESTAMP '2026-03-31T00:00' AND "arrived" < TIMESTAMP '2026-04-01T00:00' AND "fare" IS NOT NULL
GROUP BY "fare"
) AS v;

SELECT (SUM(v.n) FILTER (WHERE v.n > 1))::DOUBLE,
       SUM(v.n)::DOUBLE
FROM (
SELECT COUNT(*) AS n
FROM "public"."t"
WHERE "arrived" >= TIMESTAMP '2026-03-31T00:00' AND "arrived" < TIMESTAMP '2026-04-01T00:00' AND "pnr" IS NOT NULL
GROUP BY "pnr"
) AS v;

SELECT "origin"::VARCHAR AS label,
       COUNT(*)
FROM "public"."t"
WHERE "arrived" >= TIMESTAMP '2026-03-31T00:00' AND "arrived" < TIMESTAMP '2026-04-01T00:00' AND "origin" IS NOT NULL AND NOT("origin"::VARCHAR IN ('XXX', 'it''s'))
GROUP BY 1
LIMIT 101;

SELECT "origin"::VARCHAR AS label,
       EPOCH(MAX("arrived"))::DOUBLE
FROM "public"."t"
WHERE "arrived" < TIMESTAMP '2026-04-01T00:00' AND "origin" IS NOT NULL AND NOT("origin"::VARCHAR IN ('XXX', 'it''s'))
GROUP BY 1
LIMIT 101;

SELECT "origin"::VARCHAR AS label,
       SUM("fare")::DOUBLE,
       COUNT("fare")
FROM "public"."t"
WHERE "arrived" >= TIMESTAMP '2026-03-31T00:00' AND "arrived" < TIMESTAMP '2026-04-01T00:00' AND "origin" IS NOT NULL AND NOT("origin"::VARCHAR IN ('XXX', 'it''s'))
GROUP BY 1
LIMIT 101;

SELECT "origin"::VARCHAR AS label,
       COUNT(DISTINCT "fare")
FROM "public"."t"
WHERE "arrived" >= TIMESTAMP '2026-03-31T00:00' AND "arrived" < TIMESTAMP '2026-04-01T00:00' AND "origin" IS NOT NULL AND NOT("origin"::VARCHAR IN ('XXX', 'it''s'))
GROUP BY 1
LIMIT 101;

SELECT v.g AS label,
       (SUM(v.n) FILTER (WHERE v.n > 1))::DOUBLE,
       SUM(v.n)::DOUBLE
FROM (
SELECT "origin"::VARCHAR AS g, COUNT(*) AS n
FROM "public"."t"
WHERE "arrived" >= TIMESTAMP '2026-03-31T00:00' AND "arrived" < TIMESTAMP '2026-04-01T00:00' AND "origin" IS NOT NULL AND NOT("origin"::VARCHAR IN ('XXX', 'it''s')) AND "fare" IS NOT NULL
GROUP BY 1, "fare"
) AS v
GROUP BY 1
LIMIT 101;

SELECT *
FROM (
select max(fare) from t where arrived >= TIMESTAMP '2026-03-31T00:00' and arrived < TIMESTAMP '2026-04-01T00:00'
) AS result
LIMIT 2;
