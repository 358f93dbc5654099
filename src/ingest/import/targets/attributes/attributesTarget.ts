import { sql, type SQL } from 'drizzle-orm';
import type { Catalogue } from '../../../../catalogue/catalogue.js';
import type { AddAlias } from '../../../../catalogue/changes.js';
import { importedKey, isSourceName } from '../../../../catalogue/importedColumn.js';
import { readCatalogue } from '../../../../catalogue/readCatalogue.js';
import type { Job } from '../../../../db/job.js';
import { identifier, list, literal } from '../../../../db/sql.js';
import { changeNames, reservedNames } from '../../../../enrichment/reservedNames.js';
import { DataType, dataTypes } from '../../../../words/dataTypes.js';
import type { ColumnPlan } from '../../columns/columnPlan.js';
import type { TargetColumn } from '../../columns/targetColumn.js';
import { columnsOutside, type WriteContext } from '../../merge/writeContext.js';
import { countStagedKeys } from '../../staging/countStagedKeys.js';
import { stagedRows } from '../../staging/stagingStatements.js';
import { badConfig } from '../../values/badConfig.js';
import type { Target } from '../target.js';
import { keyNames, type AttributeOptions } from './attributeMapping.js';
import { checkAttributeNames, type NewAttributes } from './checkAttributeNames.js';

/** The columns of `imported_attributes` beside the attributes. */
const fixed: readonly TargetColumn[] = [
  { name: 'customer_id', sqlType: 'text COLLATE "C"', kind: 'text', required: true, absent: null, isIndexed: true },
  { name: 'app', sqlType: 'text', kind: 'text', required: false, absent: null },
];

/**
 * The column of an attribute. A floating point number is checked as such, and stored with the digits that it came with.
 */
function attributeColumn(name: string, { type }: AttributeOptions): TargetColumn {
  const { sqlType } = dataTypes[type];
  // An integer has 32 bits here, and 64 in the views.
  const kind = type === DataType.integer ? type : sqlType;
  return {
    name,
    sqlType: type === DataType.float ? dataTypes.decimal.sqlType : sqlType,
    kind,
    required: false,
    absent: null,
  };
}

/** SQL: the application of a row that names none: the stored one, else that of its customer. */
const knownApp = sql`coalesce(known.app, customer.app, record.app, 'default')`;

/**
 * Upserts the attributes: of several rows of a customer the last is taken, and attributes that the file does not have
 * stay.
 */
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
    left join facet.customers as customer on customer.customer_id = staged.customer_id
    left join (
      select distinct on (u.customer_id) u.customer_id, u.app from facet.unified_customers u
      where u.customer_id in (select customer_id from ${stagedRows(mapped)})
      order by u.customer_id, u.priority, u.update_dt desc nulls last, u.pk, u.datasource
    ) as record on record.customer_id = staged.customer_id
    on conflict (customer_id, source) do update
      set attributes = old.attributes || excluded.attributes, app = excluded.app, load_id = excluded.load_id
      where old.attributes || excluded.attributes <> old.attributes or excluded.app <> old.app`;
};

/**
 * Changes that add the attributes that the catalogue does not have. Throws a `UserError` for one that has another type
 * there.
 */
function additions(source: string, options: ReadonlyMap<string, AttributeOptions>) {
  return (catalogue: Catalogue): AddAlias[] =>
    [...options].flatMap(([name, { type, description, ...more }]) => {
      const definition = importedKey({ source, name });
      const known = catalogue.meanings.findLast((meaning) => meaning.definition === definition);
      if (known !== undefined && known.dataType !== type)
        throw badConfig(
          `The attribute "${name}" of "${source}" is ${known.dataType} in the catalogue ("${known.alias}", ${known.slot}) ` +
            `and cannot become ${type}; import it under another name.`,
        );
      if (known !== undefined) return [];
      return [
        {
          kind: 'add',
          alias: name,
          dataType: type,
          definition,
          description: description ?? `${name} of ${source}.`,
          ...more,
        },
      ];
    });
}

/** Checks the names of new attributes; those that have an alias keep it, even if its name is reserved by now. */
async function checkNames(job: Job, options: ReadonlyMap<string, AttributeOptions>, at: NewAttributes): Promise<void> {
  const catalogue = await readCatalogue(job.client);
  const given = new Set(catalogue.meanings.map(({ definition }) => definition));
  const names = [...options.keys()].filter((name) => !given.has(importedKey({ source: at.source, name })));
  checkAttributeNames(names, at, { catalogue, reserved: reservedNames(job.config) });
}

/**
 * A target of attributes of customers: each column becomes an alias, which the next snapshot fills. Throws a
 * `UserError` where the name of the source is none.
 */
export function attributesTarget(options: ReadonlyMap<string, AttributeOptions>, at: NewAttributes): Target {
  const { source, where } = at;
  if (!isSourceName(source))
    throw badConfig(
      `${where}.source: "${source}" is no name of a source: small letters, digits and underscores, a letter first, 40 at most.`,
    );
  const columns = [...fixed, ...[...options].map(([name, of]) => attributeColumn(name, of))];
  return {
    name: 'imported_attributes',
    columns: new Map(columns.map((column) => [column.name, column])),
    // Within one source, which all rows of a file are of.
    key: ['customer_id'],
    contentKey: undefined,
    checkNames: (job) => checkNames(job, options, at),
    changeCatalogue: async (job) => {
      await changeNames(job, additions(source, options), { growOn: null });
    },
    async write(context: WriteContext) {
      const inside = { ...context.job, client: context.transaction };
      await changeNames(inside, additions(source, options), { growOn: columnsOutside(context) });
      const kept = await countStagedKeys(context.transaction, context.columns, ['customer_id']);
      return { rows: await context.step(upsertAttributes(source, context.columns, context.loadId)), kept };
    },
  };
}
