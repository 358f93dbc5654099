import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { allOf } from '../../conditions/allOf.js';
import { consentTables } from '../../consent/consentRows.js';
import { identifier } from '../../db/sql.js';
import { textLimits } from '../../words/limits.js';
import { consentChannels, consentWords, type ConsentChannel } from '../../words/contactChannels.js';
import { checkSegmentable } from '../segmentable.js';
import { listed } from '../operators/operatorsSentence.js';
import type { ConditionKind } from './ConditionKind.js';
import { consentOf, whoConsents } from './consentOf.js';
import { ofMembers } from '../sets/ofMembers.js';

const parts = ['program', 'brand', 'region'] as const;

interface Given extends Partial<Readonly<Record<(typeof parts)[number], string | undefined>>> {
  readonly channel: ConsentChannel;
  readonly optedIn?: boolean | undefined;
}

const part = z.string().max(textLimits.comparedText).optional();

/** Customers who said that they want messages, or that they do not, to the address or number that they have now. */
export const consentKind: ConditionKind<Given> = {
  name: 'consent',
  form: z.strictObject({
    channel: z.enum(consentChannels),
    program: part,
    brand: part,
    region: part,
    optedIn: z.boolean().optional(),
  }),
  compile(context, given, path) {
    checkSegmentable(context.scope, path, { table: consentTables[given.channel].table });
    const named = parts.flatMap((name) =>
      given[name] === undefined ? [] : [sql`${identifier(name)} = ${given[name]}`],
    );
    const condition = allOf(named);
    const said = sql`(${consentOf(context, given.channel, { condition })}) as given`;
    const { optedIn = true } = given;
    return {
      ...ofMembers(
        optedIn
          ? whoConsents(context, given.channel, { condition })
          : sql`select customer_id from ${said} where not opted_in`,
      ),
      hasPast: false,
      value: sql`(select case when opted_in then 'wanted' else 'not wanted' end from ${said} where given.customer_id = c.customer_id)`,
    };
  },
  sentence({ channel, optedIn = true, ...given }) {
    const of = parts.flatMap((name) => (given[name] === undefined ? [] : [`${name} ${listed([given[name]], 'or')}`]));
    const where = of.length === 0 ? '' : ` of ${of.join(', ')}`;
    return `who said that they ${optedIn ? 'want' : 'do not want'} ${consentWords[channel]}${where}`;
  },
};
