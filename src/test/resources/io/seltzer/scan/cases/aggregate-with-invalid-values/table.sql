create table orders (price integer);
insert into orders values (-5), (-1), (2), (7), (50);
