import { cleanRecords } from './cleanRecords.js';
import { contactKeys } from './findBadContacts.js';
import { mergeGroups, type MergeGroup } from './mergeGroups.js';

const provenance = ['datasource', 'pk', 'update_dt', 'priority'] as const;

const provenanceColumns = (group: MergeGroup): string[] =>
  group.hasProvenance ? [...provenance, 'completion'].map((column) => `${group.name}_${column}`) : [];

/** The columns of `customers` between its key and its load id, in the order of `customerRows`. */
export const customerRowColumns: readonly string[] = [
  ...mergeGroups.flatMap((group) => [...group.columns, ...provenanceColumns(group)]),
  'create_dt',
  'update_dt',
  'source_records',
];

/** SQL: the source records without bad contacts; an address is removed as a whole. */
function usableRecords(): string {
  const kinds = Object.keys(contactKeys) as (keyof typeof contactKeys)[];
  const address = mergeGroups.find(({ name }) => name === 'address')?.columns ?? [];
  const kept = (column: string, kind: string): string => `case when bad_${kind}.value is null then ${column} end`;
  const contacts = [
    ...(['email', 'phone'] as const).map((column) => `${kept(column, column)} as ${column}`),
    ...address.map((column) => `${kept(column, 'address')} as ${column}`),
  ];
  const others = mergeGroups
    .flatMap(({ columns }) => columns)
    .filter((column) => !address.includes(column) && column !== 'email' && column !== 'phone');
  const joins = kinds.map(
    (kind) => `left join bad_contacts as bad_${kind} on bad_${kind}.kind = '${kind}'
      and bad_${kind}.value = ${contactKeys[kind]}`,
  );
  return `
    select customer_id, datasource, pk, create_dt, update_dt, priority, ${[...others, ...contacts].join(', ')}
    from (${cleanRecords}) as record ${joins.join('\n')}`;
}

/**
 * SQL: a group's rank among the customer's records, the lowest wins; null where the record says nothing of the group.
 */
const rank = ({ name, columns, completion, complete }: MergeGroup): string => `
  case when num_nonnulls(${columns.join(', ')}) > 0
    then ((${complete} - ${completion})::bigint << 32) + place end as ${name}_rank`;

const best = ({ name }: MergeGroup): string => `min(${name}_rank) over (partition by customer_id) as ${name}_best`;

function picks(group: MergeGroup): string[] {
  const { name, columns, complete } = group;
  const picked = (column: string): string => `max(${column}) filter (where ${name}_rank = ${name}_best)`;
  const values = columns.map((column) =>
    column === 'full_name'
      ? `coalesce(${picked(column)}, nullif(concat_ws(' ', ${picked('given_name')}, ${picked('surname')}), ''))`
      : picked(column),
  );
  if (!group.hasProvenance) return values;
  return [...values, ...provenance.map(picked), `coalesce(${complete} - (min(${name}_best) >> 32), 0)::smallint`];
}

/**
 * SQL: one row per customer with `customerRowColumns`. Each group comes from the record that is first by completion
 * (highest), priority (lowest), update time (latest, unknown last), pk, datasource; needs `bad_contacts`.
 */
export const customerRows = `
  select customer_id, ${mergeGroups.flatMap(picks).join(', ')}, min(create_dt), max(update_dt), count(*)::int
  from (
    select *, ${mergeGroups.map(best).join(', ')}
    from (
      select *, ${mergeGroups.map(rank).join(', ')}
      from (
        select *, row_number() over (
          partition by customer_id order by priority, update_dt desc nulls last, pk, datasource
        ) as place
        from (${usableRecords()}) as usable
      ) as placed
    ) as ranked
  ) as judged
  group by customer_id`;
