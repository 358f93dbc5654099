import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { allOf } from '../../../conditions/allOf.js';
import { anyOf } from '../../../db/sql.js';
import { visibleRows } from '../../../visibleRows.js';
import type { CompileContext } from '../../CompileContext.js';
import { operatorForms } from '../../operators/operatorForms.js';
import type { SegmentOperators } from '../../operators/segmentOperators.js';
import { checkSegmentable } from '../../segmentable.js';
import { amongAsked } from '../../sets/amongAsked.js';
import type { ConditionKind } from '../ConditionKind.js';
import { dayConditions, endOfDay } from '../../operators/dayConditions.js';
import { contactsForm, keysForm } from './contactForms.js';
import { contactsCondition, type Contacts, type ContactsGiven } from './contacts.js';
import { listedOf, ofAllSentence, onDay } from './contactsSentence.js';

/** The keys that deliveries are asked for by, with their columns and what sentences call them. */
const keyColumns = {
  campaignIds: { column: sql`t.campaign_id`, words: 'of the campaign' },
  destinationIds: { column: sql`t.destination_id`, words: 'to the destination' },
  subAudienceIds: { column: sql`t.sub_audience_id`, words: 'in the sub-audience' },
  treatmentIds: { column: sql`t.treatment_id`, words: 'with the treatment' },
} as const;

type KeyName = keyof typeof keyColumns;

const keyNames = Object.keys(keyColumns) as KeyName[];

interface ActivationGiven extends ContactsGiven, Partial<Readonly<Record<KeyName, readonly string[] | undefined>>> {
  readonly control?: boolean | undefined;
  readonly delivered?: SegmentOperators | undefined;
}

const form: z.ZodType<ActivationGiven> = contactsForm({
  campaignIds: keysForm,
  destinationIds: keysForm,
  subAudienceIds: keysForm,
  treatmentIds: keysForm,
  control: z.boolean().optional(),
  delivered: operatorForms.date.optional(),
});

function deliveries(context: CompileContext, given: ActivationGiven, path: string): Contacts {
  const { scope } = context;
  const { control, delivered } = given;
  checkSegmentable(scope, path, { table: 'campaign_recipients' });
  const at = sql`t.delivery_datetime`;
  const onDays: Contacts['onDay'] = (instant, days, where) => dayConditions(context, instant, days, where);
  return {
    from: visibleRows(scope, 'campaign_recipients', 't'),
    where: allOf([
      sql`t.customer_id <> ''`,
      sql`${at} < ${endOfDay(context)}`,
      amongAsked(context, sql`t.customer_id`),
      ...keyNames.flatMap((name) => {
        const keys = given[name];
        return keys === undefined ? [] : [anyOf(keyColumns[name].column, keys)];
      }),
      ...(control === undefined ? [] : [sql`t.is_control = ${control}`]),
      ...onDays(at, delivered, `${path}.delivered`),
    ]),
    at,
    onDay: onDays,
    dayText: (instant) => sql`(${instant} at time zone ${scope.timeZone}::text)::date::text`,
  };
}

/** Customers on the lists that campaigns handed to destinations; those of control too, unless said. */
export const activationKind: ConditionKind<ActivationGiven> = {
  name: 'activation',
  form,
  compile: (context, given, path) => contactsCondition(context, given, deliveries(context, given, path), path),
  sentence(given) {
    const { has = true, control, delivered } = given;
    return [
      `who ${has ? 'were' : 'were not'} on a list that was delivered`,
      ...keyNames.map((name) => listedOf(keyColumns[name].words, given[name])),
      control === undefined ? '' : control ? ' as control' : ' and not as control',
      onDay(delivered),
      ofAllSentence(given),
    ].join('');
  },
};
