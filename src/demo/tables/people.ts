import { NAMED_CUSTOMER, type DemoRun } from '../DemoRun.js';

const ACCENTS = 'ÄÖÜÉÈÀÇÎÏÔÁÍÓäöüßéèêëàâçîïôûùñòóáíúì';
const PLAIN = ACCENTS.split('')
  .map((letter) => (letter === 'ß' ? 's' : letter.normalize('NFD').charAt(0)))
  .join('');
const DOMAINS = ['example.com', 'example.org', 'example.net'];

/**
 * Makes `demo_people`, one row per customer with what is true of them (the source records then differ in what they
 * know): number `i`, id, name, contact, address, account, the days `since` and `until` they buy, `level` (0 to 1: how
 * much), and which of the three sources know them. Number 0 is the named customer.
 */
export async function createPeople({ client, customers, lastDay, firstOrderDay }: DemoRun): Promise<void> {
  const [prefix, first] = [NAMED_CUSTOMER.slice(0, 7), Number(NAMED_CUSTOMER.slice(7))];
  await client`
    create temp table demo_people on commit drop as
    with drawn as materialized (
      select i, pg_temp.chance('person/' || i) as a, pg_temp.chance('place/' || i) as b,
        pg_temp.chance('life/' || i) as c, pg_temp.chance('card/' || i) as d
      from generate_series(0, ${customers}::integer - 1) as i
    ), placed as materialized (
      select *, case when pg_temp.draw(a, 2) < 0.51 then 'F' else 'M' end as gender,
        (row_number() over (partition by code order by i) - 1)::integer as nth,
        1 + pg_temp.pick(b, 1, cardinality(cities)) as town, lpad(pg_temp.pick(b, 4, 1000)::text, 3, '0') as digits_3
      from drawn
      join demo_countries on case when i = 0 then 0 else pg_temp.draw(a, 1) * 100 end >= low
        and case when i = 0 then 0 else pg_temp.draw(a, 1) * 100 end < high
    ), named as materialized (
      select *,
        case gender when 'F' then female[1 + pg_temp.pick(a, 3, cardinality(female))]
          else male[1 + pg_temp.pick(a, 3, cardinality(male))] end as given_name,
        surnames[1 + pg_temp.pick(a, 4, cardinality(surnames))] as surname,
        (${DOMAINS}::text[])[1 + pg_temp.pick(a, 5, ${DOMAINS.length})] as domain
      from placed
    ), addressed as (
      select *, regexp_replace(lower(translate(given_name || '.' || surname, ${ACCENTS}, ${PLAIN}) collate "C"),
        '[^a-z.]', '', 'g') as mailbox
      from named
    )
    select i, ${prefix} || lpad((${first}::bigint + i * 13
        + case when i = 0 then 0 else pg_temp.pick(d, 1, 13) end)::text, 9, '0') as customer_id,
      code as country, vat, given_name, surname, gender,
      ${lastDay}::date - 18 * 365 - pg_temp.pick(c, 1, 57 * 365) as birthdate,
      mailbox || coalesce(nullif(row_number() over (partition by mailbox, domain order by i), 1)::text, '')
        || '@' || domain as email,
      phones[1 + nth % cardinality(phones)] || lpad(((nth / cardinality(phones)) % capacity)::text, digits, '0')
        as phone,
      replace(streets[1 + pg_temp.pick(b, 2, cardinality(streets))], '#', (1 + pg_temp.pick(b, 3, 120))::text) as address,
      cities[town] as city, states[town] as state,
      translate(postals[town], 'abcyz', digits_3 || chr(65 + pg_temp.pick(b, 5, 26)) || chr(65 + pg_temp.pick(d, 2, 26)))
        as postal,
      case when i = 0 then ${lastDay}::date - 900 when pg_temp.draw(c, 2) < 0.32
        then ${lastDay}::date - pg_temp.pick(c, 3, ${lastDay}::date - ${firstOrderDay}::date)
        else ${firstOrderDay}::date - pg_temp.pick(c, 3, 1100) end as since,
      case when i > 0 and pg_temp.draw(c, 4) < 0.2
        then ${lastDay}::date - 30 - pg_temp.pick(d, 3, ${lastDay}::date - ${firstOrderDay}::date) else ${lastDay}::date
        end as until,
      case when i = 0 then 0.97 else pg_temp.draw(c, 5) end as level,
      i = 0 or pg_temp.draw(d, 4) < 0.5 as member, account_id, company_name, d
    from addressed
    left join demo_accounts on (i = 0 or pg_temp.draw(d, 5) < 0.4)
      and demo_accounts.n = pg_temp.pick(pg_temp.chance('account/' || i), 1, (select count(*) from demo_accounts))`;
  await client`analyze demo_people`;
}
