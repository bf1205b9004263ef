create table countries (code varchar(3));
insert into countries values ('BE'), ('FR'), ('FR'), ('GBR'), ('GBR');
create table orders (id integer, country varchar(3));
insert into orders values (1, 'BE'), (2, 'FR'), (3, 'XX'), (4, 'GBR'), (5, null);
