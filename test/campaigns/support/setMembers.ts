import { sql } from 'drizzle-orm';
import type { SegmentMembers } from '../../../src/campaigns/audience/SegmentMembers.js';

/** Who is in segments, and for whom definitions hold, by the text of the definition. */
export type Sets = Readonly<Record<string, readonly string[]>>;

/** Segments as plain lists of customers; a definition is one by its JSON. */
export const setMembers = (sets: Sets): SegmentMembers => {
  const of = (name: string) => {
    const customers = sets[name];
    if (customers === undefined) throw new Error(`There is no set ${name}`);
    return sql`select unnest(${sql.param(customers)}::text[]) as customer_id`;
  };
  return { saved: of, defined: (criteria) => of(JSON.stringify(criteria)) };
};
