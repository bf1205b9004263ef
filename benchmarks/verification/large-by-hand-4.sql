select count(*) from (select merchant_id from payments group by merchant_id) as d;
