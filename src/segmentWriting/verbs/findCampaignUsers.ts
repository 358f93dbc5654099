import { sql } from 'drizzle-orm';
import { list, literal, literals } from '../../db/sql.js';
import type { Scope } from '../../scope.js';
import { plannedCampaignStatuses } from '../../words/plannedCampaignWords.js';

const { DELIVERED, ARCHIVED } = literals(plannedCampaignStatuses);

/** Where the definition of a planned campaign names segments: its audience, its sub-audiences, and the criteria of these. */
const places = list(
  [
    '$.audience.include[*]',
    '$.audience.exclude[*]',
    '$.subAudiences[*].segments[*]',
    '$.subAudiences[*].criteria.**.segment.id',
  ].map((place) => sql`(${literal(place)}::jsonpath)`),
);

/** The ids of the planned campaigns that a segment is named by and that may still deliver, in their order. */
export async function findCampaignUsers({ db }: Pick<Scope, 'db'>, segmentId: string): Promise<string[]> {
  const rows = await db.query<{ id: string }>(sql`
    select p.campaign_id as id from facet.planned_campaigns p
    join facet.planned_campaign_versions v on v.campaign_id = p.campaign_id and v.version = p.version
    where p.status not in (${DELIVERED}, ${ARCHIVED}) and exists (
      select 1 from (values ${places}) as places (place), jsonb_path_query(v.definition, places.place) as named (value)
      where named.value #>> '{}' = ${segmentId})
    order by 1`);
  return rows.map(({ id }) => id);
}
