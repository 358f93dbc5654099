import {
  countPlannedCampaigns,
  findPlannedCampaignPage,
  plannedCampaignOrder,
} from '../../campaigns/store/readCampaigns.js';
import type { RequestContext } from '../../federation/requestContext.js';
import { once } from '../../lib/async/once.js';
import { checkLength } from '../../lib/checks/checkLength.js';
import { listOf, toConnection, toPage, type PageArguments } from '../../lib/relay/page.js';
import { positioned, readPage, toCursorKey } from '../../population/position.js';
import { listLimits } from '../../words/limits.js';
import { plannedCampaignStatuses, type PlannedCampaignStatus } from '../../words/plannedCampaignWords.js';
import { checkPlanner } from './loaders.js';
import type { PlannedCampaignConnectionRow } from './shape.js';

interface AskedCampaigns extends PageArguments {
  readonly statuses?: readonly PlannedCampaignStatus[] | null | undefined;
}

/** A page of planned campaigns. Throws a `UserError` that names what is wrong. */
export async function plannedCampaignPage(
  context: RequestContext,
  { statuses: given, ...paging }: AskedCampaigns,
): Promise<PlannedCampaignConnectionRow> {
  checkPlanner(context);
  const statuses = given ?? undefined;
  if (statuses !== undefined) checkLength(statuses, 'statuses', plannedCampaignStatuses.length);
  const { name, question } = listOf('plannedCampaigns', statuses ?? null);
  const list = { name, question, most: listLimits.plannedCampaignPage };
  const page = toPage(list, paging);
  const read = positioned(page, plannedCampaignOrder);
  const rows = await readPage(page, () => findPlannedCampaignPage(context, statuses, read));
  return {
    ...toConnection(list, page, rows, ({ createdText, id }) => toCursorKey(null, [createdText, id])),
    count: once(() => countPlannedCampaigns(context, statuses)),
  };
}
