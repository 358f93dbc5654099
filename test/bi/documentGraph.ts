/** What the last three statements of the public document give, asked of GraphQL. */
export const askDocument = `query ($id: ID!) { customer(id: $id) { campaignTargetings(states: [TARGETED, CONTROL], first: 100) {
  edges { node {
    executionDate customerId planId planDetailId campaignActionId campaignActionName state lifecycleStage lastUpdatedTime
    channels { channelName templateName promotionId }
    campaign { targetGroup { name } tagNames }
    profileOnExecutionDate { fields { ecomTotalGrossSalesAmount ecomTotalNetSalesAmount ecomTotalRefundAmount
      ecomNumberOfOrderDays ecomNumberOfOrders } }
  } }
} } }`;

type Text = string | null;

interface Channel {
  readonly channelName: string;
  readonly templateName: Text;
  readonly promotionId: Text;
}

interface Targeting {
  readonly executionDate: string;
  readonly customerId: string;
  readonly planId: string;
  readonly planDetailId: Text;
  readonly campaignActionId: number | null;
  readonly campaignActionName: Text;
  readonly state: string;
  readonly lifecycleStage: Text;
  readonly lastUpdatedTime: string;
  readonly channels: readonly Channel[];
  readonly campaign: {
    readonly targetGroup: { readonly name: Text } | null;
    readonly tagNames: readonly string[];
  } | null;
  readonly profileOnExecutionDate: { readonly fields: Readonly<Record<string, unknown>> } | null;
}

const keysOf = (row: Targeting) => ({
  execution_date: row.executionDate,
  client_customer_id: row.customerId,
  plan_id: row.planId,
  plan_detail_id: row.planDetailId,
  campaign_action_id: row.campaignActionId,
  campaign_action_name: row.campaignActionName,
});

const textOf = (value: unknown): Text => (value == null ? null : String(value as string | number));

/** The rows of the last three statements, from the answer of GraphQL: days of campaigns, with KPIs, with what was sent. */
export function rowsOf(data: Readonly<Record<string, unknown>>) {
  const { campaignTargetings } = data['customer'] as {
    campaignTargetings: { edges: readonly { node: Targeting }[] };
  };
  const rows = campaignTargetings.edges.map(({ node }) => node);
  return {
    days: rows.map((row) => ({
      ...keysOf(row),
      targeting_state: row.state,
      lifecycle_stage: row.lifecycleStage,
      last_updated_time: row.lastUpdatedTime,
    })),
    kpis: rows.map((row) => {
      const fields = row.profileOnExecutionDate?.fields;
      return {
        ...keysOf(row),
        ecom_total_gross_sales_amount: textOf(fields?.['ecomTotalGrossSalesAmount']),
        ecom_total_net_sales_amount: textOf(fields?.['ecomTotalNetSalesAmount']),
        ecom_total_refund_amount: textOf(fields?.['ecomTotalRefundAmount']),
        ecom_number_of_order_days: textOf(fields?.['ecomNumberOfOrderDays']),
        ecom_number_of_orders: textOf(fields?.['ecomNumberOfOrders']),
        last_updated_time: row.lastUpdatedTime,
      };
    }),
    // The view has a row for each channel, and one where there is none.
    sent: rows.flatMap((row) => {
      const channels: readonly (Channel | null)[] = row.channels.length === 0 ? [null] : row.channels;
      return channels.map((channel) => ({
        ...keysOf(row),
        target_group_name: row.campaign?.targetGroup?.name ?? null,
        channel_name: channel?.channelName ?? null,
        template_name: channel?.templateName ?? null,
        promotion_id: channel?.promotionId ?? null,
        tag_names: row.campaign === null ? null : row.campaign.tagNames.join(', '),
      }));
    }),
  };
}
