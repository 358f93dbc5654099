import { sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { anyOfThem } from '../../conditions/allOf.js';
import { list, literal } from '../../db/sql.js';
import { ConsentChannel, ContactChannel, contactChannels, contactWords } from '../../words/contactChannels.js';
import type { CompileContext } from '../CompileContext.js';
import { checkSegmentable } from '../segmentable.js';
import type { ConditionKind } from './ConditionKind.js';
import { consentOf, keepsConsent } from './consentOf.js';

interface Given {
  readonly by: readonly ContactChannel[];
  readonly is?: boolean | undefined;
}

/** Whether messages are wanted: by consent where any is kept, else by everybody. */
const isWanted = (context: CompileContext, channel: ConsentChannel): SQL => sql`(not ${keepsConsent(context, channel)}
  or c.customer_id in (select customer_id from (${consentOf(context, channel)}) as given where opted_in))`;

/** Whether the customer can be reached in a way; never null. */
function isReached(context: CompileContext, channel: ContactChannel): SQL {
  switch (channel) {
    case 'EMAIL':
      return sql`(c.email_completion = 1 and ${isWanted(context, ConsentChannel.EMAIL)})`;
    case 'PHONE':
      return sql`(c.phone_completion = 1 and ${isWanted(context, ConsentChannel.SMS)})`;
    case 'ADDRESS':
      return sql`c.address_completion = 4`;
    case 'PAID_SOCIAL':
      return anyOfThem([isReached(context, ContactChannel.EMAIL), isReached(context, ContactChannel.PHONE)]);
  }
}

/** The conditions of several ways, each asked once: paid social media are e-mail or phone. */
const expanded = (channels: readonly ContactChannel[]): ContactChannel[] => {
  const { EMAIL, PHONE, PAID_SOCIAL } = ContactChannel;
  return [...new Set(channels.flatMap((channel) => (channel === PAID_SOCIAL ? [EMAIL, PHONE] : [channel])))];
};

const reachedWays = (context: CompileContext): SQL => {
  const ways = expanded(contactChannels).map(
    (channel) => sql`case when ${isReached(context, channel)} then ${literal(channel)} end`,
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
    const reached = anyOfThem(expanded(by).map((channel) => isReached(context, channel)));
    return { sql: is ? reached : sql`(not ${reached})`, ofProfile: false, hasPast: false, value: reachedWays(context) };
  },
  sentence: ({ by, is = true }) =>
    `who ${is ? 'can' : 'cannot'} be reached ${by.map((channel) => contactWords[channel]).join(is ? ' or ' : ' nor ')}`,
};
