create table payments as
select i::bigint as id,
       'customer' || (hashint8(i) & 1048575) || '@example.org' as email,
       hashint8(i + 7) & 65535 as merchant_id,
       (array['AT', 'BE', 'CH', 'DE', 'ES', 'FR', 'IT', 'NL'])[1 + (hashint8(i + 1) & 7)] as country,
       case when i % 1000 <> 0 then round((hashint8(i + 2) & 1048575) / 100.0, 2) end as amount,
       case when i % 500 = 0 then 'unknown' else (array['paid', 'open', 'refunded', 'failed'])[1 + (hashint8(i + 3) & 3)] end
           as status,
       timestamp '2026-01-01' + i * interval '5 seconds' as created_at
from generate_series(1, 3000000) as i;
vacuum analyze payments;
