import type { Sql } from '../db/client.js';

/**
 * Makes the functions of a seed, a whole number, that all chance of the demo comes from, in the session's temporary schema. They rest on md5 and
 * whole numbers alone, so that a seed gives the same company on every PostgreSQL:
 * - `pg_temp.chance(key text)`: 32 hexadecimal digits for a key; evaluate it once per row (`offset 0`, `materialized`);
 * - `pg_temp.draw(chance, n)`: the n-th (1 to 5) draw of a chance, a number from 0 up to and without 1;
 * - `pg_temp.pick(chance, n, count)`: the same as a whole number from 0 up to and without `count`.
 */
export async function createRandom(client: Sql, seed: number): Promise<void> {
  await client.unsafe(`
    create or replace function pg_temp.chance(key text) returns text language sql immutable parallel safe
      return md5('${seed}/' || key);
    create or replace function pg_temp.draw(chance text, n integer) returns float8 language sql immutable parallel safe
      return ('x' || substr(chance, 6 * n - 5, 6))::bit(24)::integer / 16777216.0::float8;
    create or replace function pg_temp.pick(chance text, n integer, count bigint) returns integer
      language sql immutable parallel safe
      return (('x' || substr(chance, 6 * n - 5, 6))::bit(24)::bigint * count / 16777216)::integer;
  `);
}

/** Drops them again. */
export async function dropRandom(client: Sql): Promise<void> {
  await client`drop function pg_temp.chance(text), pg_temp.draw(text, integer), pg_temp.pick(text, integer, bigint)`;
}
