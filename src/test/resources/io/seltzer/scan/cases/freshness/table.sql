create table orders (id integer, placed_at timestamp, day date);
insert into orders values (1, '2026-05-04 06:30:00', '2026-05-02'), (2, '2026-05-04 07:30:15', '2026-05-03'),
    (3, null, null);
