create table orders (email varchar(40));
insert into orders values ('a@b.example'), (null), (null);
