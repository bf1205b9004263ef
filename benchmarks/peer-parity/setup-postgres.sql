-- The tables of the cases on PostgreSQL. setup-duckdb.sql makes the same ones, but for what only one of the two knows.

create table orders (
  id integer, customer varchar(20), country varchar(2), email text, status text,
  quantity integer, amount numeric(10,2), price double precision, paid boolean,
  created_on date, created_at timestamp, created_tz timestamptz, note text);

insert into orders values
  (1,  'anna',   'BE', 'anna@example.org',  'paid',      1,  10.00,  0.1,  true,  '2026-01-01', '2026-01-01 08:00:00',     '2026-01-01 08:00:00+01', 'plain'),
  (2,  'bert',   'NL', 'bert@example.org',  'paid',      2,  20.50,  0.2,  true,  '2026-01-02', '2026-01-02 09:30:00',     '2026-01-02 09:30:00+01', ''),
  (3,  'carla',  'BE', 'carla(at)example',  'open',      3,  30.25,  0.3,  false, '2026-01-03', '2026-01-03 10:15:30.5',   '2026-01-03 10:15:30.5+00', 'N/A'),
  (4,  'dirk',   'XX', null,                'open',      null, -5.00, -1.5, false, '2026-01-04', '2026-01-04 11:00:00',   '2026-01-04 11:00:00+00', 'n/a'),
  (5,  null,     null, '',                  'cancelled', 5,  null,   null, null,  '2026-01-05', '2026-01-05 12:00:00',     '2026-01-05 12:00:00+00', null),
  (6,  'anna',   'DE', 'anna@example.org',  'PAID',      6,  60.00,  6.0,  true,  null,         null,                      null,                     'ok'),
  (7,  'anna',   'BE', 'N/A',               'paid',      7,  70.10,  7.25, true,  '2026-01-07', '2026-01-07 14:00:00',     '2026-01-07 14:00:00+00', '  '),
  (8,  'Anna',   'be', 'h@example.org',     'open',      0,  0.00,   0.0,  false, '2026-01-08', '2026-01-08 15:00:00',     '2026-01-08 15:00:00+00', '-'),
  (9,  'ivo',    'NL', 'ivo@example.org',   null,        9,  99.99,  9.5,  true,  '2026-01-09', '2026-01-09 16:00:00',     '2026-01-09 16:00:00+00', 'ok'),
  (10, 'bert',   'NL', 'bert@example.org',  'paid',      2,  20.50,  0.2,  true,  '2026-01-10', '2026-01-10 18:30:00.123', '2026-01-10 18:30:00.123+00', 'ok');

create table nothing (id integer, name text, amount numeric(10,2), created_at timestamp);

create table gaps (id integer, value integer, word text, moment timestamp);
insert into gaps values (1, null, null, null), (2, null, null, null), (3, null, null, null);

create table countries (code varchar(2), label text, active boolean);
insert into countries values
  ('BE', 'Belgium', true), ('BE', 'Belgique', true), ('NL', 'Nederland', true), ('DE', 'Deutschland', false), (null, 'nowhere', true);

create table texts (id integer, body text);
insert into texts values
  (1, 'it''s'), (2, 'say "hi"'), (3, 'back\slash'), (4, '100%'), (5, 'a_b'), (6, 'été'), (7, '日本語'), (8, '🚀'), (9, ''), (10, ' '),
  (11, E'two\nlines'), (12, E'tab\there'), (13, '$1'), (14, '?'), (15, ':name'), (16, '{x}'), (17, '${var.X}'), (18, null), (19, 'NULL'), (20, '--'), (21, 'a;b');

create table pairs (a text, b text, n integer);
insert into pairs values
  ('x', 'y', 1), ('x', 'y', 1), ('x', null, 2), ('x', null, 2), (null, null, 3), (null, null, 3), (null, 'y', null), ('x', 'z', null),
  ('p||q', 'r', 7), ('p', 'q||r', 7), ('', 'y', 8), ('__SODA_NULL__', null, 9);

create table "Mixed Case" ("Id" integer, "order" integer, "with space" text, "dot.ted" text, "per%cent" text, "naïve" text, "camelCase" text);
insert into "Mixed Case" values (1, 10, 'a', 'b', 'c', 'd', 'e'), (2, 20, null, null, null, null, null), (2, 30, 'a', 'b', 'c', 'd', 'e');

