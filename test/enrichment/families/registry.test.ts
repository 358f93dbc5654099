import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Kind, type DocumentNode } from 'graphql';
import { refreshViews } from '../../../src/bi/refreshViews.js';
import { readConfig } from '../../../src/config.js';
import { catalogueKey, isEnriched } from '../../../src/enrichment/definitions/definition.js';
import { createRegistry } from '../../../src/enrichment/families/registry.js';
import { graphqlName } from '../../../src/lib/text/graphqlName.js';
import { fieldedTypes } from '../../contract/rules/relayFaults.js';
import { serviceDocument } from '../../support/contract.js';
import { cloneWithSlots } from '../../support/cloneWithSlots.js';
import { type TestDatabase } from '../../support/database.js';
import { openGraph } from '../../support/graph.js';
import { addCustomers } from '../../support/sample.js';
import { dataTypes } from '../../../src/words/dataTypes.js';
import { addEvents, enrich } from '../events.js';

const day = '2026-03-10';
const config = readConfig({});
const { families, definitions } = createRegistry(config);
let database: TestDatabase;

const userAgent =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36';
const tagged = 'https://x.example/a?utm_source=news&utm_medium=email&utm_campaign=c&utm_term=t&utm_content=d&gclid=g1';

beforeAll(async () => {
  database = await cloneWithSlots();
  await addCustomers(database, [
    { id: 'A', city: 'Lyon', birthdate: '1990-03-01', email: 'a@example.com' },
    { id: 'B' },
  ]);
  // Enough days, months and tags that every attribute of activity has a value for A.
  const days = ['2025-11-20', '2025-12-05', '2026-01-10', '2026-02-11', '2026-02-20', '2026-03-09', day];
  await addEvents(
    database,
    days.flatMap((date, n) => [
      { customer: 'A', id: `a${n}`, at: `${date}T10:00:00Z`, client: 'a', url: tagged },
      { customer: 'A', id: `b${n}`, at: `${date}T10:07:00Z`, client: 'a', url: 'https://x.example/b' },
    ]),
  );
  await database.client`update facet.activity set user_agent = ${userAgent}, referrer = 'https://www.other.example/'`;
  await enrich(database, day);
  await refreshViews(database.client);
});
afterAll(() => database.drop());

type Row = Readonly<Record<string, unknown>>;

interface Attribute extends Row {
  readonly name: string;
  readonly graphqlName: string;
}

/** A value as text, whichever way it comes: numbers to the four places of a slot. */
const comparable = (value: unknown, kind: string): unknown => {
  if (value === null || value === undefined) return null;
  if (kind === 'number') return Number(Number(value).toFixed(4));
  if (kind === 'dateTime') return new Date(value as string).toISOString();
  return `${value as string | boolean}`;
};

it('serves every attribute of the registry by every door, with the same value, unit and words', async () => {
  const { client } = database;
  const graph = await openGraph(database);
  const { data: listed, errors } = await graph.ask(
    '{ fieldAliases { name slot graphqlName type unit description category } }',
  );
  expect(errors).toEqual([]);
  const aliases = new Map((listed['fieldAliases'] as Attribute[]).map((field) => [field.name, field]));
  const catalogue = new Map(
    (await client`select * from bi.vw_customer_profile_fields_v1_2`).map((field) => [
      field['alias_field_name'] as string,
      field,
    ]),
  );
  const fields = definitions.map(({ alias }) => aliases.get(alias)?.graphqlName ?? `missing_${alias}`);
  const { data, errors: failed } = await graph.ask(
    `query ($names: [String!], $day: Date) {
      customer(id: "A") { profile(date: $day) {
        fields { ${fields.join(' ')} } attributes(names: $names) { name graphqlName value unit } } } }`,
    { names: definitions.map(({ alias }) => alias), day },
  );
  expect(failed).toEqual([]);
  const { profile } = data['customer'] as { profile: { fields: Row; attributes: readonly Attribute[] } };
  const attributes = new Map(profile.attributes.map((attribute) => [attribute.name, attribute]));
  const [view = {}] = await client.unsafe<Row[]>(
    `select * from bi.vw_customer_profiles_real_field_names where client_customer_id = 'A' and profile_date = '${day}'`,
  );
  const [enriched = {}] = await client<Row[]>`select * from facet.enriched_customers where customer_id = 'A'`;
  const ofMaster = new Set(families.filter((family) => !isEnriched(family)).flatMap(({ attributes }) => attributes));

  expect(definitions.length).toBeGreaterThan(90);
  for (const attribute of definitions) {
    const { alias, description, name } = attribute;
    const unit = (attribute.unit === 'currency' ? config.orders.currency : attribute.unit) ?? null;
    const { kind, sqlType } = dataTypes[attribute.dataType];
    const field = aliases.get(alias);
    expect(field).toMatchObject({ name: alias, description, unit, category: attribute.category });
    expect(catalogue.get(alias)).toMatchObject({ field_name: field?.['slot'], description, unit });
    const value = comparable(profile.fields[field?.graphqlName ?? ''], kind);
    expect([name, comparable(attributes.get(alias)?.['value'], kind)]).toEqual([name, value]);
    expect(attributes.get(alias)?.['unit']).toBe(unit);
    expect(view).toHaveProperty(alias.toLowerCase());
    expect([name, comparable(view[alias.toLowerCase()], kind)]).toEqual([name, value]);
    if (!ofMaster.has(attribute)) expect([name, comparable(enriched[name], kind)]).toEqual([name, value]);
    const [column] = await client`
      select col_description('facet.enriched_customers'::regclass, attnum) as words, format_type(atttypid, null) as type
      from pg_attribute where attrelid = 'facet.enriched_customers'::regclass and attname = ${name}`;
    if (!ofMaster.has(attribute))
      expect([sqlType, column?.['words']]).toEqual([
        sqlType,
        `${description}${unit === null ? '' : ` Unit: ${unit}.`}`,
      ]);
  }
});

it('gives every attribute of activity a value', async () => {
  const [row = {}] = await database.client<Row[]>`select * from facet.enriched_customers where customer_id = 'A'`;
  const visits = families.find(({ name }) => name === 'visits')?.attributes ?? [];
  expect(visits.filter(({ name }) => row[name] === null).map(({ name }) => name)).toEqual([]);
  expect(visits.map(catalogueKey)).toHaveLength(new Set(visits.map(catalogueKey)).size);
});

const piiClassOf = (document: DocumentNode, type: string, field: string): string | undefined => {
  const found = fieldedTypes(document)
    .find(({ name }) => name.value === type)
    ?.fields?.find(({ name }) => name.value === field);
  const value = found?.directives?.find(({ name }) => name.value === 'pii')?.arguments?.[0]?.value;
  return value?.kind === Kind.ENUM ? value.value : undefined;
};

it('@pii stands on the generated fields as the definitions of their attributes say', () => {
  const served = definitions.map(({ alias }) => piiClassOf(serviceDocument, 'ProfileFields', graphqlName(alias)));
  expect(served).toEqual(definitions.map(({ piiClass }) => piiClass));
  expect(served).toContain('CONTACT');
});
