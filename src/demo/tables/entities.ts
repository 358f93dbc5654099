import type { DemoRun } from '../DemoRun.js';
import { companyStems, industryWords } from '../words/companies.js';

/**
 * Writes industries, companies (6 for 100 customers, at least 12) with one or two contracts each, and these with one or
 * two accounts each, and makes `demo_accounts` (n from 0, account_id, company_name …). Gives the number of companies.
 */
export async function insertEntities(run: DemoRun): Promise<number> {
  const { client } = run;
  await client`
    insert into facet.industries (industry_id, industry_name)
    select 'IND-' || lpad(n::text, 2, '0'), name
    from unnest(${industryWords.map(([name]) => name)}::text[]) with ordinality as industry (name, n)`;
  const companies = await insertCompanies(run);
  await client`create temp table demo_contracts (like facet.contracts including defaults) on commit drop`;
  await client`
    insert into demo_contracts (contract_id, contract_name, company_id)
    select company_id || '/' || k, company_name || ', contract ' || k, company_id
    from demo_companies
    cross join generate_series(1, 1 + (pg_temp.draw(pg_temp.chance('contracts/' || company_id), 1) < 0.25)::integer) as k`;
  await client`insert into facet.contracts select * from demo_contracts`;
  await client`
    create temp table demo_accounts on commit drop as
    select (row_number() over (order by contract_id, k) - 1)::integer as n,
      'ACC-' || lpad((row_number() over (order by contract_id, k))::text, 5, '0') as account_id,
      company_name, n_employees as in_company, contract_id, k
    from demo_contracts
    join demo_companies using (company_id)
    cross join generate_series(1, 1 + (pg_temp.draw(pg_temp.chance('accounts/' || contract_id), 1) < 0.3)::integer) as k`;
  await client`
    insert into facet.accounts (account_id, account_name, contract_id, is_key_account, n_employees)
    select account_id, company_name || case k when 1 then '' else ' (branch)' end, contract_id, in_company >= 400 and k = 1,
      greatest(1, in_company * (case k when 1 then 60 else 30 end) / 100)
    from demo_accounts`;
  return companies;
}

async function insertCompanies({ client, customers }: DemoRun): Promise<number> {
  await client`create temp table demo_companies (like facet.companies including defaults) on commit drop`;
  await client`
    with drawn as materialized (
      select i, pg_temp.chance('company/' || i) as c
      from generate_series(1, ${Math.max(12, Math.round(customers * 0.06))}::integer) as i
    )
    insert into demo_companies (company_id, company_name, industry_id, country, n_employees)
    select 'COM-' || lpad(i::text, 5, '0'),
      concat_ws(' ', (${companyStems}::text[])[1 + pg_temp.pick(c, 1, ${companyStems.length})],
        (${industryWords.map(([, word]) => word)}::text[])[1 + industry], company_form),
      'IND-' || lpad((1 + industry)::text, 2, '0'), code, floor(8 / (1.004 - pg_temp.draw(c, 4)))::integer
    from drawn
    cross join lateral (select pg_temp.pick(c, 2, ${industryWords.length}) as industry) as chosen
    join demo_countries on pg_temp.draw(c, 3) * 100 >= low and pg_temp.draw(c, 3) * 100 < high`;
  const { count } = await client`insert into facet.companies select * from demo_companies`;
  return count;
}
