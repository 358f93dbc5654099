import { sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { list, literal } from '../../db/sql.js';
import { visibleRows } from '../../visibleRows.js';
import { ConsentChannel, ContactChannel, contactChannels, contactWords } from '../../words/contactChannels.js';
import type { CompileContext } from '../CompileContext.js';
import { checkSegmentable } from '../segmentable.js';
import { amongAsked } from '../sets/amongAsked.js';
import type { ConditionKind } from './ConditionKind.js';
import { keepsConsent, whoConsents } from './consentOf.js';
import { inSet } from '../sets/inSet.js';
import { ofMembers } from '../sets/ofMembers.js';

interface Given {
  readonly by: readonly ContactChannel[];
  readonly is?: boolean | undefined;
}

/** Who has an address, as rows of customers: what consent is looked for of. */
const completed = { EMAIL: sql`email_completion = 1`, SMS: sql`phone_completion = 1` } as const;

/** Who has an address and wants messages to it: by consent where any is kept, else everybody. */
const whoWants = (context: CompileContext, channel: ConsentChannel): SQL => sql`
  ${whoConsents(context, channel, { of: completed[channel] })}
  union all
  select customer_id from ${visibleRows(context.scope, 'customers')}
  where ${completed[channel]} and not ${keepsConsent(context, channel)} and ${amongAsked(context)}`;

/** The customers who can be reached in a way, as a query of `customer_id`. */
function whoIsReached(context: CompileContext, channel: Exclude<ContactChannel, 'PAID_SOCIAL'>): SQL {
  switch (channel) {
    case 'EMAIL':
      return whoWants(context, ConsentChannel.EMAIL);
    case 'PHONE':
      return whoWants(context, ConsentChannel.SMS);
    case 'ADDRESS':
      return sql`select customer_id from ${visibleRows(context.scope, 'customers')}
        where address_completion = 4 and ${amongAsked(context)}`;
  }
}

/** Several ways, each once: paid social media are e-mail or phone. */
const expanded = (channels: readonly ContactChannel[]): Exclude<ContactChannel, 'PAID_SOCIAL'>[] => {
  const { EMAIL, PHONE, PAID_SOCIAL } = ContactChannel;
  return [...new Set(channels.flatMap((channel) => (channel === PAID_SOCIAL ? [EMAIL, PHONE] : [channel])))];
};

const reachedWays = (context: CompileContext): SQL => {
  const ways = expanded(contactChannels).map(
    (channel) => sql`case when ${inSet(whoIsReached(context, channel))} then ${literal(channel)} end`,
  );
  return sql`concat_ws(', ', ${list(ways)})`;
};

/** Customers who can be reached in one of several ways, by what is known of them and of their consent now. */
export const contactableKind: ConditionKind<Given> = {
  name: 'contactable',
  form: z.strictObject({
    by: z.array(z.enum(contactChannels)).min(1, 'is empty: name a way').max(contactChannels.length),
    is: z.boolean().optional(),
  }),
  compile(context, { by, is = true }, path) {
    checkSegmentable(context.scope, path, { table: 'customers' });
    const sets = expanded(by).map((channel) => whoIsReached(context, channel));
    const members = sql.join(sets, sql` union all `);
    return { ...ofMembers(members, is), hasPast: false, value: reachedWays(context) };
  },
  sentence: ({ by, is = true }) =>
    `who ${is ? 'can' : 'cannot'} be reached ${by.map((channel) => contactWords[channel]).join(is ? ' or ' : ' nor ')}`,
};
