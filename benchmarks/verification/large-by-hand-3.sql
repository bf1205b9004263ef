select count(*) from (select email from payments group by email) as d;
