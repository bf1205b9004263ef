-- What the four contracts of examples/flights ask, written by hand: one pass over each table for all that can share it,
-- a query for each key and each reference.
\set QUIET on

select count(*),
       count(*) filter (where flight_date is null), count(*) filter (where carrier is null),
       count(*) filter (where flight is null), count(*) filter (where flight < 1 or flight > 9999),
       count(*) filter (where tailnum is null), count(*) filter (where tailnum !~ '^[A-Z][0-9A-Z]{4,5}$'),
       count(*) filter (where origin is null), count(*) filter (where origin not in ('EWR', 'JFK', 'LGA')),
       count(*) filter (where dest is null), count(*) filter (where length(dest) <> 3),
       count(*) filter (where sched_dep_time is null),
       count(*) filter (where sched_dep_time < 0 or sched_dep_time > 2359),
       count(*) filter (where dep_time is null), count(*) filter (where dep_time < 0 or dep_time > 2400),
       count(*) filter (where dep_delay < -60 or dep_delay > 1440),
       count(*) filter (where arr_delay is null), count(*) filter (where arr_delay < -120 or arr_delay > 1440),
       count(*) filter (where air_time < 10 or air_time > 720),
       count(*) filter (where distance is null), count(*) filter (where distance < 1 or distance > 6000)
from flights;
select count(*) from flights where not exists (select from airlines where airlines.carrier = flights.carrier);
select count(*) from flights
where tailnum is not null and not exists (select from planes where planes.tailnum = flights.tailnum);
select count(*) from flights where not exists (select from airports where faa = dest);
select count(*) from (
    select from flights group by flight_date, carrier, flight, origin, sched_dep_time having count(*) > 1) twice;

select count(*), count(faa), count(distinct faa), count(*) filter (where faa !~ '^[A-Z0-9]{3}$'), count(name),
       count(lat), count(*) filter (where lat < 18.5 or lat > 71.5),
       count(lon), count(*) filter (where lon < -180 or lon > 180),
       count(alt), count(*) filter (where alt < -282 or alt > 10000),
       count(*) filter (where tz < -12 or tz > 14),
       count(dst), count(*) filter (where dst not in ('A', 'N', 'U')),
       count(tzone), count(*) filter (where tzone !~ '^[A-Z][A-Za-z]+/[A-Z][A-Za-z_]+$')
from airports;

select count(*), count(tailnum), count(distinct tailnum), count(*) filter (where tailnum !~ '^N[0-9A-Z]{3,5}$'),
       count(year), count(*) filter (where year < 1920 or year > 2013),
       count(type),
       count(*) filter (where type not in ('Fixed wing multi engine', 'Fixed wing single engine', 'Rotorcraft')),
       count(manufacturer), count(model),
       count(engines), count(*) filter (where engines < 1 or engines > 4),
       count(seats), count(*) filter (where seats < 1 or seats > 550),
       count(engine),
       count(*) filter (where engine not in
           ('4 Cycle', 'Reciprocating', 'Turbo-fan', 'Turbo-jet', 'Turbo-prop', 'Turbo-shaft'))
from planes;

select count(*), count(carrier), count(distinct carrier), count(*) filter (where carrier !~ '^[A-Z0-9]{2}$'),
       count(name), count(distinct name)
from airlines;

select column_name, data_type from information_schema.columns
where table_name in ('flights', 'airports', 'planes', 'airlines') order by table_name, ordinal_position;

-- The rows of the checks that fail or warn, kept for later, with a bit for each check.
create schema failed_rows;
create table failed_rows.flights as
select * from flights cross join lateral (
    select (dep_time is null)::int
         + 2 * (tailnum is not null and not exists (select from planes where planes.tailnum = flights.tailnum))::int
         + 4 * (not exists (select from airports where faa = dest))::int as bits) marks
where bits > 0;
create table failed_rows.airports as select * from airports where lat < 18.5 or lat > 71.5;
