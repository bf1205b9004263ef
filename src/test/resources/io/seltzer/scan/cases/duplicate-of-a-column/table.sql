create table orders (code varchar(10));
insert into orders values ('a'), ('a'), ('a'), ('b'), ('N/A'), ('N/A'), (null), (null);
