create table orders (a varchar(10), b varchar(10));
insert into orders values ('x', 'y'), ('x', 'y'), (null, 'z'), (null, 'z'), ('p||q', 'r'), ('p', 'q||r');
