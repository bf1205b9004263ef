create table orders (status varchar(10));
insert into orders values ('new'), ('paid'), ('lost'), ('it''s'), ('unknown'), (null);
