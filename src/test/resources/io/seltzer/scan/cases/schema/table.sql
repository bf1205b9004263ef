create table orders (id integer, code varchar(10), note text);