create table numbers (id integer, small smallint, big bigint, exact numeric, wide numeric(38,10), half real, whole double precision);
insert into numbers values
  (1, 1, 9007199254740993, 0.1, 1234567890123456789.0123456789, 0.1, 0.1),
  (2, 2, 9007199254740995, 0.2, 0.0000000001, 0.2, 0.2),
  (3, -3, -9223372036854775808, 1e20, -1, 3.5, 1e300);

create table unbounded (id integer, value double precision);
insert into unbounded values (1, 1.5), (2, 'NaN'), (3, 'Infinity');

create table sizes (word varchar(10));
insert into sizes values ('a'), ('bb'), ('ccc'), ('dddd'), (null), ('');

create table moments (id integer, naive timestamp, zoned timestamptz, day date, iso text, zulu text, spaced text, dayword text, word text, ms timestamp(3));
insert into moments values
  (1, '2026-01-01 12:00:00', '2026-01-01 12:00:00+00', '2026-01-01', '2026-01-01T12:00:00', '2026-01-01T12:00:00Z', '2026-01-01 12:00:00', '2026-01-01', 'soon', '2026-01-01 12:00:00'),
  (2, '2026-01-02 13:14:15.987654', '2026-01-02 13:14:15.987654+05:30', '2026-01-02', '2026-01-02T13:14:15.5', '2026-01-02T13:14:15Z', '2026-01-02 13:14:15', '2026-01-02', 'later', '2026-01-02 13:14:15.987');

create table thirds (id integer, flag text);
insert into thirds values (1, 'a'), (2, 'b'), (3, null);

create view paid_orders as select id, customer, amount from orders where status = 'paid';

create domain percentage as numeric(5,2);
create type mood as enum ('sad', 'ok', 'happy');
create table kinds (
  c_smallint smallint, c_integer integer, c_bigint bigint, c_numeric numeric, c_numeric_10_2 numeric(10,2), c_numeric_7 numeric(7),
  c_real real, c_double double precision, c_boolean boolean, c_text text, c_varchar varchar, c_varchar_6 varchar(6), c_char char, c_char_3 char(3),
  c_date date, c_time time, c_time_3 time(3), c_timetz timetz, c_timestamp timestamp, c_timestamp_3 timestamp(3), c_timestamptz timestamptz,
  c_timestamptz_0 timestamptz(0), c_interval interval, c_json json, c_jsonb jsonb, c_uuid uuid, c_bytea bytea, c_ints integer[], c_texts text[],
  c_varchars varchar(6)[], c_domain percentage, c_enum mood, c_bit bit(3), c_varbit bit varying(5), c_inet inet, c_money money);
insert into kinds values
  (1, 2, 3, 4.5, 6.70, 8, 9.5, 10.25, true, 'one', 'two', 'three', 'f', 'fiv',
   '2026-01-01', '10:11:12', '10:11:12.345', '10:11:12+02', '2026-01-01 10:11:12', '2026-01-01 10:11:12.345', '2026-01-01 10:11:12+02',
   '2026-01-01 10:11:12+02', '1 day 02:00:00', '{"a": 1}', '{"a": 1}', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '\x01ff', '{1,2}', '{a,b}',
   '{x}', 12.34, 'ok', '101', '1011', '10.0.0.1', 12.34),
  (-1, -2, -3, -4.5, -6.70, -8, -9.5, -10.25, false, 'eins', 'zwei', 'drei', 'v', 'f',
   '2025-01-01', '01:02:03', '01:02:03', '01:02:03+00', '2025-01-01 01:02:03', '2025-01-01 01:02:03', '2025-01-01 01:02:03+00',
   '2025-01-01 01:02:03+00', '3 hours', '[]', '[]', 'b0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '\x02', '{1,2}', '{a,b}',
   '{x}', 1.00, 'sad', '001', '1', '10.0.0.2', 1.00),
  (null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
   null, null, null, null, null, null, null, null, null, null, null, null);
create materialized view kinds_kept as select c_integer, c_varchar_6 from kinds;

create table dropped (id integer, gone text, kept varchar(5));
alter table dropped drop column gone;

create schema "Other Schema";
create table "Other Schema"."Table" ("Id" integer);
insert into "Other Schema"."Table" values (1), (1);

create table "quo""te" ("i""d" integer);
insert into "quo""te" values (1);
