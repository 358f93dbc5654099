import type { Sql } from '../../db/client.js';
import { linkedType } from '../link/index.js';

/** What linking has to do with the rows that are there. */
interface Linking {
  /** A source record waits for it or was linked by it, or pairs are left of such that are no more. */
  readonly records: boolean;
  /** An order line or an event follows a foreign key. */
  readonly followers: boolean;
}

/** Reads whether anything is linked. */
export async function readLinking(client: Sql): Promise<Linking> {
  const [found] = await client<Linking[]>`
    select exists (select 1 from facet.unified_customers where is_linked or customer_id = '')
        or exists (select 1 from facet.unified_scores where starts_with(match_type, ${linkedType})) as records,
      exists (select 1 from facet.unified_itemized_transactions where source_namespace is not null)
        or exists (select 1 from facet.activity where source_namespace is not null) as followers`;
  return found ?? { records: false, followers: false };
}
