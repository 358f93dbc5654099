import type { Sql } from '../../src/db/client.js';
import type { AggregationLevel } from '../../src/words/levels.js';
import type { RollUpRule } from '../../src/words/rollUpRules.js';
import type { TestDatabase } from '../support/database.js';

type Database = Pick<TestDatabase, 'client'>;

/** An entity: its key, and the key of the one above. */
export type SampleEntity = readonly [id: string, parent: string | null];

/** Entities of each level, by bare keys; an account with an "!" at its end is a key account. */
export interface SampleTree {
  readonly industries?: readonly string[];
  readonly companies?: readonly SampleEntity[];
  readonly contracts?: readonly SampleEntity[];
  readonly accounts?: readonly SampleEntity[];
  readonly customers?: readonly SampleEntity[];
}

const insert = async (client: Sql, table: string, rows: readonly Record<string, unknown>[]): Promise<void> => {
  if (rows.length > 0) await client`insert into facet.${client(table)} ${client(rows)}`;
};

/** Adds entities; their names are their keys. */
export async function addTree({ client }: Database, tree: SampleTree): Promise<void> {
  const { industries = [], companies = [], contracts = [], accounts = [], customers = [] } = tree;
  const named = (level: string, parent: string, entities: readonly SampleEntity[]) =>
    entities.map(([id, above]) => ({ [`${level}_id`]: id, [`${level}_name`]: id, [`${parent}_id`]: above }));
  await insert(
    client,
    'industries',
    industries.map((id) => ({ industry_id: id, industry_name: id })),
  );
  await insert(client, 'companies', named('company', 'industry', companies));
  await insert(client, 'contracts', named('contract', 'company', contracts));
  await insert(client, 'accounts', named('account', 'contract', accounts));
  await insert(
    client,
    'customers',
    customers.map(([id, account]) => ({
      customer_id: id,
      account_id: account,
      source_records: 1,
      email_completion: 0,
      load_id: '0',
    })),
  );
}

export interface SampleDefinition {
  readonly name: string;
  readonly unit?: string;
  readonly levels?: readonly AggregationLevel[];
  readonly entities?: RollUpRule;
  readonly time?: RollUpRule;
  readonly weight?: string;
  readonly base?: string;
}

/** Adds definitions. */
export async function addDefinitions({ client }: Database, definitions: readonly SampleDefinition[]): Promise<void> {
  for (const { name, unit, levels = [], entities = 'none', time = 'none', weight, base } of definitions)
    await client`
      insert into facet.metric_definitions (metric_name, description, unit, levels, across_entities, across_time,
        weight_metric, base_name, load_id)
      values (${name}, ${`About ${name}.`}, ${unit ?? null}, ${[...levels]}, ${entities}, ${time}, ${weight ?? null},
        ${base ?? null}, 0)`;
}

/** A stored value; `load` tells which of several was written last. */
export interface SampleValue {
  readonly level: AggregationLevel;
  readonly id: string;
  readonly name: string;
  readonly day: string;
  readonly value: string | null;
  readonly app?: string;
  readonly load?: number;
}

/** Adds values. */
export const addValues = ({ client }: Database, values: readonly SampleValue[]): Promise<void> =>
  insert(
    client,
    'metric_values',
    values.map(({ level, id, name, day, value, app = 'default', load = 0 }) => ({
      level,
      entity_id: id,
      app,
      metric_name: name,
      effective_date: day,
      value,
      load_id: load,
    })),
  );

/** Something that a distinct count counts. */
export interface SampleItem {
  readonly level: AggregationLevel;
  readonly id: string;
  readonly base: string;
  readonly day: string;
  readonly item: string;
}

/** Adds base rows. */
export const addItems = ({ client }: Database, items: readonly SampleItem[]): Promise<void> =>
  insert(
    client,
    'metric_base_rows',
    items.map(({ level, id, base, day, item }) => ({
      level,
      entity_id: id,
      base_name: base,
      effective_date: day,
      item,
      load_id: 0,
    })),
  );
