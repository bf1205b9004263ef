create table orders (price decimal(8,2));
insert into orders values (0), (99.5), (99.51), (-0.01), (null);
