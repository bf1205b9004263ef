create table orders (price integer, code varchar(10));
insert into orders values (1, 'a'), (2, 'abc'), (3, 'none'), (4, ''), (null, null);
