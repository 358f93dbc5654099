import { sql, type SQL } from 'drizzle-orm';
import { consentingRows, consentRows, consentTables, type ConsentSources } from '../../consent/consentRows.js';
import { visibleRows } from '../../visibleRows.js';
import type { ConsentChannel } from '../../words/contactChannels.js';
import type { CompileContext } from '../CompileContext.js';
import { amongAsked } from '../sets/amongAsked.js';

/** The rows of a table of consent. */
const consentTable = ({ scope }: CompileContext, channel: ConsentChannel): SQL =>
  visibleRows(scope, consentTables[channel].table);

/** Whether consent is kept for a channel at all. */
export const keepsConsent = (context: CompileContext, channel: ConsentChannel): SQL =>
  sql`exists (select 1 from ${consentTable(context, channel)})`;

/** Whom consent is looked for of, and of which programmes. */
interface ConsentAsked {
  /** A condition on the row of a customer. */
  readonly of?: SQL;
  /** A condition on a programme: `program`, `brand`, `region`. */
  readonly condition?: SQL;
}

const sourcesOf = (context: CompileContext, channel: ConsentChannel, of: SQL = sql`true`): ConsentSources => ({
  customers: sql`(
    select customer_id, email, phone from ${visibleRows(context.scope, 'customers')} where ${of} and ${amongAsked(context)}) as asked`,
  consent: consentTable(context, channel),
});

/**
 * A query of the customers (`customer_id`) of whom it is known whether they want messages of a channel, and who do (`opted_in`).
 */
export const consentOf = (
  context: CompileContext,
  channel: ConsentChannel,
  { of, condition }: ConsentAsked = {},
): SQL => consentRows(consentTables[channel], sourcesOf(context, channel, of), condition);

/** A query of the customers (`customer_id`) who want messages of a channel. */
export const whoConsents = (
  context: CompileContext,
  channel: ConsentChannel,
  { of, condition }: ConsentAsked = {},
): SQL => consentingRows(consentTables[channel], sourcesOf(context, channel, of), condition);
