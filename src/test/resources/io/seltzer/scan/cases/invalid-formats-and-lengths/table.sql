create table orders (code varchar(10));
insert into orders values ('A12'), ('a12'), ('B 1'), ('C'), ('D1234'), (null);
