import type { Sql } from '../../db/client.js';

/** What linking did not do: how many cases, the source records that they are about, and a few of them. */
export interface LinkFinding {
  readonly count: number;
  readonly records: number;
  /** Values of customers. */
  readonly examples: readonly string[];
}

export interface LinkFindings {
  /** Components of too many records, which were not made one person. */
  readonly large: LinkFinding;
  /** Components between several customers that sources gave. */
  readonly between: LinkFinding;
  /** Values of too many names, which link nothing. */
  readonly bad: LinkFinding;
}

/** SQL: the key of a record. */
const keyOf = (record: string): string => `${record}.datasource || ' ' || ${record}.pk`;

const large = `
  with named as (
    select large.component, large.records, min(member.record) as first
    from (select * from link_large order by records desc, component limit 3) as large
    join link_members as member on member.component = large.component
    group by large.component, large.records),
  common as (
    select distinct on (member.component) member.component, shared.kind, shared.text, count(*) as records
    from link_members as member
    join link_entries as entry on entry.record = member.record
    join link_values as shared on shared.value = entry.value
    where member.component in (select component from named) and entry.value not in (select value from link_bad)
    group by member.component, shared.kind, shared.text
    order by member.component, count(*) desc, shared.kind, shared.text)
  select (select count(*)::int from link_large) as count, (select coalesce(sum(records), 0)::int from link_large) as records,
    (select array_agg(named.records || ' records, the first of them ' || ${keyOf('record')}
        || ', ' || common.records || ' by ' || common.kind || ' ' || common.text order by named.records desc, named.first)
      from named join common on common.component = named.component
      join link_records as record on record.record = named.first) as examples`;

const between = `
  select (select count(*)::int from link_groups where is_between) as count,
    (select count(*)::int from link_grouped where first in (select first from link_groups where is_between)) as records,
    (select array_agg(key order by first) from (
      select one.first, ${keyOf('record')} as key from link_groups as one
      join link_records as record on record.record = one.first
      where one.is_between order by one.first limit 3) as few) as examples`;

const bad = `
  select (select count(*)::int from link_bad) as count,
    (select count(distinct record)::int from link_entries where value in (select value from link_bad)) as records,
    (select array_agg(name order by name) from (
      select shared.kind || ' ' || shared.text as name from link_values as shared
      where shared.value in (select value from link_bad) order by shared.records desc, 1 limit 3) as few) as examples`;

/** Says what linking left undone in this transaction. */
export async function linkFindings(client: Sql): Promise<LinkFindings> {
  const find = async (statement: string): Promise<LinkFinding> => {
    const [found] = await client.unsafe<{ count: number; records: number; examples: string[] | null }[]>(statement);
    return { count: found?.count ?? 0, records: found?.records ?? 0, examples: found?.examples ?? [] };
  };
  return { large: await find(large), between: await find(between), bad: await find(bad) };
}
