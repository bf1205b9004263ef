create table orders (id integer, placed_at timestamp);
