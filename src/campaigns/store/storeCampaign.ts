import { sql, type SQL } from 'drizzle-orm';
import type { Door } from '../../db/door.js';
import { literals } from '../../db/sql.js';
import { PlannedCampaignStatus, plannedCampaignStatuses } from '../../words/plannedCampaignWords.js';
import type { CampaignDefinition } from '../definition/campaignDefinition.js';
import type { CampaignAuthor } from './CampaignAuthor.js';
import { plannedCampaignColumns, type PlannedCampaignRow } from './PlannedCampaignRow.js';

const status = literals(plannedCampaignStatuses);

/** The statuses in which a campaign's definition may change. */
export const editableStatuses: readonly PlannedCampaignStatus[] = [
  PlannedCampaignStatus.DRAFT,
  PlannedCampaignStatus.DELIVERED,
];

const json = (definition: CampaignDefinition): SQL => sql`${JSON.stringify(definition)}::text::jsonb`;

/** Keeps a new campaign as a draft; undefined where there is a campaign of the key, planned or imported. One statement. */
export async function storeCampaign(
  db: Door,
  id: string,
  definition: CampaignDefinition,
  { name: author, now }: CampaignAuthor,
): Promise<PlannedCampaignRow | undefined> {
  const { name, type, labels, app, brand = null } = definition;
  const at = now.toISOString();
  const [row] = await db.query<PlannedCampaignRow>(sql`
    with p as (
      insert into facet.planned_campaigns (campaign_id, name, type, labels, version, salt, app, brand, created_at, created_by,
        updated_at, updated_by)
      select ${id}::text, ${name}::text, ${type}::text, ${sql.param(labels)}::text[], 1, ${id}::text, ${app}::text, ${brand}::text,
        ${at}::timestamptz, ${author}::text, ${at}::timestamptz, ${author}::text
      where not exists (select 1 from facet.campaigns where plan_id = ${id})
      on conflict (campaign_id) do nothing
      returning *
    ), v as (
      insert into facet.planned_campaign_versions (campaign_id, version, definition, created_at, created_by)
      select p.campaign_id, p.version, ${json(definition)}, p.created_at, p.created_by from p
      returning definition
    )
    select ${plannedCampaignColumns(sql`v.definition`)} from p, v`);
  return row;
}

/**
 * Keeps a new version of the definition of a campaign that may be edited; undefined for any other, and where `expected` is not the
 * version that it has. One statement.
 */
export async function storeVersion(
  db: Door,
  id: string,
  definition: CampaignDefinition,
  expected: number | null,
  { name: author, now }: CampaignAuthor,
): Promise<PlannedCampaignRow | undefined> {
  const { name, type, labels, app, brand = null } = definition;
  const [row] = await db.query<PlannedCampaignRow>(sql`
    with p as (
      update facet.planned_campaigns set name = ${name}, type = ${type}, labels = ${sql.param(labels)}::text[],
        version = version + 1, app = ${app}, brand = ${brand}::text, updated_at = ${now.toISOString()}::timestamptz, updated_by = ${author}
      where campaign_id = ${id} and status = any(${sql.param(editableStatuses)}::text[])
        and version = coalesce(${expected}::integer, version)
      returning *
    ), v as (
      insert into facet.planned_campaign_versions (campaign_id, version, definition, created_at, created_by)
      select p.campaign_id, p.version, ${json(definition)}, p.updated_at, p.updated_by from p
      returning definition
    )
    select ${plannedCampaignColumns(sql`v.definition`)} from p, v`);
  return row;
}

/** How a campaign comes from one status to another. */
interface Step {
  readonly from: readonly PlannedCampaignStatus[];
  /** The columns that change, of `planned_campaigns p`. */
  readonly set: SQL;
  /** What must hold beside the status. */
  readonly where?: SQL;
}

/** Brings a campaign from one status to another; undefined where it stands elsewhere. One statement. */
async function takeStep(
  db: Door,
  id: string,
  { from, set, where = sql`true` }: Step,
  { name: author, now }: CampaignAuthor,
): Promise<PlannedCampaignRow | undefined> {
  const [row] = await db.query<PlannedCampaignRow>(sql`
    with p as (
      update facet.planned_campaigns p set ${set}, updated_at = ${now.toISOString()}::timestamptz, updated_by = ${author}
      where p.campaign_id = ${id} and p.status = any(${sql.param(from)}::text[]) and ${where}
      returning *
    )
    select ${plannedCampaignColumns(sql`v.definition`)}
    from p join facet.planned_campaign_versions v on v.campaign_id = p.campaign_id and v.version = p.version`);
  return row;
}

/** Has a draft or delivered campaign of a version deliver at an instant, and from then on by its schedule. */
export const storeSchedule = (
  db: Door,
  { id, version }: Pick<PlannedCampaignRow, 'id' | 'version'>,
  due: Date,
  author: CampaignAuthor,
): Promise<PlannedCampaignRow | undefined> =>
  takeStep(
    db,
    id,
    {
      from: editableStatuses,
      set: sql`status = ${status.SCHEDULED}, next_due_at = ${due.toISOString()}::timestamptz, error = null,
        scheduled_at = ${author.now.toISOString()}::timestamptz, scheduled_by = ${author.name}`,
      where: sql`p.version = ${version}`,
    },
    author,
  );

/** Takes a campaign off its schedule: it is a draft again, or delivered where it has delivered before. */
export const storeUnschedule = (
  db: Door,
  id: string,
  author: CampaignAuthor,
): Promise<PlannedCampaignRow | undefined> =>
  takeStep(
    db,
    id,
    {
      from: [PlannedCampaignStatus.SCHEDULED],
      set: sql`next_due_at = null, scheduled_at = null, status = case
        when exists (select 1 from facet.campaign_deliveries d where d.campaign_id = p.campaign_id) then ${status.DELIVERED}
        else ${status.DRAFT} end`,
    },
    author,
  );

/** Has a campaign deliver at once; the schedule that it is on goes on afterwards, and one that has ended does not begin again. */
export const storeDeliverNow = (
  db: Door,
  id: string,
  author: CampaignAuthor,
): Promise<PlannedCampaignRow | undefined> =>
  takeStep(
    db,
    id,
    {
      from: [...editableStatuses, PlannedCampaignStatus.SCHEDULED],
      set: sql`status = ${status.SCHEDULED}, next_due_at = ${author.now.toISOString()}::timestamptz, error = null,
        scheduled_at = case when p.status = ${status.SCHEDULED} then p.scheduled_at end, scheduled_by = ${author.name}`,
    },
    author,
  );

/** Has a campaign that stands with an error try its delivery again. */
export const storeRetry = (db: Door, id: string, author: CampaignAuthor): Promise<PlannedCampaignRow | undefined> =>
  takeStep(
    db,
    id,
    { from: [PlannedCampaignStatus.ERROR], set: sql`status = ${status.DELIVERING}, error = null` },
    author,
  );

/** Puts a campaign away that is not under way. */
export const storeArchived = (db: Door, id: string, author: CampaignAuthor): Promise<PlannedCampaignRow | undefined> =>
  takeStep(
    db,
    id,
    {
      from: [...editableStatuses, PlannedCampaignStatus.ERROR],
      set: sql`status = ${status.ARCHIVED}, next_due_at = null, error = null`,
    },
    author,
  );
