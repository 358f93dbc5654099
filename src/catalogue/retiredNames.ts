import type { Sql } from '../db/client.js';
import type { DataType } from '../words/dataTypes.js';
import { namesOf, type FieldMeaning } from './meaning.js';

/**
 * A name that was taken away from a meaning, and whose GraphQL field is answered for a while longer: routers and clients work with a
 * schema that they read before.
 */
export interface RetiredName {
  readonly name: string;
  readonly dataType: DataType;
  /** The meaning it was a name of, which may be gone as well. */
  readonly fieldId: number;
  /** Seconds that it is still answered, from when it was read. */
  readonly seconds: number;
}

/**
 * Has the names that a change takes away from a meaning answered for `graceSeconds` more, and forgets those whose time is over.
 * The end is kept in the database, so that it is the same for every process.
 * @param after the meaning as it is then; undefined where it is gone
 */
export async function retireNames(
  client: Sql,
  before: FieldMeaning,
  after: FieldMeaning | undefined,
  graceSeconds: number,
): Promise<void> {
  const current = new Set((after === undefined ? [] : namesOf(after)).map((name) => name.toLowerCase()));
  const lost = namesOf(before).filter((name) => !current.has(name.toLowerCase()));
  if (lost.length === 0) return;
  await client`delete from facet.retired_field_names where answers_until <= clock_timestamp()`;
  if (graceSeconds === 0) return;
  await client`
    insert into facet.retired_field_names (field_id, name, data_type, answers_until)
    select ${before.fieldId}, name, ${before.dataType}, clock_timestamp() + make_interval(secs => ${graceSeconds})
    from unnest(${lost}::text[]) as lost (name)
    on conflict (field_id, name) do update set answers_until = excluded.answers_until`;
}
