import { sql, type SQL } from 'drizzle-orm';
import { consentRows, consentTables } from '../../consent/consentRows.js';
import { visibleRows } from '../../visibleRows.js';
import type { ConsentChannel } from '../../words/contactChannels.js';
import type { CompileContext } from '../CompileContext.js';
import { amongAsked } from './amongAsked.js';

/** The rows of a table of consent. */
const consentTable = ({ scope }: CompileContext, channel: ConsentChannel): SQL =>
  visibleRows(scope, consentTables[channel].table);

/** Whether consent is kept for a channel at all. */
export const keepsConsent = (context: CompileContext, channel: ConsentChannel): SQL =>
  sql`exists (select 1 from ${consentTable(context, channel)})`;

/**
 * A query of the customers (`customer_id`) of whom it is known whether they want messages of a channel, of the programmes that fit a
 * condition, and who do (`opted_in`).
 */
export function consentOf(context: CompileContext, channel: ConsentChannel, condition?: SQL): SQL {
  const { scope, among } = context;
  const customers = visibleRows(scope, 'customers');
  const asked =
    among === undefined ? customers : sql`(select * from ${customers} where ${amongAsked(context)}) as asked`;
  return consentRows(consentTables[channel], { customers: asked, consent: consentTable(context, channel) }, condition);
}
