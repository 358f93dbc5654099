import type { DemoRun } from '../DemoRun.js';
import { countries } from '../words/countries.js';

/** Makes `demo_countries`: the word lists as arrays, and the range `low` to `high` (percent) of each country's share. */
export async function createCountries({ client }: DemoRun): Promise<void> {
  let high = 0;
  const rows = countries.map(({ code, share, vat, cities, digits, companyForm, ...words }) => ({
    code,
    vat,
    low: high,
    high: (high += share),
    digits,
    capacity: 10 ** digits,
    company_form: companyForm,
    cities: cities.map(([city]) => city),
    states: cities.map(([, state]) => state),
    postals: cities.map(([, , postal]) => postal),
    female: [...words.female],
    male: [...words.male],
    surnames: [...words.surnames],
    streets: [...words.streets],
    phones: [...words.phones],
  }));
  await client`
    create temp table demo_countries on commit drop as
    select * from jsonb_to_recordset(${client.json(rows)}) as country (
      code text, vat numeric, low integer, high integer, digits integer, capacity integer,
      company_form text, female text[], male text[],
      surnames text[], streets text[], phones text[], cities text[], states text[], postals text[]
    )`;
}
