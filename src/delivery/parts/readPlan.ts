import type { CampaignDefinition } from '../../campaigns/definition/campaignDefinition.js';
import { treatmentsOf } from '../../campaigns/definition/treatmentsOf.js';
import type { Sql } from '../../db/client.js';
import { UserError } from '../../lib/errors/UserError.js';
import { shortened } from '../../lib/text/shortened.js';
import type { DeliveryPlan, PlannedPart } from './DeliveryPlan.js';
import { partNames } from './partNames.js';

interface PlannedDeliveryRow {
  readonly campaign_id: string;
  readonly execution_date: string;
  readonly scheduled_by: string;
  readonly definition: CampaignDefinition;
}

function partsOf(definition: CampaignDefinition): PlannedPart[] {
  const sent = treatmentsOf(definition).filter(({ treatment }) => treatment.destinations.length > 0);
  const names = partNames(
    definition.name,
    sent.map(({ subAudienceId, treatment }) => ({ subAudienceId, treatmentName: treatment.name })),
  );
  return sent.flatMap(({ subAudienceId, treatmentId, treatment }, n) =>
    treatment.destinations.map(({ destination, attributes }) => ({
      subAudienceId,
      treatmentId,
      destinationId: destination,
      name: names[n] ?? '',
      attributes,
    })),
  );
}

/** Reads what a delivery hands over, by the version of the definition that it is of. Throws a `UserError` for one that is not known. */
export async function readPlan(client: Sql, deliveryId: string): Promise<DeliveryPlan> {
  const [row] = await client<PlannedDeliveryRow[]>`
    select d.campaign_id, d.execution_date, d.scheduled_by, v.definition
    from facet.campaign_deliveries d
    join facet.planned_campaign_versions v on v.campaign_id = d.campaign_id and v.version = d.version
    where d.delivery_id = ${deliveryId}`;
  if (row === undefined) throw new UserError(`There is no delivery "${shortened(deliveryId)}".`);
  const { definition } = row;
  return {
    deliveryId,
    day: row.execution_date,
    campaignId: row.campaign_id,
    campaignName: definition.name,
    scheduledBy: row.scheduled_by,
    parts: partsOf(definition),
  };
}
