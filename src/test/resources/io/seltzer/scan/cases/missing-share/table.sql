create table orders (email varchar(40), region varchar(10));
insert into orders values ('a@b.example', 'EU'), (null, 'EU'), ('c@d.example', 'US');
