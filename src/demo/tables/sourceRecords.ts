import type { DemoRun } from '../DemoRun.js';

/**
 * Writes `unified_customers` from `demo_people`: a web shop knows most customers and most of each; the tills know
 * members' cards, shortened names and, sometimes, an address of old; the newsletter knows an e-mail and a first name.
 * Gives the number of records, one to three per customer.
 */
export async function insertSourceRecords({ client, loadId, lastDay, timeZone }: DemoRun): Promise<number> {
  const { count } = await client`
    with known as (
      select *, i = 0 or pg_temp.draw(a, 1) < 0.72 as in_web, i = 0 or pg_temp.draw(a, 2) < 0.45 as in_pos,
        i = 0 or pg_temp.draw(a, 3) < 0.42 as in_news
      from (select *, pg_temp.chance('sources/' || i) as a from demo_people offset 0) as person
    ), record as materialized (
      select *, pg_temp.chance(datasource || '/' || i) as h,
        datasource = 'webshop' as web, datasource = 'pos' as pos, datasource = 'newsletter' as news
      from known
      join (values ('webshop', 'W-', 1), ('pos', 'P-', 2), ('newsletter', 'N-', 3)) as source (datasource, prefix, rank)
        on case datasource when 'webshop' then in_web or not (in_pos or in_news) when 'pos' then in_pos else in_news end
    ), told as (
      select *, pg_temp.pick(h, 1, 1000) as p, pos and pg_temp.draw(h, 2) < 0.15 and i > 0 as moved,
        greatest(since, ${lastDay}::date - pg_temp.pick(h, 3, 500)) as updated
      from record
    )
    insert into facet.unified_customers (customer_id, datasource, pk, given_name, surname, email, phone, address, city,
      state, postal, country, birthdate, gender, company, loyalty_id, account_id, create_dt, update_dt, priority, load_id)
    select customer_id, datasource, prefix || lpad(i::text, 7, '0'),
      case when pos and p % 10 < 3 then left(given_name, 1) || '.' when news and p % 10 < 4 then null else given_name end,
      case when not news then surname end,
      case when web then email when pos then case p % 20 when 0 then 'not given' when 1 then '' when 2 then email
        when 3 then email end when p % 8 = 0 then replace(email, '@', '+news@') else email end,
      case when news or p % 7 = 0 then null else phone end,
      case when news or pos and p % 5 = 0 then null when moved then 'c/o Post Office ' || (1 + p % 40) else address end,
      case when not news then city end, case when web then state end,
      case when not news and not (pos and p % 4 = 0) then postal end, country,
      case when web and p % 5 < 3 or pos and p % 5 = 0 then birthdate end,
      case when not news and p % 6 > 0 then gender end,
      case when not news then company_name end,
      case when member and (pos or web and not in_pos) then 'L' || lpad((400000 + i * 3)::text, 8, '0') end,
      case when not news then account_id end,
      (since + time '08:00' + pg_temp.pick(h, 4, 10000) * interval '1 second') at time zone ${timeZone},
      (updated + time '12:00' + pg_temp.pick(h, 5, 30000) * interval '1 second') at time zone ${timeZone},
      rank, ${loadId}::bigint
    from told
    order by customer_id`;
  return count;
}
