import { hash } from 'node:crypto';
import { sql, type SQL } from 'drizzle-orm';
import type { Sql } from '../../db/client.js';
import { run } from '../../db/runStatement.js';
import { compile, identifier } from '../../db/sql.js';
import { packageVersion } from '../../lib/process/packageRoot.js';

/** A node of a plan as `explain (verbose, format json)` tells it. */
interface PlanNode {
  readonly 'Node Type': string;
  readonly Schema?: string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

/** Tables that plans read, as `schema.name` by their quoted names; undefined where a plan reads what is no table of this database. */
function tablesOf(node: PlanNode, found = new Map<string, SQL>()): Map<string, SQL> | undefined {
  const { 'Node Type': type, Schema: schema, 'Relation Name': name } = node;
  if (type === 'Foreign Scan' || type === 'Custom Scan') return undefined;
  if (name !== undefined && schema !== undefined)
    found.set(JSON.stringify([schema, name]), sql`${identifier(schema)}.${identifier(name)}`);
  return (node.Plans ?? []).every((inner) => tablesOf(inner, found) !== undefined) ? found : undefined;
}

async function planOf(db: Sql, statement: SQL): Promise<PlanNode | undefined> {
  const [row] = await run<{ 'QUERY PLAN': unknown }>(db, sql`explain (verbose, format json) ${statement}`);
  const told = row?.['QUERY PLAN'];
  const [plan] = (typeof told === 'string' ? JSON.parse(told) : told) as { readonly Plan: PlanNode }[];
  return plan?.Plan;
}

/**
 * The versions of rows that a table has: each has a place and the transaction that wrote it, so no row can be added, changed or
 * removed without another sum.
 */
const versionsOf = (table: SQL): SQL => sql`
  select count(*)::text as rows, sum(hashtextextended(xmin::text, hashtid(ctid)::bigint))::text as versions from only ${table}`;

/**
 * A hash of all that decides what a statement gives: its text and values, the functions of the database, the version of Facet, and
 * the versions of all rows of the tables that it reads, as the transaction of `db` sees them. Undefined where it reads anything
 * else than tables of this database.
 */
export async function inputsOf(db: Sql, statement: SQL): Promise<string | undefined> {
  const plan = await planOf(db, statement);
  const tables = plan && tablesOf(plan);
  if (tables === undefined) return undefined;
  const { text, values } = compile(statement);
  const [functions] = await db<{ hash: string | null }[]>`
    select md5(string_agg(proname || prosrc, '' order by proname, prosrc)) as hash
    from pg_proc where pronamespace = 'facet'::regnamespace`;
  const states: unknown[] = [packageVersion, functions?.hash, text, values];
  for (const name of [...tables.keys()].toSorted()) {
    const [state] = await run(db, versionsOf(tables.get(name) as SQL));
    states.push(name, state?.['rows'], state?.['versions']);
  }
  return hash('sha256', JSON.stringify(states));
}
