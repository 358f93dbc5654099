import { sql, type SQL } from 'drizzle-orm';
import { literal } from '../../db/sql.js';
import { DropReason } from '../../words/plannedCampaignWords.js';
import type { AudienceQuestion } from './AudienceQuestion.js';
import { contactRules, dropReason } from './contactRules.js';
import type { SegmentMembers } from './SegmentMembers.js';
import { saltedHash } from './saltedHash.js';

/** The members of any of some saved segments, each once. */
const union = (members: SegmentMembers, segmentIds: readonly string[]): SQL =>
  sql.join(
    segmentIds.map((id) => sql`select customer_id from (${members.saved(id)}) one`),
    sql` union `,
  );

/** The members of each sub-audience, each once. */
const subAudienceMembers = ({ members, definition }: AudienceQuestion): SQL[] =>
  definition.subAudiences.map(({ segments, criteria }, n) =>
    segments === undefined ? members.defined(criteria ?? {}, `subAudiences[${n}].criteria`) : union(members, segments),
  );

const none = sql`'{}'::integer[]`;

/** The numbers of the sub-audiences that a customer is in, as an array; `s1` … are those it matches. */
function places({ definition }: AudienceQuestion): SQL {
  const { subAudiences, firstMatchOnly, remaining } = definition;
  const rest = remaining === undefined ? none : sql.raw(`array[${subAudiences.length + 1}]`);
  if (subAudiences.length === 0) return rest;
  const matches = subAudiences.map((_, n) => sql.raw(`case when s${n + 1}.customer_id is not null then ${n + 1} end`));
  const matching = firstMatchOnly
    ? sql`array_remove(array[coalesce(${sql.join(matches, sql`, `)})], null)`
    : sql`array_remove(array[${sql.join(matches, sql`, `)}], null)`;
  return sql`coalesce(nullif(${matching}, ${none}), ${rest})`;
}

/**
 * Every customer of the audience: `customer_id`, `hash`, `reason` where it is dropped, and `place`, the number of a sub-audience, 0 of
 * dropped ones. One in several sub-audiences has a row for each.
 */
export function candidates(question: AudienceQuestion): SQL {
  const { members, definition, salt } = question;
  const { include, exclude } = definition.audience;
  const rules = contactRules(question);
  const joins = [
    ...(exclude.length === 0
      ? []
      : [sql`left join (${union(members, exclude)}) excluded on excluded.customer_id = i.customer_id`]),
    ...rules.flatMap(({ join }) => join ?? []),
    ...subAudienceMembers(question).map((one, n) => {
      const alias = sql.raw(`s${n + 1}`);
      return sql`left join (${one}) ${alias} on ${alias}.customer_id = i.customer_id`;
    }),
  ];
  return sql`
    select customer_id, hash, reason, unnest(case when reason is null then places else '{0}' end) as place
    from (
      select customer_id, hash, places, coalesce(rule, case when places = ${none} then ${literal(DropReason.NO_SUB_AUDIENCE)} end) as reason
      from (
        select i.customer_id, ${saltedHash(salt, sql`i.customer_id`)} as hash, ${dropReason(rules)} as rule, ${places(question)} as places
        from (${union(members, include)}) i
        ${sql.join(joins, sql` `)}
        where i.customer_id <> '' ${exclude.length === 0 ? sql`` : sql`and excluded.customer_id is null`}
      ) ruled
    ) reasoned`;
}
