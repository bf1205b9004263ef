create table "order ""lines""" ("Weird ""name""" varchar(10), "select" integer);
insert into "order ""lines""" values ('it''s', 1), (null, 1), ('a', 2);
