create table orders (id integer, region varchar(10));
insert into orders values (1, 'EU'), (2, 'EU'), (3, 'US');
