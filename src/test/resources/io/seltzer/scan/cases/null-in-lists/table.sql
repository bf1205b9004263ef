create table orders (status varchar(10));
insert into orders values ('new'), ('lost'), ('unknown'), (null);
