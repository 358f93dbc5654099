import { sql, type SQL } from 'drizzle-orm';
import { literal, literals } from '../../db/sql.js';
import { visibleRows } from '../../visibleRows.js';
import { DropReason } from '../../words/plannedCampaignWords.js';
import { targetingStates } from '../../words/targetingStates.js';
import type { ConsentRule } from '../definition/campaignDefinition.js';
import type { SegmentDefinition } from '../../segments/SegmentDefinition.js';
import type { AudienceQuestion } from './AudienceQuestion.js';
import { isAmong } from './saltedHash.js';

const state = literals(targetingStates);

/** A rule as a customer of the audience `i` breaks it. */
interface BrokenRule {
  readonly reason: DropReason;
  /** What stands behind `from`; none where the customer's key is enough. */
  readonly join: SQL | undefined;
  readonly isBroken: SQL;
}

/** The consent that a rule wants, as the definition of a segment. */
export const consentCriteria = ({ channel, program, brand, region }: ConsentRule): SegmentDefinition => ({
  include: {
    groups: [
      {
        conditions: [
          {
            consent: {
              channel,
              ...(program !== undefined && { program }),
              ...(brand !== undefined && { brand }),
              ...(region !== undefined && { region }),
              optedIn: true,
            },
          },
        ],
      },
    ],
  },
});

const consentRules = ({ members, definition }: AudienceQuestion): BrokenRule[] =>
  definition.contactRules.consent.map((rule, n) => {
    const alias = sql.raw(`consent${n}`);
    const willing = members.defined(consentCriteria(rule), `contactRules.consent[${n}]`);
    return {
      reason: DropReason.NO_CONSENT,
      join: sql`left join (${willing}) ${alias} on ${alias}.customer_id = i.customer_id`,
      isBroken: sql`${alias}.customer_id is null`,
    };
  });

/** Deliveries other than the one that is asked for. */
const otherThan = ({ deliveryId }: AudienceQuestion): SQL =>
  deliveryId === null ? sql`true` : sql`d.delivery_id <> ${deliveryId}`;

/** Customers who had a treatment in an earlier delivery of the campaign. */
const earlierMembers = (question: AudienceQuestion): SQL => sql`
  select distinct a.customer_id from ${visibleRows(question.scope, 'campaign_assignments', 'a')}
  where a.treatment_id is not null and a.delivery_id in (
    select d.delivery_id from ${visibleRows(question.scope, 'campaign_deliveries', 'd')}
    where d.campaign_id = ${question.campaignId} and ${otherThan(question)})`;

/**
 * Customers who were sent campaigns so often on the days up to that of the delivery. What is assigned counts as sent: it is
 * recorded only after it was handed over. A campaign counts once a day.
 */
const oftenContacted = (question: AudienceQuestion, { times, days }: { times: number; days: number }): SQL => {
  const { scope, day } = question;
  const inWindow = (column: SQL): SQL => sql`${column} > ${day}::date - ${days}::integer and ${column} <= ${day}::date`;
  return sql`
  select customer_id from (
    select t.customer_id, t.plan_id, t.execution_date
    from ${visibleRows(scope, 'campaign_targetings', 't')}
    join ${visibleRows(scope, 'campaign_actions', 'g')} on g.plan_id = t.plan_id and g.plan_detail_id = t.plan_detail_id
    where facet.targeting_state(t.plan_detail_id, g.campaign_action_id) = ${state.TARGETED}
      and ${inWindow(sql`t.execution_date`)}
    union
    select a.customer_id, a.campaign_id, d.execution_date
    from ${visibleRows(scope, 'campaign_assignments', 'a')}
    join ${visibleRows(scope, 'campaign_deliveries', 'd')} on d.delivery_id = a.delivery_id
    where a.is_sent and ${inWindow(sql`d.execution_date`)} and ${otherThan(question)}
  ) contacts
  group by customer_id having count(*) >= ${times}::integer`;
};

const joined = (reason: DropReason, alias: string, customers: SQL): BrokenRule => ({
  reason,
  join: sql`left join (${customers}) ${sql.raw(alias)} on ${sql.raw(alias)}.customer_id = i.customer_id`,
  isBroken: sql`${sql.raw(alias)}.customer_id is not null`,
});

/** The contact rules of a campaign, in the order in which they are tried. */
export function contactRules(question: AudienceQuestion): BrokenRule[] {
  const { definition, holdout } = question;
  const { limit, newMembersOnly, holdout: heedsHoldout } = definition.contactRules;
  return [
    ...(heedsHoldout && holdout !== null
      ? [
          {
            reason: DropReason.HOLDOUT,
            join: undefined,
            isBroken: isAmong(holdout.percent, holdout.salt, sql`i.customer_id`),
          },
        ]
      : []),
    ...consentRules(question),
    ...(newMembersOnly ? [joined(DropReason.NOT_NEW, 'earlier', earlierMembers(question))] : []),
    ...(limit === undefined ? [] : [joined(DropReason.CONTACT_LIMIT, 'often', oftenContacted(question, limit))]),
  ];
}

/** The reason by which a customer of the audience `i` is dropped first, as a literal; null where no rule is broken. */
export const dropReason = (rules: readonly BrokenRule[]): SQL =>
  rules.length === 0
    ? sql`null::text`
    : sql`case ${sql.join(
        rules.map(({ reason, isBroken }) => sql`when ${isBroken} then ${literal(reason)}`),
        sql` `,
      )} end`;
