/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type CustomerSalesQueryVariables = Exact<{
  id: string | number;
  date?: string | null | undefined;
}>;


export type CustomerSalesQuery = { readonly customer: { readonly id: string, readonly fullName: string | null, readonly profile: { readonly date: string, readonly fields: { readonly ecomTotalNetSalesAmount: string | null, readonly ecomTotalNetSalesAmount1m: string | null, readonly ecomNumberOfOrders: number | null, readonly ecomLastOrderTime: string | null, readonly ecomIsRepeatBuyer: boolean | null, readonly numberofcampaigns1m: number | null } } | null } | null };
