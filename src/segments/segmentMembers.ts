import { sql, type SQL } from 'drizzle-orm';
import { customersOf } from '../operands/customersOf.js';
import type { CompileContext } from './CompileContext.js';
import { compileSegment } from './compileSegment.js';
import { amongAsked } from './sets/amongAsked.js';
import type { SegmentDefinition } from './SegmentDefinition.js';

/** A query of the members of a segment: `customer_id`, in no order. */
export function segmentMembers(context: CompileContext, definition: SegmentDefinition): SQL {
  const { sql: condition, ofProfile } = compileSegment(context, definition);
  const { scope, moment } = context;
  return sql`select c.customer_id from ${customersOf(scope, { day: moment.profileDay }, ofProfile)}
    where ${condition} and ${amongAsked(context, sql`c.customer_id`)}`;
}
