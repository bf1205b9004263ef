-- Everything but the distinct counts, in one pass.
select count(*),
       count(*) filter (where id is null),
       count(*) filter (where email is null),
       count(*) filter (where email is not null and email !~ '^[^@]+@[^@]+$'),
       count(*) filter (where merchant_id is null),
       count(*) filter (where merchant_id < 0),
       count(*) filter (where country is null),
       count(*) filter (where country not in ('AT', 'BE', 'CH', 'DE', 'ES', 'FR', 'IT', 'NL')),
       count(*) filter (where amount is null),
       count(*) filter (where amount < 0 or amount > 20000),
       avg(amount),
       max(amount),
       count(*) filter (where status is null),
       count(*) filter (where status not in ('paid', 'open', 'refunded', 'failed')),
       count(*) filter (where created_at is null),
       count(*) filter (where amount > 10000 and status = 'unknown')
from payments;
