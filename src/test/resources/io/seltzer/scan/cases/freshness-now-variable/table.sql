create table orders (placed_at timestamp);
insert into orders values ('2026-01-02 12:00:00');
