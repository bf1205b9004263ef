create table orders (code varchar(10));
insert into orders values ('a'), ('B'), ('c');
