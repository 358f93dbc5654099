import type { Sql } from '../../src/db/client.js';
import { aggregationLevels, levelFacts, type AggregationLevel, type EntityTable } from '../../src/words/levels.js';
import type { RollUpRule } from '../../src/words/rollUpRules.js';
import type { TestDatabase } from '../support/database.js';

type Database = Pick<TestDatabase, 'client'>;

/** An entity: its key, and the key of the one above. */
export type SampleEntity = readonly [id: string, parent: string | null];

/** Entities of each level, by the names of their tables; a bare key is an entity that is part of none. */
export type SampleTree = { readonly [T in EntityTable]?: readonly (string | SampleEntity)[] };

const insert = async (client: Sql, table: string, rows: readonly Record<string, unknown>[]): Promise<void> => {
  if (rows.length > 0) await client`insert into facet.${client(table)} ${client(rows)}`;
};

/** Adds entities; their names are their keys. */
export async function addTree({ client }: Database, tree: SampleTree): Promise<void> {
  for (const level of aggregationLevels.toReversed()) {
    const { table, key, name, parent } = levelFacts[level];
    const rows = (tree[table] ?? []).map((entity) => {
      const [id, above] = typeof entity === 'string' ? [entity, null] : entity;
      return {
        [key]: id,
        ...(name !== null && { [name]: id }),
        ...(parent !== null && { [parent]: above }),
        ...(level === 'CUSTOMER' && { source_records: 1, email_completion: 0, load_id: '0' }),
      };
    });
    await insert(client, table, rows);
  }
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
