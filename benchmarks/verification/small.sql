create table customers as
select i as id, 'customer' || i || '@example.org' as email, (array['AT', 'BE', 'CH'])[1 + i % 3] as country,
       i * 1.25 as balance
from generate_series(1, 100) as i;
analyze customers;
