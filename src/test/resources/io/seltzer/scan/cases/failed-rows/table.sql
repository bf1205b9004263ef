create table orders (id integer, ordered date, delivered date);
insert into orders values (1, '2026-01-02', '2026-01-01'), (2, '2026-01-02', '2026-01-03'), (3, '2026-01-02', null),
    (4, '2026-01-02', '2026-01-01');
