import type { Sql } from '../db/client.js';
import { printable } from '../lib/text/printable.js';
import { UserError } from '../lib/errors/UserError.js';

/** The id of the customer who is known by an identifier, `SYSTEM:VALUE`. Throws a `UserError` where that is nobody, or several are. */
export async function findPerson(client: Sql, identifier: string): Promise<string> {
  const [, system, value] = /^([^:]+):(.+)$/s.exec(identifier) ?? [];
  if (system === undefined || value === undefined)
    throw new UserError(
      `"${printable(identifier)}" is no identifier: write it as SYSTEM:VALUE, such as email:a@example.org.`,
    );
  const rows = await client<{ id: string }[]>`
    select distinct customer_id as id from facet.customer_identifiers
    where lower(system) = lower(${system.trim()}) and facet.identifier_value(system, value) collate "C"
      = facet.identifier_value(${system.trim()}, ${value.trim()}) collate "C"
    order by 1 limit 2`;
  const [found, other] = rows;
  if (found === undefined)
    throw new UserError(`Nobody is known by the identifier "${printable(identifier)}".`, 'CUSTOMER_UNKNOWN');
  if (other !== undefined)
    throw new UserError(
      `Several customers are known by the identifier "${printable(identifier)}": give the id of one of them.`,
      'AMBIGUOUS_IDENTIFIER',
    );
  return found.id;
}
