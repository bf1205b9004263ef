create table orders (code varchar(10));
insert into orders values ('a'), ('b'), ('c'), ('N/A'), ('none'), (null);
