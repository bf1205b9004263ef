create table orders (price integer);
insert into orders values (2), (4), (-1);
