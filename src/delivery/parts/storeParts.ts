import type { Sql } from '../../db/client.js';
import type { DeliveryPlan, PlannedPart } from './DeliveryPlan.js';

/** Writes the parts of a delivery, unless they are written: numbers and names stay those of the first time. */
export async function storeParts(client: Sql, { deliveryId, parts }: DeliveryPlan): Promise<void> {
  if (parts.length === 0) return;
  const column = (value: (part: PlannedPart) => string): string[] => parts.map(value);
  await client`
    insert into facet.delivery_parts (delivery_id, part_number, sub_audience_id, treatment_id, destination_id, name, attributes)
    select ${deliveryId}::text, given.number, sub_audience_id, treatment_id, destination_id, name, '[]'::jsonb
    from unnest(
      ${column((part) => part.subAudienceId)}::text[], ${column((part) => part.treatmentId)}::text[],
      ${column((part) => part.destinationId)}::text[], ${column((part) => part.name)}::text[]
    ) with ordinality as given (sub_audience_id, treatment_id, destination_id, name, number)
    on conflict do nothing`;
}
