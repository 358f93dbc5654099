import { sql, type SQL } from 'drizzle-orm';
import type { Catalogue } from '../../catalogue/catalogue.js';
import type { AddAlias } from '../../catalogue/changes.js';
import { dataTypes } from '../../catalogue/dataTypes.js';
import { importedMetric, isSourceName } from '../../catalogue/importedMetric.js';
import { readCatalogue } from '../../catalogue/readCatalogue.js';
import type { Sql } from '../../db/client.js';
import type { Job } from '../../db/job.js';
import { identifier, list, literal } from '../../db/sql.js';
import { changeNames, reservedNames } from '../../enrichment/reservedNames.js';
import { UserError } from '../../lib/UserError.js';
import { checkAttributeNames, type NewAttributes } from './attributeNames.js';
import type { ColumnPlan } from './columnPlan.js';
import { keyNames, type AttributeWords } from './attributeWords.js';
import { keptRows } from './keptRows.js';
import { stagedRows } from './stagingStatements.js';
import type { Target, WriteContext } from './target.js';
import type { TargetColumn } from './targetColumn.js';

/** What every row of `imported_attributes` has beside its attributes. */
const fixed: readonly TargetColumn[] = [
  { name: 'customer_id', sqlType: 'text COLLATE "C"', kind: 'text', required: true, absent: null, isIndexed: true },
  { name: 'app', sqlType: 'text', kind: 'text', required: false, absent: null },
];

/** Floating point numbers are checked as such, and kept with the digits that they came with. */
function attributeColumn(name: string, { type }: AttributeWords): TargetColumn {
  const { sqlType } = dataTypes[type];
  const kind = type === 'integer' ? 'integer' : sqlType;
  return { name, sqlType: type === 'float' ? 'numeric' : sqlType, kind, required: false, absent: null };
}

/** The application of a row that names none: the one it has, else that of its customer. */
const knownApp = sql`
  coalesce(known.app,
    (select c.app from facet.customers c where c.customer_id = staged.customer_id),
    (select u.app from facet.unified_customers u where u.customer_id = staged.customer_id
      order by u.priority, u.update_dt desc nulls last, u.pk, u.datasource limit 1),
    'default')`;

/** One statement: of several rows of a customer the last counts, and attributes that the file does not have stay. */
const upsertAttributes = (source: string, mapped: readonly ColumnPlan[], loadId: string): SQL => {
  const columns = mapped.map(({ target }) => target.name);
  const attributes = columns.filter((name) => !keyNames.includes(name));
  const names = list(attributes.map((name) => literal(name)));
  const values = list(attributes.map((name) => sql`staged.${identifier(name)}::text`));
  const app = columns.includes('app') ? sql`coalesce(staged.app, ${knownApp})` : knownApp;
  return sql`
    insert into facet.imported_attributes as old (customer_id, source, attributes, app, load_id)
    select staged.customer_id, ${source}, jsonb_object(array[${names}]::text[], array[${values}]::text[]), ${app},
      ${loadId}::bigint
    from (select distinct on (customer_id) * from ${stagedRows(mapped)} order by customer_id, line desc) as staged
    left join facet.imported_attributes as known on known.customer_id = staged.customer_id and known.source = ${source}
    on conflict (customer_id, source) do update
      set attributes = old.attributes || excluded.attributes, app = excluded.app, load_id = excluded.load_id
      where old.attributes || excluded.attributes <> old.attributes or excluded.app <> old.app`;
};

/** The catalogue's additions for the attributes that it does not have yet. Throws a `UserError` for one of another type. */
function additions(source: string, words: ReadonlyMap<string, AttributeWords>) {
  return (catalogue: Catalogue): AddAlias[] =>
    [...words].flatMap(([name, { type, description, ...more }]) => {
      const metric = importedMetric({ source, name });
      const known = catalogue.meanings.findLast((meaning) => meaning.metric === metric);
      if (known !== undefined && known.dataType !== type)
        throw new UserError(
          `The attribute "${name}" of "${source}" is ${known.dataType} in the catalogue ("${known.alias}", ${known.slot}) ` +
            `and cannot become ${type}; import it under another name.`,
          'BAD_CONFIG',
        );
      if (known !== undefined) return [];
      return [
        {
          kind: 'add',
          alias: name,
          dataType: type,
          metric,
          description: description ?? `${name} of ${source}.`,
          ...more,
        },
      ];
    });
}

/** Attributes that have an alias keep it, whatever it is called and whoever wants that name now. */
async function checkNames(job: Job, words: ReadonlyMap<string, AttributeWords>, at: NewAttributes): Promise<void> {
  const catalogue = await readCatalogue(job.sql);
  const given = new Set(catalogue.meanings.map(({ metric }) => metric));
  const names = [...words.keys()].filter((name) => !given.has(importedMetric({ source: at.source, name })));
  checkAttributeNames(names, at, { catalogue, reserved: reservedNames(job.config) });
}

/**
 * Attributes that a source gives ready-made, keyed by customer: each column becomes an alias, which the next snapshot
 * fills. Throws a `UserError` for a source that cannot be named so.
 */
export function attributesTarget(words: ReadonlyMap<string, AttributeWords>, at: NewAttributes): Target {
  const { source, where } = at;
  if (!isSourceName(source))
    throw new UserError(
      `${where}.source: "${source}" is no name of a source: small letters, digits and underscores, a letter first, 40 at most.`,
      'BAD_CONFIG',
    );
  const columns = [...fixed, ...[...words].map(([name, of]) => attributeColumn(name, of))];
  return {
    name: 'imported_attributes',
    columns: new Map(columns.map((column) => [column.name, column])),
    // Within one source, which all rows of a file are of.
    key: ['customer_id'],
    contentKey: undefined,
    checkNames: (job) => checkNames(job, words, at),
    announce: async (job) => {
      await changeNames(job, additions(source, words));
    },
    async write(context: WriteContext) {
      await changeNames({ ...context.job, sql: context.transaction as unknown as Sql }, additions(source, words));
      const kept = await keptRows(context, ['customer_id']);
      return { rows: await context.step(upsertAttributes(source, context.columns, context.loadId)), kept };
    },
  };
}
