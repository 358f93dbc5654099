import type { OutgoingAttributes } from '../../../src/config.js';
import type { Sql } from '../../../src/db/client.js';

interface SampleTreatment {
  readonly name: string;
  readonly subAudience?: string;
  readonly isControl?: boolean;
  readonly customers: readonly string[];
  readonly destinations: readonly { readonly destination: string; readonly attributes?: OutgoingAttributes }[];
}

interface SampleDelivery {
  readonly id: string;
  readonly campaign?: string;
  readonly treatments: readonly SampleTreatment[];
}

/** The day that sample deliveries are of. */
export const deliveryDay = '2026-03-31';

function definitionOf(name: string, treatments: readonly SampleTreatment[]): object {
  const subAudiences = [...new Set(treatments.flatMap(({ subAudience }) => subAudience ?? []))];
  const of = (wanted: string | undefined) =>
    treatments
      .filter(({ subAudience }) => subAudience === wanted)
      .map(({ name: treatment, destinations, isControl = false }) => ({
        name: treatment,
        destinations,
        isControl,
        percentage: 50,
      }));
  const rest = of(undefined);
  return {
    name,
    subAudiences: subAudiences.map((one) => ({ name: one, segments: ['S'], treatments: of(one) })),
    ...(rest.length > 0 && { remaining: { treatments: rest } }),
  };
}

/** A delivery as a campaign leaves it: its version, and who has which treatment. */
export async function addDelivery(client: Sql, { id, campaign = 'Spring', treatments }: SampleDelivery): Promise<void> {
  const campaignId = `campaign-of-${id}`;
  await client`
    insert into facet.planned_campaign_versions (campaign_id, version, definition, created_at, created_by)
    values (${campaignId}, 1, ${client.json(definitionOf(campaign, treatments) as never)}, now(), 'test')`;
  await client`
    insert into facet.campaign_deliveries
      (delivery_id, campaign_id, version, number, due_at, execution_date, launch_date, state, scheduled_by, created_at)
    values (${id}, ${campaignId}, 1, 1, now(), ${deliveryDay}, ${deliveryDay}, 'ASSIGNED', 'marketing', now())`;
  for (const { name, subAudience = 'Remaining', isControl = false, customers } of treatments)
    await client`
      insert into facet.campaign_assignments
        (customer_id, delivery_id, sub_audience_id, campaign_id, treatment_id, is_control, load_id)
      select customer_id, ${id}, ${subAudience}, ${campaignId}, ${`${subAudience}/${name}`}, ${isControl}, 0
      from unnest(${[...customers]}::text[]) as given (customer_id)`;
}
