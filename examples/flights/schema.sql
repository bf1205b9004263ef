-- Flights out of New York City in 2013. No constraints on purpose: a contract is there to say what is wrong with data
-- that a database let in.

create table airlines (
    carrier text,                -- two-letter code
    name    text
);

create table airports (
    faa   text,                  -- three characters
    name  text,
    lat   double precision,      -- degrees
    lon   double precision,
    alt   integer,               -- feet
    tz    numeric(4, 2),         -- hours from UTC
    dst   text,                  -- daylight saving: A(merican), U(nknown), N(one)
    tzone text                   -- as in the IANA database
);

create table planes (
    tailnum      text,
    year         integer,        -- of manufacture
    type         text,
    manufacturer text,
    model        text,
    engines      integer,
    seats        integer,
    speed        integer,        -- miles per hour
    engine       text
);

create table flights (
    flight_date    date,
    carrier        text,
    flight         integer,
    tailnum        text,
    origin         text,
    dest           text,
    sched_dep_time integer,      -- local time as the number HHMM
    dep_time       integer,      -- null: cancelled
    dep_delay      integer,      -- minutes, negative: early
    arr_delay      integer,      -- minutes; null: cancelled or diverted
    air_time       integer,      -- minutes
    distance       integer       -- miles
);
