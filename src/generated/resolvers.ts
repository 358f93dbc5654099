import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { CustomerRow, CustomerConnectionRow } from '../subgraphs/customers/shape.js';
import type { AggregateRow, AggregateConnectionRow } from '../population/groups/aggregates.js';
import type { CustomerProfileRow } from '../subgraphs/customers/profile/shape.js';
import type { AttributeRow } from '../subgraphs/customers/profile/attributes.js';
import type { CustomerAttributeChangeRow } from '../subgraphs/customers/profile/changes/shape.js';
import type { MarketingImpactRow } from '../subgraphs/customers/impact/shape.js';
import type { FieldAliasRow } from '../subgraphs/aliases/shape.js';
import type { CampaignRow, CampaignActionRow, CampaignActionChannelRow, TargetingRow } from '../subgraphs/campaigns/shape.js';
import type { CampaignOccurrenceRow, CampaignOccurrenceActionRow, CampaignRedemptionsRow, CampaignConnectionRow, ScheduledCampaignRow, ScheduledCampaignConnectionRow } from '../subgraphs/campaigns/plans/shape.js';
import type { TargetingConnectionRow, ExplanationRow } from '../subgraphs/campaigns/targetings/shape.js';
import type { CampaignResultsRow, CampaignResultRow, CampaignValueRow, UpliftRow } from '../results/CampaignResultsRow.js';
import type { DeliveryRow } from '../subgraphs/campaigns/targetings/deliveries/shape.js';
import type { OrderRow, OrderConnectionRow, OrderLineRow } from '../subgraphs/orders/shape.js';
import type { ProductRow, ProductConnectionRow } from '../subgraphs/orders/products/shape.js';
import type { ValidationRunRow, ValidationRunConnectionRow, ValidationResultRow, ValidationSourceRow, TrendPointRow, ReadinessRow } from '../subgraphs/validation/shape.js';
import type { ThresholdRow } from '../validation/storedThresholds.js';
import type { FeatureFound, NeedFound, RuleFound, ModelNeedFound } from '../validation/readiness/DataReadiness.js';
import type { PlannedCampaignRow } from '../campaigns/store/PlannedCampaignRow.js';
import type { PlannedCampaignConnectionRow } from '../subgraphs/plannedCampaigns/shape.js';
import type { PartSummary } from '../delivery/findPartSummaries.js';
import type { ToldDelivery } from '../campaigns/store/readCampaigns.js';
import type { CountedDelivery, PartCount } from '../campaigns/plan/CountedDelivery.js';
import type { StoredSegment, StoredVersion } from '../membership/StoredSegment.js';
import type { SegmentConnectionRow, SegmentDiffRow } from '../subgraphs/segments/shape.js';
import type { ChangedSegment } from '../segmentWriting/verbs/ChangedSegment.js';
import type { MovedCustomer } from '../membership/answers/diffSegment.js';
import type { SegmentDayRow, StayRow } from '../membership/answers/stays.js';
import type { SegmentListRow } from '../membership/readLists.js';
import type { SegmentInsightsRow } from '../membership/insights/findInsights.js';
import type { InsightNumbers, RevenueTree } from '../membership/insights/insightNumbers.js';
import type { BreakdownInRow, BreakdownValueInRow, SegmentComparisonRow, OverlapInRow } from '../subgraphs/segments/insights/shape.js';
import type { CustomerExplanation } from '../membership/answers/explainCustomers.js';
import type { CustomerIdentifierRow, SourceRecordRow } from '../subgraphs/customers/sources/shape.js';
import type { VisitRow } from '../subgraphs/customers/visits/shape.js';
import type { NodeRow } from '../subgraphs/customers/nodes.js';
import type { AnyEntityRow, EntityMetricsRow } from '../subgraphs/metrics/shape.js';
import type { EntityRow } from '../levels/entities.js';
import type { MetricValueRow } from '../levels/values.js';
import type { MetricAggregateRow, MetricAggregateConnectionRow, MetricGroupValueRow } from '../subgraphs/metrics/aggregates/shape.js';
import type { DefinitionRow } from '../levels/definitions.js';
import type { RequestContext } from '../federation/requestContext.js';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A whole number that may be larger than 2^53. */
  BigInt: { input: string; output: string; }
  /** A day of the calendar, `YYYY-MM-DD`. */
  Date: { input: string; output: string; }
  /** An instant, ISO 8601 in UTC, to the microsecond. */
  DateTime: { input: string; output: string; }
  /**
   * An exact decimal number, carried as a string. A number is taken too as it is written in a document; in JSON only a whole number
   * up to 2^53 or one of at most 15 digits, because others may not have been kept exactly.
   */
  Decimal: { input: string; output: string; }
  /** An e-mail address. */
  EmailAddress: { input: string; output: string; }
  /** Any value of JSON. */
  JSON: { input: unknown; output: unknown; }
  _FieldSet: { input: string; output: string; }
};

/** An account that customers buy for. */
export type Account = Node & {
  /** The contract that it belongs to. */
  readonly contract?: Maybe<Contract>;
  /** The name of the industry that the account's company is of; null where the way there is not known. */
  readonly customerIndustry?: Maybe<Scalars['String']['output']>;
  /** The customers that buy for it, in the order of their keys, a page at a time. */
  readonly customers: CustomerConnection;
  /** The business key. */
  readonly id: Scalars['ID']['output'];
  /** Whether it is an account that is looked after closely. */
  readonly isKeyAccount: Scalars['Boolean']['output'];
  /** The account's metrics, in the order of their names and effective dates. */
  readonly metrics: ReadonlyArray<MetricValue>;
  /** How many people it employs. */
  readonly nEmployees?: Maybe<Scalars['Int']['output']>;
  /** The name. */
  readonly name: Scalars['String']['output'];
  /** The global identifier. */
  readonly nodeId: Scalars['ID']['output'];
};


/** An account that customers buy for. */
export type AccountCustomersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** An account that customers buy for. */
export type AccountMetricsArgs = {
  app?: InputMaybe<Scalars['String']['input']>;
  effectiveDates?: InputMaybe<ReadonlyArray<Scalars['Date']['input']>>;
  lastFullMonth?: InputMaybe<Scalars['Boolean']['input']>;
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** A page of accounts. */
export type AccountConnection = {
  /** The accounts of the page with their cursors. */
  readonly edges: ReadonlyArray<AccountEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
};

/** An account in a list. */
export type AccountEdge = {
  /** Where the account stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The account. */
  readonly node: Account;
};

/** What metrics are about. Each level consists of entities of the one before: industries of companies, and so on. */
export type AggregationLevel =
  /** An account: the customers that buy for it. */
  | 'ACCOUNT'
  /** A company: its contracts. */
  | 'COMPANY'
  /** A contract: its accounts. */
  | 'CONTRACT'
  /** A customer, by its business key. */
  | 'CUSTOMER'
  /** An industry: its companies. */
  | 'INDUSTRY';

/** The net change of one attribute between two days. */
export type AttributeChange = {
  /** The value at the end, as text; null where there is none. */
  readonly after?: Maybe<Scalars['String']['output']>;
  /** The value at the beginning, as text; null where there was none. */
  readonly before?: Maybe<Scalars['String']['output']>;
  /** The first day after the beginning on which the value was another. */
  readonly firstChangedOn: Scalars['Date']['output'];
  /** The alias of the attribute; the slot's own name where a slot was asked for. */
  readonly name: Scalars['String']['output'];
};

/** A campaign (plan): whom it is for, when and by what it is sent, with all its occurrences and actions. */
export type Campaign = Node & {
  /** Its actions, in the order of their keys: control (number 1, `DN`), test, or A/B/n. */
  readonly actions: ReadonlyArray<CampaignAction>;
  /** The brand that it is of. */
  readonly brand?: Maybe<Scalars['String']['output']>;
  /** The last day of the schedule; null where it has no end. */
  readonly executionEndDate?: Maybe<Scalars['Date']['output']>;
  /** The first day of the schedule. */
  readonly executionStartDate: Scalars['Date']['output'];
  /** The name of the marketing action. */
  readonly marketingActionName?: Maybe<Scalars['String']['output']>;
  /** The name. */
  readonly name: Scalars['String']['output'];
  /** The global identifier. */
  readonly nodeId: Scalars['ID']['output'];
  /** The days that it ran on, the newest first, with what became of its customers, counted and not read. */
  readonly occurrences: CampaignOccurrenceConnection;
  /** The business key. */
  readonly planId: Scalars['ID']['output'];
  /** What was redeemed of its coupons. */
  readonly redemptions: CampaignRedemptions;
  /**
   * What its customers did after its targetings, by action. All occurrences count together: a customer is one recipient of an action, and
   * an order is one, however many launches it follows. Null where it is refused.
   */
  readonly results?: Maybe<CampaignResults>;
  /** The status, as the source writes it, e.g. `Delivered`. */
  readonly status?: Maybe<Scalars['String']['output']>;
  /** The tags. */
  readonly tagNames: ReadonlyArray<Scalars['String']['output']>;
  /** Whom it is for; null where that is not known. */
  readonly targetGroup?: Maybe<TargetGroup>;
  /** The customers that it was meant for, the newest occurrence first, by their keys. */
  readonly targetings: CampaignTargetingConnection;
  /** The number of its type. */
  readonly type?: Maybe<Scalars['Int']['output']>;
  /** The name of its type, e.g. `Test/Control`. */
  readonly typeName?: Maybe<Scalars['String']['output']>;
};


/** A campaign (plan): whom it is for, when and by what it is sent, with all its occurrences and actions. */
export type CampaignOccurrencesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  from?: InputMaybe<Scalars['Date']['input']>;
  to?: InputMaybe<Scalars['Date']['input']>;
};


/** A campaign (plan): whom it is for, when and by what it is sent, with all its occurrences and actions. */
export type CampaignResultsArgs = {
  currency?: InputMaybe<Scalars['String']['input']>;
  days?: Scalars['Int']['input'];
  from?: InputMaybe<Scalars['Date']['input']>;
  kpis?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  to?: InputMaybe<Scalars['Date']['input']>;
};


/** A campaign (plan): whom it is for, when and by what it is sent, with all its occurrences and actions. */
export type CampaignTargetingsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  from?: InputMaybe<Scalars['Date']['input']>;
  states?: InputMaybe<ReadonlyArray<TargetingState>>;
  to?: InputMaybe<Scalars['Date']['input']>;
};

/** A variant of a campaign, such as control, A or B. */
export type CampaignAction = {
  /** The number of the kind of action; 1 is control. */
  readonly campaignActionId: Scalars['Int']['output'];
  /** The name of the kind of action; `DN` (do nothing) is control. */
  readonly campaignActionName: Scalars['String']['output'];
  /** The channels that it uses, in the order of their keys. */
  readonly channels: ReadonlyArray<CampaignActionChannel>;
  /** Whether it is control: logged like the others, and nothing is sent. */
  readonly isControl: Scalars['Boolean']['output'];
  /** The key of the action within its campaign (plan detail). */
  readonly planDetailId: Scalars['ID']['output'];
  /** The key of the campaign. */
  readonly planId: Scalars['ID']['output'];
};

/** A channel that an action uses. */
export type CampaignActionChannel = {
  /** The number of the channel. */
  readonly channelId: Scalars['Int']['output'];
  /** The name of the channel. */
  readonly channelName: Scalars['String']['output'];
  /** The key of the channel within the action. */
  readonly planDetailChannelId: Scalars['ID']['output'];
  /** The key of the promotion. */
  readonly promotionId?: Maybe<Scalars['ID']['output']>;
  /** The key of the template. */
  readonly templateId?: Maybe<Scalars['ID']['output']>;
  /** The name of the template. */
  readonly templateName?: Maybe<Scalars['String']['output']>;
};

/** A page of campaigns. */
export type CampaignConnection = {
  /** The campaigns of the page with their cursors. */
  readonly edges: ReadonlyArray<CampaignEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many campaigns there are on all pages. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A list with a customer on it that a campaign handed to a destination. */
export type CampaignDelivery = {
  /** The campaign, where its key is that of a campaign that is known. */
  readonly campaign?: Maybe<Campaign>;
  /** The key of the campaign. */
  readonly campaignId: Scalars['ID']['output'];
  /** The name of the campaign. */
  readonly campaignName?: Maybe<Scalars['String']['output']>;
  /** The type of the campaign, e.g. `Recurring`. */
  readonly campaignType?: Maybe<Scalars['String']['output']>;
  /** When the list was handed over. */
  readonly deliveryDatetime: Scalars['DateTime']['output'];
  /** The name of the destination. */
  readonly destinationName?: Maybe<Scalars['String']['output']>;
  /** Whether the customer is in the control group, to which nothing is sent. */
  readonly isControl: Scalars['Boolean']['output'];
  /** When the message was expected to go out. */
  readonly launchDatetime?: Maybe<Scalars['DateTime']['output']>;
  /** The key of the segment that the customer came from. */
  readonly segmentId?: Maybe<Scalars['ID']['output']>;
  /** The name of the segment. */
  readonly segmentName?: Maybe<Scalars['String']['output']>;
  /** The name of the slice of the audience. */
  readonly subAudienceName?: Maybe<Scalars['String']['output']>;
  /** The name of the group within the audience. */
  readonly treatmentName?: Maybe<Scalars['String']['output']>;
};

/** A page of deliveries. */
export type CampaignDeliveryConnection = {
  /** The deliveries of the page with their cursors. */
  readonly edges: ReadonlyArray<CampaignDeliveryEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
};

/** A delivery in a list. */
export type CampaignDeliveryEdge = {
  /** Where the delivery stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The delivery. */
  readonly node: CampaignDelivery;
};

/** A campaign in a list. */
export type CampaignEdge = {
  /** Where the campaign stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The campaign. */
  readonly node: Campaign;
};

/** Why a customer did or did not get a campaign on a day, and the rows that say so. */
export type CampaignExplanation = {
  /** The campaign. */
  readonly campaign: Campaign;
  /** The day. */
  readonly date: Scalars['Date']['output'];
  /** The occurrence, with how many customers it had; null where the campaign did not run on the day. */
  readonly occurrence?: Maybe<CampaignOccurrence>;
  /** The answer as a sentence. */
  readonly sentence: Scalars['String']['output'];
  /** The customer's row of the campaign that won on the same day, be it sent or held as control; null without one. */
  readonly takenBy?: Maybe<CampaignTargeting>;
  /** The row of the customer; null where there is none. */
  readonly targeting?: Maybe<CampaignTargeting>;
  /** The answer. */
  readonly verdict: FacetCampaignVerdict;
};

/** One day on which a campaign ran. A customer counts once. */
export type CampaignOccurrence = {
  /** The same by action, in the order of their keys; those left out have none. */
  readonly actions: ReadonlyArray<CampaignOccurrenceAction>;
  /** Customers held as control. */
  readonly control: Scalars['Int']['output'];
  /** Customers left out. */
  readonly excluded: Scalars['Int']['output'];
  /** The day. */
  readonly executionDate: Scalars['Date']['output'];
  /** The key of the campaign. */
  readonly planId: Scalars['ID']['output'];
  /** What its customers did after it, by action. Null where it is refused. */
  readonly results?: Maybe<CampaignResults>;
  /** Customers that it was sent to. */
  readonly targeted: Scalars['Int']['output'];
};


/** One day on which a campaign ran. A customer counts once. */
export type CampaignOccurrenceResultsArgs = {
  currency?: InputMaybe<Scalars['String']['input']>;
  days?: Scalars['Int']['input'];
  kpis?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** How many customers an action had on one day. */
export type CampaignOccurrenceAction = {
  /** The action; null where it is not known. */
  readonly action?: Maybe<CampaignAction>;
  /** Customers. */
  readonly count: Scalars['Int']['output'];
  /** The key of the action within its campaign. */
  readonly planDetailId: Scalars['ID']['output'];
};

/** A page of occurrences. */
export type CampaignOccurrenceConnection = {
  /** The occurrences of the page with their cursors. */
  readonly edges: ReadonlyArray<CampaignOccurrenceEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
};

/** An occurrence in a list. */
export type CampaignOccurrenceEdge = {
  /** Where the occurrence stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The occurrence. */
  readonly node: CampaignOccurrence;
};

/** How often coupons of a campaign were used. */
export type CampaignRedemptions = {
  /** Coupons used. */
  readonly count: Scalars['Int']['output'];
  /** Customers who used one or more. */
  readonly customers: Scalars['Int']['output'];
};

/** What the customers of an action, a treatment or control did. Quotients are rounded to ten places, and null where the divisor is 0. */
export type CampaignResult = {
  /** The action; null where it is not known. */
  readonly action?: Maybe<CampaignAction>;
  /** Revenue by orders. */
  readonly averageOrderValue?: Maybe<Scalars['Decimal']['output']>;
  /** Revenue by units. */
  readonly averageUnitRevenue?: Maybe<Scalars['Decimal']['output']>;
  /** Purchasers by recipients. */
  readonly conversionRate?: Maybe<Scalars['Decimal']['output']>;
  /** How many more of 1 recipient purchased than in control; null without control, and of control itself. */
  readonly conversionUplift?: Maybe<CampaignUplift>;
  /** Whether it is control, to which nothing was sent. */
  readonly isControl: Scalars['Boolean']['output'];
  /** Units that they bought. */
  readonly items: Scalars['Decimal']['output'];
  /** Units by orders. */
  readonly itemsPerOrder?: Maybe<Scalars['Decimal']['output']>;
  /** How the asked attributes changed, in their order. */
  readonly kpis: ReadonlyArray<CampaignValue>;
  /** Their orders in time. */
  readonly orders: Scalars['Int']['output'];
  /** Orders by purchasers. */
  readonly ordersPerPurchaser?: Maybe<Scalars['Decimal']['output']>;
  /** The key of the action within its campaign; of control that of its first one; null of deliveries, and where campaigns are put together. */
  readonly planDetailId?: Maybe<Scalars['ID']['output']>;
  /** How many placed an order in time. */
  readonly purchasers: Scalars['Int']['output'];
  /** How many customers it has, control too. */
  readonly recipients: Scalars['Int']['output'];
  /** How many used a coupon of the campaign within the days. */
  readonly redeemers: Scalars['Int']['output'];
  /** How many coupons of the campaign they used within the days. */
  readonly redemptions: Scalars['Int']['output'];
  /** The revenue of the orders. Refused with `MIXED_CURRENCIES` where they are of several. */
  readonly revenue: CampaignValue;
  /** To how many customers it was sent: none of control. */
  readonly sent: Scalars['Int']['output'];
  /** The key of the slice of the audience, else its name; null of the whole audience. */
  readonly subAudienceId?: Maybe<Scalars['ID']['output']>;
  /** The name of the slice of the audience. */
  readonly subAudienceName?: Maybe<Scalars['String']['output']>;
  /** The key of the group within the audience, else its name; null of targetings. */
  readonly treatmentId?: Maybe<Scalars['ID']['output']>;
  /** The name of the group within the audience. */
  readonly treatmentName?: Maybe<Scalars['String']['output']>;
};

/**
 * What customers did from the launch of a campaign on. A targeting is launched as its day begins, in the configured time zone, a delivery
 * when its message was expected to go out, else when it was handed over. Orders count whatever brought them, with their revenue before
 * returns, cancellations and the discount of the order.
 */
export type CampaignResults = {
  /** The campaign; null where several are put together, or only its key is known. */
  readonly campaign?: Maybe<Campaign>;
  /** The currency of the orders; null where there is none or several are. */
  readonly currency?: Maybe<Scalars['String']['output']>;
  /** How many days from the launch on orders count. */
  readonly days: Scalars['Int']['output'];
  /** The day of the occurrence; null where all are put together. */
  readonly executionDate?: Maybe<Scalars['Date']['output']>;
  /** Whether that lies behind: else the figures may grow. */
  readonly isComplete: Scalars['Boolean']['output'];
  /** What campaigns are put together by; null where it is missing. */
  readonly key?: Maybe<Scalars['String']['output']>;
  /** The first launch; null where there was none. */
  readonly measuredFrom?: Maybe<Scalars['DateTime']['output']>;
  /** When the last order can count; null where there was no launch. */
  readonly measuredTo?: Maybe<Scalars['DateTime']['output']>;
  /** By action, or by sub-audience and treatment; control is one, and comes first. Where campaigns are put together, those sent to and control. */
  readonly results: ReadonlyArray<CampaignResult>;
};

/** A page of results of campaigns. */
export type CampaignResultsConnection = {
  /** The results of the page with their cursors. */
  readonly edges: ReadonlyArray<CampaignResultsEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
};

/** Results in a list. */
export type CampaignResultsEdge = {
  /** Where they stand in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The results. */
  readonly node: CampaignResults;
};

/** What became of a customer in one occurrence of a campaign. */
export type CampaignTargeting = {
  /** The brand that it is of. */
  readonly brand?: Maybe<Scalars['String']['output']>;
  /** The campaign; null where only its key is known. */
  readonly campaign?: Maybe<Campaign>;
  /** The number of the kind of action; 1 is control. */
  readonly campaignActionId?: Maybe<Scalars['Int']['output']>;
  /** The name of the kind of action; `DN` is control. */
  readonly campaignActionName?: Maybe<Scalars['String']['output']>;
  /** The channels of the action, in the order of their keys; none of control, and of who was left out. */
  readonly channels: ReadonlyArray<CampaignActionChannel>;
  /** When the row came into the database; `lastUpdatedTime` where the load that wrote it is not known. */
  readonly computedAt: Scalars['DateTime']['output'];
  /** The customer; null for one who is not known. */
  readonly customer?: Maybe<Customer>;
  /** The business key of the customer. */
  readonly customerId: Scalars['ID']['output'];
  /** The reason for which the customer was left out. */
  readonly exclusionReason?: Maybe<Scalars['String']['output']>;
  /** More about the reason. */
  readonly exclusionReasonDescription?: Maybe<Scalars['String']['output']>;
  /** The number of the reason for which the customer was left out. */
  readonly exclusionReasonId?: Maybe<Scalars['Int']['output']>;
  /** The day of the occurrence. */
  readonly executionDate: Scalars['Date']['output'];
  /** What attributes came to some days after, in the order asked. */
  readonly kpiAfter: ReadonlyArray<KpiChange>;
  /** When the row was written or last changed by its source. */
  readonly lastUpdatedTime: Scalars['DateTime']['output'];
  /** The stage of the customer on the day, e.g. `New`, `Active`, `Churn`. */
  readonly lifecycleStage?: Maybe<Scalars['String']['output']>;
  /** The key of the action within its campaign; null where the customer was left out. */
  readonly planDetailId?: Maybe<Scalars['ID']['output']>;
  /** The key of the campaign. */
  readonly planId: Scalars['ID']['output'];
  /** The customer's profile of that very day; null without one. */
  readonly profileOnExecutionDate?: Maybe<CustomerProfile>;
  /** The coupons of the campaign that the customer used from the day on, the newest first; the newest 20. Together 2,500 targetings at most. */
  readonly redemptions: ReadonlyArray<CouponRedemption>;
  /** What became of the customer. */
  readonly state: TargetingState;
  /** The campaign that won the customer, be it sent or held as control; null where there is none, or only its key is known. */
  readonly takenFromCampaign?: Maybe<Campaign>;
  /** The key of the campaign that won the customer, be it sent or held as control; as a rule one of a higher priority. */
  readonly takenFromPlanId?: Maybe<Scalars['ID']['output']>;
};


/** What became of a customer in one occurrence of a campaign. */
export type CampaignTargetingKpiAfterArgs = {
  days: Scalars['Int']['input'];
  kpis: ReadonlyArray<Scalars['String']['input']>;
};

/** A page of targetings. */
export type CampaignTargetingConnection = {
  /** The targetings of the page with their cursors. */
  readonly edges: ReadonlyArray<CampaignTargetingEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many targetings there are on all pages. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A targeting in a list. */
export type CampaignTargetingEdge = {
  /** Where the targeting stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The targeting. */
  readonly node: CampaignTargeting;
};

/** How much more recipients did than those of control, to whom nothing was sent. Decimals are rounded to ten places. */
export type CampaignUplift = {
  /** The 95 % interval of that: of purchasers by Newcombe (hybrid score, method 10), of values by Welch; null where nothing can be told. */
  readonly interval?: Maybe<ConfidenceInterval>;
  /**
   * Whether the groups are too small to tell: of purchasers where fewer than 5 of them, or of the others, would be expected in a group; of
   * values where a group has fewer than 30 recipients, and of revenue fewer than 5 purchasers.
   */
  readonly isTooSmall: Scalars['Boolean']['output'];
  /** More per recipient as a share of what control has; null where that is not above 0. */
  readonly lift?: Maybe<Scalars['Decimal']['output']>;
  /** The 95 % interval of that, of purchasers by Donner and Zou, of values by Fieller; null where control cannot be told from 0. */
  readonly liftInterval?: Maybe<ConfidenceInterval>;
  /** More per recipient than per recipient in control. */
  readonly perRecipient: Scalars['Decimal']['output'];
  /** What it says, as a sentence. */
  readonly sentence: Scalars['String']['output'];
  /** That, times the recipients. */
  readonly total: Scalars['Decimal']['output'];
  /** The 95 % interval of that. */
  readonly totalInterval?: Maybe<ConfidenceInterval>;
};

/** The revenue of recipients, or the change of a KPI of theirs. */
export type CampaignValue = {
  /** `revenue`, or the alias or slot of the KPI. */
  readonly name: Scalars['String']['output'];
  /** The sum by these recipients, rounded to ten places; null where nobody has a value. */
  readonly perRecipient?: Maybe<Scalars['Decimal']['output']>;
  /**
   * How many recipients have a value: of revenue all, with 0 where they bought nothing; of a KPI those with complete snapshots of both days,
   * the first launch and the day after the last, on which it has a value and means the same.
   */
  readonly recipients: Scalars['Int']['output'];
  /** How much recipients differ, of a sample: with their number less 1 as its divisor; null of less than two. */
  readonly standardDeviation?: Maybe<Scalars['Float']['output']>;
  /** The sum; null where nobody has a value. */
  readonly total?: Maybe<Scalars['Decimal']['output']>;
  /** The currency, or the unit of the KPI; null where there is none, or several are. */
  readonly unit?: Maybe<Scalars['String']['output']>;
  /** How much more it is than in control; null without control, and of control itself. */
  readonly uplift?: Maybe<CampaignUplift>;
};

/** A change of the alias catalogue. */
export type CatalogueUpdate = {
  /** Names that answer now and did not before. */
  readonly added: ReadonlyArray<Scalars['String']['output']>;
  /** Names that answer no more. */
  readonly removed: ReadonlyArray<Scalars['String']['output']>;
  /** Its version after the change; each change counts on. */
  readonly version: Scalars['Int']['output'];
};

/** A company. */
export type Company = Node & {
  /** Its contracts, in the order of their keys, a page at a time. */
  readonly contracts: ContractConnection;
  /** The country, as the source writes it. */
  readonly country?: Maybe<Scalars['String']['output']>;
  /** The name of its industry; null where that is not known. */
  readonly customerIndustry?: Maybe<Scalars['String']['output']>;
  /** The business key. */
  readonly id: Scalars['ID']['output'];
  /** The industry that it is of. */
  readonly industry?: Maybe<Industry>;
  /** The company's metrics, in the order of their names and effective dates. */
  readonly metrics: ReadonlyArray<MetricValue>;
  /** How many people it employs. */
  readonly nEmployees?: Maybe<Scalars['Int']['output']>;
  /** The name. */
  readonly name: Scalars['String']['output'];
  /** The global identifier. */
  readonly nodeId: Scalars['ID']['output'];
};


/** A company. */
export type CompanyContractsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A company. */
export type CompanyMetricsArgs = {
  app?: InputMaybe<Scalars['String']['input']>;
  effectiveDates?: InputMaybe<ReadonlyArray<Scalars['Date']['input']>>;
  lastFullMonth?: InputMaybe<Scalars['Boolean']['input']>;
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** A page of companies. */
export type CompanyConnection = {
  /** The companies of the page with their cursors. */
  readonly edges: ReadonlyArray<CompanyEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
};

/** A company in a list. */
export type CompanyEdge = {
  /** Where the company stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The company. */
  readonly node: Company;
};

/** A stretch that holds the true value in 95 of 100 cases. */
export type ConfidenceInterval = {
  /** Its lower end. */
  readonly lower: Scalars['Float']['output'];
  /** Its upper end. */
  readonly upper: Scalars['Float']['output'];
};

/** A contract with a company. */
export type Contract = Node & {
  /** The accounts that belong to it, in the order of their keys, a page at a time. */
  readonly accounts: AccountConnection;
  /** The company that made it. */
  readonly company?: Maybe<Company>;
  /** The name of the industry that the contract's company is of; null where the way there is not known. */
  readonly customerIndustry?: Maybe<Scalars['String']['output']>;
  /** The business key. */
  readonly id: Scalars['ID']['output'];
  /** The contract's metrics, in the order of their names and effective dates. */
  readonly metrics: ReadonlyArray<MetricValue>;
  /** The name. */
  readonly name: Scalars['String']['output'];
  /** The global identifier. */
  readonly nodeId: Scalars['ID']['output'];
};


/** A contract with a company. */
export type ContractAccountsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A contract with a company. */
export type ContractMetricsArgs = {
  app?: InputMaybe<Scalars['String']['input']>;
  effectiveDates?: InputMaybe<ReadonlyArray<Scalars['Date']['input']>>;
  lastFullMonth?: InputMaybe<Scalars['Boolean']['input']>;
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** A page of contracts. */
export type ContractConnection = {
  /** The contracts of the page with their cursors. */
  readonly edges: ReadonlyArray<ContractEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
};

/** A contract in a list. */
export type ContractEdge = {
  /** Where the contract stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The contract. */
  readonly node: Contract;
};

/** A customer's use of a coupon. */
export type CouponRedemption = {
  /** The key of the coupon. */
  readonly couponId: Scalars['ID']['output'];
  /** The key of the campaign. */
  readonly planId: Scalars['ID']['output'];
  /** The day. */
  readonly redemptionDate: Scalars['Date']['output'];
};

/** A person known to the company. */
export type Customer = Node & {
  /** The account that the customer buys for; null without one. */
  readonly account?: Maybe<Account>;
  /** Key of the business account the customer buys for. */
  readonly accountId?: Maybe<Scalars['ID']['output']>;
  /** The postal address, taken whole from one source record. */
  readonly address?: Maybe<PostalAddress>;
  /** Date of birth. */
  readonly birthdate?: Maybe<Scalars['Date']['output']>;
  /** Lists with the customer on them that campaigns handed to destinations, the newest first. */
  readonly campaignDeliveries: CampaignDeliveryConnection;
  /** Why the customer did or did not get a campaign on a day; null for an unknown campaign. */
  readonly campaignExplanation?: Maybe<CampaignExplanation>;
  /**
   * Campaigns that the customer was targeted by, held as control in, or left out of, the newest day first and on one day by the keys
   * of the campaigns. What was sent is `states: [TARGETED]`.
   */
  readonly campaignTargetings: CampaignTargetingConnection;
  /** Employer or business. */
  readonly company?: Maybe<Scalars['String']['output']>;
  /** When a source first recorded the customer. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** `segments` of now. It takes no arguments, so that other subgraphs can require it. */
  readonly currentSegments: ReadonlyArray<Segment>;
  /** The best e-mail address known. */
  readonly email?: Maybe<Scalars['EmailAddress']['output']>;
  /** Why the customer is in a segment, saved or in the making, or is not; null for one who is not known. */
  readonly explain?: Maybe<SegmentExplanation>;
  /** The full name as given, else made from first and last name. */
  readonly fullName?: Maybe<Scalars['String']['output']>;
  /** Gender, as the source writes it. */
  readonly gender?: Maybe<Scalars['String']['output']>;
  /** What follows the name, e.g. `Jr`. */
  readonly generationalSuffix?: Maybe<Scalars['String']['output']>;
  /** First name. */
  readonly givenName?: Maybe<Scalars['String']['output']>;
  /** The business key: the customer's number as the company's own systems give it. */
  readonly id: Scalars['ID']['output'];
  /** The identifiers that the customer can be found by, in the order of systems and values, a page at a time. */
  readonly identifiers: CustomerIdentifierConnection;
  /** Loyalty programme identifier. */
  readonly loyaltyId?: Maybe<Scalars['String']['output']>;
  /**
   * What was known of the customer on each day of a stretch, for the chart of marketing impact: the chosen attributes under their real
   * names, and the campaigns of the day. Days without a profile are there too.
   */
  readonly marketingImpact: ReadonlyArray<MarketingImpactDay>;
  /** Whether the customer is in a segment in the making; false for one who is not known. */
  readonly matches: Scalars['Boolean']['output'];
  /** The customer's metrics, in the order of their names and effective dates. */
  readonly metrics: ReadonlyArray<MetricValue>;
  /** The profile of the newest complete day; null where there is none. It takes no arguments, so that other subgraphs can require it. */
  readonly newestProfile?: Maybe<CustomerProfile>;
  /** The global identifier. */
  readonly nodeId: Scalars['ID']['output'];
  /** The orders of the customer, the newest first, a page at a time. */
  readonly orders: OrderConnection;
  /** The best phone number known, as the source writes it. */
  readonly phone?: Maybe<Scalars['String']['output']>;
  /** The profile of the newest complete day on or before the date, else of the newest day; null where there is none. */
  readonly profile?: Maybe<CustomerProfile>;
  /** What is different at the end of a stretch of days from its beginning, in the order of names. */
  readonly profileChanges: ReadonlyArray<AttributeChange>;
  /** The profiles of the customer, oldest first, a page at a time. */
  readonly profiles: CustomerProfileConnection;
  /**
   * The source records that were merged into this customer, in the order of their data sources and keys, a page at a time: what each
   * says, as it says it. `sourceRecords` counts them.
   */
  readonly records: SourceRecordConnection;
  /** The stays of the customer in materialised segments, the newest first, those of one day in the order of the segments' ids. */
  readonly segmentHistory: SegmentStayConnection;
  /**
   * The segments in use that the customer is in, in the order of their ids. A segment that cannot be asked now, because an attribute of it is no
   * more, is left out.
   */
  readonly segments: ReadonlyArray<Segment>;
  /** How many source records were merged into this customer. */
  readonly sourceRecords: Scalars['Int']['output'];
  /** Last name. */
  readonly surname?: Maybe<Scalars['String']['output']>;
  /** Form of address, e.g. `Dr`. */
  readonly title?: Maybe<Scalars['String']['output']>;
  /** When a source last changed a record of the customer. */
  readonly updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * The visits of which the activity says that they are the customer's, by its key, the newest first, a page at a time: those that are
   * rolled up by enrichment. Visits before a login, which enrichment finds by their session key, are not among them.
   */
  readonly visits: VisitConnection;
};


/** A person known to the company. */
export type CustomerCampaignDeliveriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A person known to the company. */
export type CustomerCampaignExplanationArgs = {
  date: Scalars['Date']['input'];
  planId: Scalars['ID']['input'];
};


/** A person known to the company. */
export type CustomerCampaignTargetingsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  from?: InputMaybe<Scalars['Date']['input']>;
  planIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  states?: InputMaybe<ReadonlyArray<TargetingState>>;
  to?: InputMaybe<Scalars['Date']['input']>;
};


/** A person known to the company. */
export type CustomerExplainArgs = {
  asOf?: InputMaybe<Scalars['Date']['input']>;
  definition?: InputMaybe<SegmentDefinitionInput>;
  segment?: InputMaybe<Scalars['ID']['input']>;
};


/** A person known to the company. */
export type CustomerIdentifiersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A person known to the company. */
export type CustomerMarketingImpactArgs = {
  cumulative?: InputMaybe<Scalars['Boolean']['input']>;
  from?: InputMaybe<Scalars['Date']['input']>;
  kpis: ReadonlyArray<Scalars['String']['input']>;
  to?: InputMaybe<Scalars['Date']['input']>;
};


/** A person known to the company. */
export type CustomerMatchesArgs = {
  asOf?: InputMaybe<Scalars['Date']['input']>;
  definition: SegmentDefinitionInput;
};


/** A person known to the company. */
export type CustomerMetricsArgs = {
  app?: InputMaybe<Scalars['String']['input']>;
  effectiveDates?: InputMaybe<ReadonlyArray<Scalars['Date']['input']>>;
  lastFullMonth?: InputMaybe<Scalars['Boolean']['input']>;
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/** A person known to the company. */
export type CustomerOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  from?: InputMaybe<Scalars['Date']['input']>;
  to?: InputMaybe<Scalars['Date']['input']>;
};


/** A person known to the company. */
export type CustomerProfileArgs = {
  date?: InputMaybe<Scalars['Date']['input']>;
};


/** A person known to the company. */
export type CustomerProfileChangesArgs = {
  from: Scalars['Date']['input'];
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  to: Scalars['Date']['input'];
};


/** A person known to the company. */
export type CustomerProfilesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  from?: InputMaybe<Scalars['Date']['input']>;
  to?: InputMaybe<Scalars['Date']['input']>;
};


/** A person known to the company. */
export type CustomerRecordsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A person known to the company. */
export type CustomerSegmentHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A person known to the company. */
export type CustomerSegmentsArgs = {
  asOf?: InputMaybe<Scalars['Date']['input']>;
};


/** A person known to the company. */
export type CustomerVisitsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  from?: InputMaybe<Scalars['Date']['input']>;
  to?: InputMaybe<Scalars['Date']['input']>;
};

/**
 * A group of customers. Every measure is of exactly one of `column` and `attribute`, and missing values do not count in it. At most 50
 * different measures can be asked at once, those of the order and the conditions on groups among them.
 */
export type CustomerAggregate = {
  /** The average of numbers, rounded to ten decimal places, halves away from zero; null where all are missing. */
  readonly average?: Maybe<Scalars['Decimal']['output']>;
  /** How many customers. */
  readonly count: Scalars['Int']['output'];
  /** How many different values. */
  readonly distinct: Scalars['Int']['output'];
  /** What its customers have in common, in the order of `groupBy`. */
  readonly keys: ReadonlyArray<CustomerGroupKey>;
  /** The greatest of numbers, texts (in the order of the database), days or instants, as text; null where all are missing. */
  readonly maximum?: Maybe<Scalars['String']['output']>;
  /** The smallest of numbers, texts (in the order of the database), days or instants, as text; null where all are missing. */
  readonly minimum?: Maybe<Scalars['String']['output']>;
  /** The sum of numbers, exact; null where all are missing. */
  readonly sum?: Maybe<Scalars['Decimal']['output']>;
};


/**
 * A group of customers. Every measure is of exactly one of `column` and `attribute`, and missing values do not count in it. At most 50
 * different measures can be asked at once, those of the order and the conditions on groups among them.
 */
export type CustomerAggregateAverageArgs = {
  attribute?: InputMaybe<Scalars['String']['input']>;
  column?: InputMaybe<CustomerColumn>;
};


/**
 * A group of customers. Every measure is of exactly one of `column` and `attribute`, and missing values do not count in it. At most 50
 * different measures can be asked at once, those of the order and the conditions on groups among them.
 */
export type CustomerAggregateDistinctArgs = {
  attribute?: InputMaybe<Scalars['String']['input']>;
  column?: InputMaybe<CustomerColumn>;
};


/**
 * A group of customers. Every measure is of exactly one of `column` and `attribute`, and missing values do not count in it. At most 50
 * different measures can be asked at once, those of the order and the conditions on groups among them.
 */
export type CustomerAggregateMaximumArgs = {
  attribute?: InputMaybe<Scalars['String']['input']>;
  column?: InputMaybe<CustomerColumn>;
};


/**
 * A group of customers. Every measure is of exactly one of `column` and `attribute`, and missing values do not count in it. At most 50
 * different measures can be asked at once, those of the order and the conditions on groups among them.
 */
export type CustomerAggregateMinimumArgs = {
  attribute?: InputMaybe<Scalars['String']['input']>;
  column?: InputMaybe<CustomerColumn>;
};


/**
 * A group of customers. Every measure is of exactly one of `column` and `attribute`, and missing values do not count in it. At most 50
 * different measures can be asked at once, those of the order and the conditions on groups among them.
 */
export type CustomerAggregateSumArgs = {
  attribute?: InputMaybe<Scalars['String']['input']>;
  column?: InputMaybe<CustomerColumn>;
};

/** A page of groups of customers. */
export type CustomerAggregateConnection = {
  /** The groups of the page with their cursors. */
  readonly edges: ReadonlyArray<CustomerAggregateEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many groups there are on all pages. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A group of customers in a list. */
export type CustomerAggregateEdge = {
  /** Where the group stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The group. */
  readonly node: CustomerAggregate;
};

/** What a customer's attribute came to between two days, as the net change of all in between. */
export type CustomerAttributeChange = {
  /** The value at the end, as text; null where there is none. */
  readonly after?: Maybe<Scalars['String']['output']>;
  /** The value at the beginning, as text; null where there was none. */
  readonly before?: Maybe<Scalars['String']['output']>;
  /** The customer. */
  readonly customer: Customer;
  /** The first day after the beginning on which the value was another. */
  readonly firstChangedOn: Scalars['Date']['output'];
  /** The alias of the attribute; the slot's own name where a slot was asked for. */
  readonly name: Scalars['String']['output'];
};

/** A page of changes of customers. */
export type CustomerAttributeChangeConnection = {
  /** The changes of the page with their cursors. */
  readonly edges: ReadonlyArray<CustomerAttributeChangeEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
};

/** A change of a customer in a list. */
export type CustomerAttributeChangeEdge = {
  /** Where the change stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The change. */
  readonly node: CustomerAttributeChange;
};

/** What customers can be put in order by, and in groups, beside attributes. */
export type CustomerColumn =
  /** Key of the business account. */
  | 'ACCOUNT_ID'
  /** Date of birth. */
  | 'BIRTHDATE'
  /** City. */
  | 'CITY'
  /** Employer or business. */
  | 'COMPANY'
  /** Country. */
  | 'COUNTRY'
  /** When a source first recorded the customer. */
  | 'CREATED_AT'
  /** The best e-mail address known. */
  | 'EMAIL'
  /** Full name. */
  | 'FULL_NAME'
  /** Gender. */
  | 'GENDER'
  /** What follows the name. */
  | 'GENERATIONAL_SUFFIX'
  /** First name. */
  | 'GIVEN_NAME'
  /** The customer's key, which is ordered by its bytes. */
  | 'ID'
  /** Street and house number. */
  | 'LINE1'
  /** Second line of the address. */
  | 'LINE2'
  /** Loyalty programme identifier. */
  | 'LOYALTY_ID'
  /** The best phone number known. */
  | 'PHONE'
  /** Postal code. */
  | 'POSTAL'
  /** How many source records were merged. */
  | 'SOURCE_RECORDS'
  /** State, province or region. */
  | 'STATE'
  /** Last name. */
  | 'SURNAME'
  /** Form of address. */
  | 'TITLE'
  /** When a source last changed a record. */
  | 'UPDATED_AT';

/** A page of customers. */
export type CustomerConnection = {
  /** The customers of the page with their cursors. */
  readonly edges: ReadonlyArray<CustomerEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many customers fit filter and search, on all pages. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A customer in a list. */
export type CustomerEdge = {
  /** Where the customer stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The customer. */
  readonly node: Customer;
};

/**
 * Which customers. All that is given must hold, and nothing holds for a missing value but `isNull`. No member may be null, so
 * that a forgotten variable is an error (an absent one too) and not a wider question, and nothing below the top may be empty. 500 conditions and
 * branches, and 20 levels are the most.
 */
export type CustomerFilter = {
  /** Key of the business account. */
  readonly accountId?: InputMaybe<FacetTextFilter>;
  /** All of these must hold; 1,000 at most. True where the list is empty. */
  readonly and?: InputMaybe<ReadonlyArray<CustomerFilter>>;
  /** What must hold for attributes on the day that they are read; 1,000 at most. A customer without a profile of the day has none. */
  readonly attributes?: InputMaybe<ReadonlyArray<FacetAttributeFilter>>;
  /** Date of birth. */
  readonly birthdate?: InputMaybe<FacetDateFilter>;
  /** Parts in campaigns up to `asOf`, else up to today. */
  readonly campaign?: InputMaybe<SegmentCampaignCondition>;
  /** City. */
  readonly city?: InputMaybe<FacetTextFilter>;
  /** Employer or business. */
  readonly company?: InputMaybe<FacetTextFilter>;
  /** Country. */
  readonly country?: InputMaybe<FacetTextFilter>;
  /** When a source first recorded the customer. */
  readonly createdAt?: InputMaybe<FacetDateTimeFilter>;
  /** The best e-mail address known. */
  readonly email?: InputMaybe<FacetTextFilter>;
  /** Full name. */
  readonly fullName?: InputMaybe<FacetTextFilter>;
  /** Gender. */
  readonly gender?: InputMaybe<FacetTextFilter>;
  /** What follows the name. */
  readonly generationalSuffix?: InputMaybe<FacetTextFilter>;
  /** First name. */
  readonly givenName?: InputMaybe<FacetTextFilter>;
  /** The customer's key, which is compared by its bytes. */
  readonly id?: InputMaybe<FacetTextFilter>;
  /** Street and house number. */
  readonly line1?: InputMaybe<FacetTextFilter>;
  /** Second line of the address. */
  readonly line2?: InputMaybe<FacetTextFilter>;
  /** Loyalty programme identifier. */
  readonly loyaltyId?: InputMaybe<FacetTextFilter>;
  /** This must not hold: exactly the other customers, those with missing values too. */
  readonly not?: InputMaybe<CustomerFilter>;
  /** One of these must hold; 1,000 at most. False where the list is empty. */
  readonly or?: InputMaybe<ReadonlyArray<CustomerFilter>>;
  /** What the customer did with orders up to `asOf`, else up to today. */
  readonly orders?: InputMaybe<SegmentPurchaseCondition>;
  /** The best phone number known. */
  readonly phone?: InputMaybe<FacetTextFilter>;
  /** Postal code. */
  readonly postal?: InputMaybe<FacetTextFilter>;
  /** Whether the customer is in a saved segment, as of `asOf`, else today. */
  readonly segment?: InputMaybe<SegmentMembershipCondition>;
  /** How many source records were merged. */
  readonly sourceRecords?: InputMaybe<FacetNumberFilter>;
  /** State, province or region. */
  readonly state?: InputMaybe<FacetTextFilter>;
  /** Last name. */
  readonly surname?: InputMaybe<FacetTextFilter>;
  /** Form of address. */
  readonly title?: InputMaybe<FacetTextFilter>;
  /** When a source last changed a record. */
  readonly updatedAt?: InputMaybe<FacetDateTimeFilter>;
};

/** One value that the customers of a group have in common. */
export type CustomerGroupKey = {
  /** The period that it was taken for. */
  readonly grain?: Maybe<FacetTimeGrain>;
  /** The column, as a field of `Customer` or its address is named, or the attribute's name. */
  readonly name: Scalars['String']['output'];
  /**
   * The value as text: numbers as exact decimals, days and instants in ISO 8601, `true` or `false`; of a period its first day. Null
   * where customers have none.
   */
  readonly value?: Maybe<Scalars['String']['output']>;
};

/** One term of an order of groups: exactly one of `measure` and `key`. */
export type CustomerGroupOrder = {
  /** The attribute that the measure is of: an alias, a former name or a slot, in any case. */
  readonly attribute?: InputMaybe<Scalars['String']['input']>;
  /** The column that the measure is of. */
  readonly column?: InputMaybe<CustomerColumn>;
  /** Smallest or greatest first. */
  readonly direction?: InputMaybe<FacetSortDirection>;
  /** The key, by its place in `groupBy`; the first is 1. */
  readonly key?: InputMaybe<Scalars['Int']['input']>;
  /** The measure; all but `COUNT` are of a column or an attribute. */
  readonly measure?: InputMaybe<FacetAggregateMeasure>;
  /** Where groups without a value come, in either direction. */
  readonly nulls?: InputMaybe<FacetNullsOrder>;
};

/** A key that customers are grouped by: exactly one of `column` and `attribute`. */
export type CustomerGrouping = {
  /** The attribute: an alias, a former name or a slot, in any case. */
  readonly attribute?: InputMaybe<Scalars['String']['input']>;
  /** The column. */
  readonly column?: InputMaybe<CustomerColumn>;
  /**
   * The period that a day or an instant is taken for; for no other values. Instants lie on the days of the time zone that
   * the server is configured with. The value as it is when left out.
   */
  readonly grain?: InputMaybe<FacetTimeGrain>;
};

/**
 * A condition on a measure of groups: for all measures but `COUNT` exactly one of `column` and `attribute`, and the one filter that
 * is for what the measure gives: `number` but for the minimum or maximum of other values.
 */
export type CustomerHaving = {
  /** The attribute that it is of: an alias, a former name or a slot, in any case. */
  readonly attribute?: InputMaybe<Scalars['String']['input']>;
  /** The column that it is of. */
  readonly column?: InputMaybe<CustomerColumn>;
  /** For the minimum or maximum of days. */
  readonly date?: InputMaybe<FacetDateFilter>;
  /** For the minimum or maximum of instants. */
  readonly dateTime?: InputMaybe<FacetDateTimeFilter>;
  /** The measure. */
  readonly measure: FacetAggregateMeasure;
  /** For counts, sums, averages and distinct values, and the minimum or maximum of numbers. */
  readonly number?: InputMaybe<FacetNumberFilter>;
  /** For the minimum or maximum of texts. */
  readonly text?: InputMaybe<FacetTextFilter>;
};

/**
 * A value that a customer can be found by, with the system that gave it; `customerByIdentifier` takes both. Another subgraph that knows
 * a customer by such a value alone can name this, and `customer` leads on.
 */
export type CustomerIdentifier = {
  /** The customer who is known by it; null when unknown. An error where several are. */
  readonly customer?: Maybe<Customer>;
  /** Where it is from: `email`, `phone`, `loyalty_id`, or the name of a data source, whose own keys count. */
  readonly system: Scalars['String']['output'];
  /** The value, as its source gives it. */
  readonly value: Scalars['String']['output'];
};

/** A page of identifiers. */
export type CustomerIdentifierConnection = {
  /** The identifiers of the page with their cursors. */
  readonly edges: ReadonlyArray<CustomerIdentifierEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
};

/** An identifier in a list. */
export type CustomerIdentifierEdge = {
  /** Where the identifier stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The identifier. */
  readonly node: CustomerIdentifier;
};

/** One term of an order: exactly one of `column` and `attribute`. */
export type CustomerOrder = {
  /** The attribute: an alias, a former name or a slot, in any case. */
  readonly attribute?: InputMaybe<Scalars['String']['input']>;
  /** The column. */
  readonly column?: InputMaybe<CustomerColumn>;
  /** Smallest or greatest first. */
  readonly direction?: InputMaybe<FacetSortDirection>;
  /** Where customers without a value come, in either direction. */
  readonly nulls?: InputMaybe<FacetNullsOrder>;
};

/** A customer's row of a snapshot: what was known at the end of one day, by slots and their aliases. The words are explained in `docs/glossary.md`. */
export type CustomerProfile = Node & {
  /** Attributes by alias, former name or slot; all that hold on the day when no names are given. */
  readonly attributes: ReadonlyArray<ProfileAttribute>;
  /** When this day was written. */
  readonly computedAt: Scalars['DateTime']['output'];
  /** The customer. */
  readonly customer: Customer;
  /** The day. */
  readonly date: Scalars['Date']['output'];
  /** The attributes as typed fields under their real names. */
  readonly fields: ProfileFields;
  /** The global identifier. */
  readonly nodeId: Scalars['ID']['output'];
};


/** A customer's row of a snapshot: what was known at the end of one day, by slots and their aliases. The words are explained in `docs/glossary.md`. */
export type CustomerProfileAttributesArgs = {
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** A page of profiles of a customer. */
export type CustomerProfileConnection = {
  /** The profiles of the page with their cursors. */
  readonly edges: ReadonlyArray<CustomerProfileEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
};

/** A profile in a list. */
export type CustomerProfileEdge = {
  /** Where the profile stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The profile. */
  readonly node: CustomerProfile;
};

/** Who comes and goes from one delivery to the next, and which parts they have in it. */
export type DeliveryCounts = {
  /** Customers with a treatment who had none in the delivery before. */
  readonly entered: Scalars['Int']['output'];
  /** The first of those who enter, in the order of their keys; none of a delivery that was made. */
  readonly enteredSample: ReadonlyArray<Customer>;
  /** Customers without a treatment who had one in the delivery before. */
  readonly left: Scalars['Int']['output'];
  /** The first of those who leave; none of a delivery that was made. */
  readonly leftSample: ReadonlyArray<Customer>;
  /** How many customers get what, and how many are dropped for what. */
  readonly parts: ReadonlyArray<DeliveryPartCount>;
  /** Customers with a treatment now and in the delivery before. */
  readonly stayed: Scalars['Int']['output'];
};

/** How many customers have one part in a delivery. */
export type DeliveryPartCount = {
  /** How many customers. */
  readonly customers: Scalars['Int']['output'];
  /** Why they are dropped; null for customers with a treatment. */
  readonly dropReason?: Maybe<FacetDropReason>;
  /** Whether it is control. */
  readonly isControl: Scalars['Boolean']['output'];
  /** Whether it is on a list for a destination. */
  readonly isSent: Scalars['Boolean']['output'];
  /** The first of them, in the order of their keys; none of a delivery that was made. */
  readonly sample: ReadonlyArray<Customer>;
  /** The sub-audience, or `Remaining`; null for customers that are dropped. */
  readonly subAudience?: Maybe<Scalars['String']['output']>;
  /** The key of the treatment: sub-audience, `/` and name; null for customers that are dropped. */
  readonly treatmentId?: Maybe<Scalars['ID']['output']>;
};

/** What metrics are about. */
export type Entity = Account | Company | Contract | Customer | Industry;

/** What is known of an entity. Fields of other levels are null. */
export type EntityMeta = {
  /** The key of an account. */
  readonly accountId?: Maybe<Scalars['ID']['output']>;
  /** The name of an account. */
  readonly accountName?: Maybe<Scalars['String']['output']>;
  /** The key of a company. */
  readonly companyId?: Maybe<Scalars['ID']['output']>;
  /** The name of a company. */
  readonly companyName?: Maybe<Scalars['String']['output']>;
  /** The key of a contract. */
  readonly contractId?: Maybe<Scalars['ID']['output']>;
  /** The name of a contract. */
  readonly contractName?: Maybe<Scalars['String']['output']>;
  /** The country of a company. */
  readonly country?: Maybe<Scalars['String']['output']>;
  /** The key of a customer. */
  readonly customerId?: Maybe<Scalars['ID']['output']>;
  /** The name of the industry that an account, a contract or a company is of. */
  readonly customerIndustry?: Maybe<Scalars['String']['output']>;
  /** The key of an industry. */
  readonly industryId?: Maybe<Scalars['ID']['output']>;
  /** The name of an industry. */
  readonly industryName?: Maybe<Scalars['String']['output']>;
  /** Whether an account is one that is looked after closely. */
  readonly isKeyAccount?: Maybe<Scalars['Boolean']['output']>;
  /** How many people an account or a company employs. */
  readonly nEmployees?: Maybe<Scalars['Int']['output']>;
};

/** The metrics of one entity, as one app sees them. */
export type EntityMetrics = {
  /** The app. */
  readonly app: Scalars['String']['output'];
  /** The entity. */
  readonly entity: Entity;
  /** What kind of entity. */
  readonly level: AggregationLevel;
  /** What is known of the entity, under names that tell its level. */
  readonly meta: EntityMeta;
  /** The values, in the order of metric names, and of effective dates within a name. */
  readonly metrics: ReadonlyArray<MetricValue>;
};

/** A page of entities with their metrics. */
export type EntityMetricsConnection = {
  /** The entities of the page with their cursors. */
  readonly edges: ReadonlyArray<EntityMetricsEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
};

/** An entity with its metrics in a list. */
export type EntityMetricsEdge = {
  /** Where the entity stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The entity's metrics. */
  readonly node: EntityMetrics;
};

/** A month as it was expected, and as it was found. */
export type ExpectedRevenueMonth = {
  /** The code of the currency; null where the file does not say. */
  readonly currency?: Maybe<Scalars['String']['output']>;
  /** Percent of the expected revenue that was found too much, or below zero too little; null where nothing was expected. */
  readonly differencePercent?: Maybe<Scalars['Float']['output']>;
  /** The revenue that was found. */
  readonly foundRevenue: Scalars['Decimal']['output'];
  /** Whether revenue, and quantity where it is expected, are within the tolerance. */
  readonly isWithin: Scalars['Boolean']['output'];
  /** The month, `YYYY-MM`, in the configured time zone. */
  readonly month: Scalars['String']['output'];
  /** The revenue that was expected. */
  readonly revenue: Scalars['Decimal']['output'];
};

/** What can be worked out of the values of a group. Missing values do not count. */
export type FacetAggregateMeasure =
  /** The average of numbers. */
  | 'AVERAGE'
  /** How many customers: of no value. */
  | 'COUNT'
  /** How many different values. */
  | 'DISTINCT'
  /** The greatest of numbers, texts, days or instants. */
  | 'MAXIMUM'
  /** The smallest of numbers, texts, days or instants. */
  | 'MINIMUM'
  /** The sum of numbers. */
  | 'SUM';

/** A condition on one attribute: its name, and the one filter that is for its type. */
export type FacetAttributeFilter = {
  /** For `DATE`. */
  readonly date?: InputMaybe<FacetDateFilter>;
  /** For `DATETIME`. */
  readonly dateTime?: InputMaybe<FacetDateTimeFilter>;
  /** For `BOOLEAN`. */
  readonly flag?: InputMaybe<FacetFlagFilter>;
  /** The alias, a former name or the slot, in any case. */
  readonly name: Scalars['String']['input'];
  /** For `INTEGER`, `BIGINT`, `DECIMAL` and `FLOAT`. */
  readonly number?: InputMaybe<FacetNumberFilter>;
  /** For `TEXT`. */
  readonly text?: InputMaybe<FacetTextFilter>;
};

/** What kind of value an attribute holds. */
export type FacetAttributeType =
  /** A whole number. */
  | 'BIGINT'
  /** True or false. */
  | 'BOOLEAN'
  /** A day. */
  | 'DATE'
  /** An instant. */
  | 'DATETIME'
  /** An exact decimal number, digit for digit as its source gives it. */
  | 'DECIMAL'
  /** A number that need not be exact, such as a ratio. */
  | 'FLOAT'
  /** A whole number of up to 32 bits. */
  | 'INTEGER'
  /** Text. */
  | 'TEXT';

/** Who a campaign is for. */
export type FacetCampaignAudienceInput = {
  /** The segments whose members are not; 10 at most. */
  readonly exclude?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** The segments whose members are in it; 10 at most, and one at least. */
  readonly include: ReadonlyArray<Scalars['ID']['input']>;
};

/** What somebody consents to receive. */
export type FacetCampaignConsentChannel =
  /** E-mails. */
  | 'EMAIL'
  /** Text messages. */
  | 'SMS';

/**
 * Which campaigns. All that is given must hold. No member may be null, so that a forgotten variable is an error (an absent one too)
 * and not a wider question. An empty list, and an empty or blank search, fits nothing.
 */
export type FacetCampaignFilter = {
  /** Those of an action that uses one of these channels, by number; 100 at most. */
  readonly channelIds?: InputMaybe<ReadonlyArray<Scalars['Int']['input']>>;
  /** Those of an action that uses one of these channels, by name, case included; 100 at most. */
  readonly channelNames?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Those whose schedule has not ended before this day. */
  readonly from?: InputMaybe<Scalars['Date']['input']>;
  /** The campaigns with these keys; 1,000 at most. */
  readonly planIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Those with this text in their name, marketing action, target group or a tag, or with it as their key, whatever its case and accents. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** Those with one of these statuses, case included; 100 at most. */
  readonly statuses?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Those with at least one of these tags, case included; 100 at most. */
  readonly tagNames?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Those for one of these target groups, by key; 100 at most. */
  readonly targetGroupIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Those for one of these target groups, by name, case included; 100 at most. */
  readonly targetGroupNames?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Those whose schedule has begun by this day. */
  readonly to?: InputMaybe<Scalars['Date']['input']>;
  /** Those of one of these types, by number; 100 at most. */
  readonly types?: InputMaybe<ReadonlyArray<Scalars['Int']['input']>>;
};

/** What campaigns are put together by. */
export type FacetCampaignResultGrouping =
  /** Each by itself, by its key. */
  | 'CAMPAIGN'
  /** The name of their target group. */
  | 'TARGET_GROUP'
  /** The name of their type. */
  | 'TYPE';

/** When a campaign delivers: at an instant, or again and again. */
export type FacetCampaignScheduleInput = {
  /** The instant of a campaign that delivers once. */
  readonly at?: InputMaybe<Scalars['DateTime']['input']>;
  /** Its first day. */
  readonly from?: InputMaybe<Scalars['Date']['input']>;
  /** How a recurring campaign repeats. */
  readonly repeat?: InputMaybe<FacetScheduleRepeat>;
  /** How many deliveries there are. */
  readonly runs?: InputMaybe<Scalars['Int']['input']>;
  /** Its time of day in the configured zone, `HH:MM`. */
  readonly time?: InputMaybe<Scalars['String']['input']>;
  /** The last day on which it may deliver; without it and `runs` it never ends. */
  readonly until?: InputMaybe<Scalars['Date']['input']>;
};

/** Why a customer did or did not get a campaign on a day. */
export type FacetCampaignVerdict =
  /** The customer was held as control: nothing was sent. */
  | 'CONTROL'
  /** The customer was in the target group, but left out; `targeting` says why, and `takenBy` what became of the customer in the campaign that won. */
  | 'EXCLUDED'
  /** The campaign ran on the day, and the customer was not in its target group. */
  | 'NOT_IN_TARGET_GROUP'
  /** The campaign did not run on the day. */
  | 'NOT_RUN'
  /** The campaign was sent to the customer. */
  | 'TARGETED';

/** A segment that is compared: exactly one of `id` and `definition`. */
export type FacetComparedSegmentInput = {
  /** A segment in the making. */
  readonly definition?: InputMaybe<SegmentDefinitionInput>;
  /** The id of a saved segment. */
  readonly id?: InputMaybe<Scalars['ID']['input']>;
};

/** What consent is kept for. */
export type FacetConsentChannel =
  /** E-mails. */
  | 'EMAIL'
  /** Text messages. */
  | 'SMS';

/** What consent is wanted for. */
export type FacetConsentRuleInput = {
  /** The brand; any unless told. */
  readonly brand?: InputMaybe<Scalars['String']['input']>;
  /** What is received. */
  readonly channel: FacetCampaignConsentChannel;
  /** The programme; any unless told. */
  readonly program?: InputMaybe<Scalars['String']['input']>;
  /** The region; any unless told. */
  readonly region?: InputMaybe<Scalars['String']['input']>;
};

/** A way by which customers can be reached. */
export type FacetContactChannel =
  /** Street, city, state and postal code are all known. */
  | 'ADDRESS'
  /** An e-mail address is known and, where consent is kept, e-mails to it are wanted. */
  | 'EMAIL'
  /** By e-mail or by phone, which networks know people by. */
  | 'PAID_SOCIAL'
  /** A phone number is known and, where consent is kept, text messages to it are wanted. */
  | 'PHONE';

/** As many campaigns in as many days; control and exclusions do not count. */
export type FacetContactLimitInput = {
  /** Days, that of the delivery among them; 366 at most. */
  readonly days: Scalars['Int']['input'];
  /** Campaigns, imported ones too, each once a day. */
  readonly times: Scalars['Int']['input'];
};

/** Who gets nothing although they are in the audience. */
export type FacetContactRulesInput = {
  /** Who has not consented to each of these is dropped; 10 at most. */
  readonly consent?: InputMaybe<ReadonlyArray<FacetConsentRuleInput>>;
  /** Whether those are dropped whom the config holds out of all campaigns; true unless told. */
  readonly holdout?: InputMaybe<Scalars['Boolean']['input']>;
  /** Who was sent campaigns as often as that is dropped. */
  readonly limit?: InputMaybe<FacetContactLimitInput>;
  /** Whether those are dropped who were in an earlier delivery of the campaign; false unless told. */
  readonly newMembersOnly?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Conditions on a day. All that is given must hold. Nothing holds for a missing value but `isNull`. */
export type FacetDateFilter = {
  /** Within a range, both ends included. */
  readonly between?: InputMaybe<FacetDateRange>;
  /** Greater. */
  readonly gt?: InputMaybe<Scalars['Date']['input']>;
  /** Greater or equal. */
  readonly gte?: InputMaybe<Scalars['Date']['input']>;
  /** Equal to one of these; 1,000 at most. An empty list fits nothing. */
  readonly in?: InputMaybe<ReadonlyArray<Scalars['Date']['input']>>;
  /** Equal. */
  readonly is?: InputMaybe<Scalars['Date']['input']>;
  /** Not equal; a missing value does not count as another. */
  readonly isNot?: InputMaybe<Scalars['Date']['input']>;
  /** Whether the value is missing. */
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  /** Less. */
  readonly lt?: InputMaybe<Scalars['Date']['input']>;
  /** Less or equal. */
  readonly lte?: InputMaybe<Scalars['Date']['input']>;
  /** Equal to none of these; 1,000 at most. An empty list fits every value. */
  readonly notIn?: InputMaybe<ReadonlyArray<Scalars['Date']['input']>>;
};

/** A range of days, both ends included. */
export type FacetDateRange = {
  /** The lower end. */
  readonly from: Scalars['Date']['input'];
  /** The upper end. */
  readonly to: Scalars['Date']['input'];
};

/** Conditions on an instant, exact to the microsecond. All that is given must hold. Nothing holds for a missing value but `isNull`. */
export type FacetDateTimeFilter = {
  /** Within a range, both ends included. */
  readonly between?: InputMaybe<FacetDateTimeRange>;
  /** Greater. */
  readonly gt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Greater or equal. */
  readonly gte?: InputMaybe<Scalars['DateTime']['input']>;
  /** Equal to one of these; 1,000 at most. An empty list fits nothing. */
  readonly in?: InputMaybe<ReadonlyArray<Scalars['DateTime']['input']>>;
  /** Equal. */
  readonly is?: InputMaybe<Scalars['DateTime']['input']>;
  /** Not equal; a missing value does not count as another. */
  readonly isNot?: InputMaybe<Scalars['DateTime']['input']>;
  /** Whether the value is missing. */
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  /** Less. */
  readonly lt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Less or equal. */
  readonly lte?: InputMaybe<Scalars['DateTime']['input']>;
  /** Equal to none of these; 1,000 at most. An empty list fits every value. */
  readonly notIn?: InputMaybe<ReadonlyArray<Scalars['DateTime']['input']>>;
};

/** A range of instants, both ends included. */
export type FacetDateTimeRange = {
  /** The lower end. */
  readonly from: Scalars['DateTime']['input'];
  /** The upper end. */
  readonly to: Scalars['DateTime']['input'];
};

/** What has become of a delivery. */
export type FacetDeliveryState =
  /** Its customers are assigned, and their lists are being handed over. */
  | 'ASSIGNED'
  /** All is handed over. */
  | 'DELIVERED'
  /** It has begun, and its customers are not assigned yet. */
  | 'DUE'
  /** It has stopped; `error` says why. */
  | 'ERROR';

/** Why a customer of the audience gets nothing, in the order in which the reasons are tried. */
export type FacetDropReason =
  /** Was sent as many campaigns as the contact rule allows. */
  | 'CONTACT_LIMIT'
  /** Is held out of all campaigns, by the config. */
  | 'HOLDOUT'
  /** Was in an earlier delivery, and only new members are wanted. */
  | 'NOT_NEW'
  /** Has not consented to what the campaign wants consent for. */
  | 'NO_CONSENT'
  /** Is in no sub-audience, and there is no treatment for the remaining customers. */
  | 'NO_SUB_AUDIENCE';

/** Conditions on a value that is true or false. All that is given must hold. Nothing holds for a missing value but `isNull`. */
export type FacetFlagFilter = {
  /** Equal. */
  readonly is?: InputMaybe<Scalars['Boolean']['input']>;
  /** Not equal; a missing value does not count as another. */
  readonly isNot?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether the value is missing. */
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
};

/** How far a part of a delivery is. */
export type FacetHandedState =
  /** It has stopped; `error` says why. */
  | 'FAILED'
  /** Its rows are not fixed yet. */
  | 'PLANNED'
  /** Its rows are fixed, and are being handed over. */
  | 'PREPARED'
  /** All is handed over. */
  | 'SENT';

/** Where missing values come. */
export type FacetNullsOrder =
  /** Before all others. */
  | 'FIRST'
  /** Behind all others. */
  | 'LAST';

/** Conditions on a number. All that is given must hold. Nothing holds for a missing value but `isNull`. */
export type FacetNumberFilter = {
  /** Within a range, both ends included. */
  readonly between?: InputMaybe<FacetNumberRange>;
  /** Greater. */
  readonly gt?: InputMaybe<Scalars['Decimal']['input']>;
  /** Greater or equal. */
  readonly gte?: InputMaybe<Scalars['Decimal']['input']>;
  /** Equal to one of these; 1,000 at most. An empty list fits nothing. */
  readonly in?: InputMaybe<ReadonlyArray<Scalars['Decimal']['input']>>;
  /** Equal. */
  readonly is?: InputMaybe<Scalars['Decimal']['input']>;
  /** Not equal; a missing value does not count as another. */
  readonly isNot?: InputMaybe<Scalars['Decimal']['input']>;
  /** Whether the value is missing. */
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  /** Less. */
  readonly lt?: InputMaybe<Scalars['Decimal']['input']>;
  /** Less or equal. */
  readonly lte?: InputMaybe<Scalars['Decimal']['input']>;
  /** Equal to none of these; 1,000 at most. An empty list fits every value. */
  readonly notIn?: InputMaybe<ReadonlyArray<Scalars['Decimal']['input']>>;
};

/** A range of numbers, both ends included. */
export type FacetNumberRange = {
  /** The lower end. */
  readonly from: Scalars['Decimal']['input'];
  /** The upper end. */
  readonly to: Scalars['Decimal']['input'];
};

/** A condition on what the source of an order or an order line gives beside its columns. */
export type FacetOrderAttributeFilter = {
  /** The name, case-exact. */
  readonly name: Scalars['String']['input'];
  /** What must hold for the value as a text; it is missing where the source gives none of the name. */
  readonly text: FacetTextFilter;
};

/** What orders can be put in groups by, and measured. */
export type FacetOrderColumn =
  /** The brand that it belongs to. */
  | 'BRAND'
  /** Units cancelled; at or below zero. */
  | 'CANCELLED_QUANTITY'
  /** Revenue given up for cancellations; at or below zero. */
  | 'CANCELLED_REVENUE'
  /** Cost of the units bought to the company. */
  | 'COST'
  /** The currency, as the source writes it. */
  | 'CURRENCY'
  /** The business key of the customer, which is compared by its bytes. */
  | 'CUSTOMER_ID'
  /** The digital channel that led to it. */
  | 'DIGITAL_CHANNEL'
  /** Discount of the order as a whole. */
  | 'DISCOUNT_AMOUNT'
  /** The discount of the order as a share of its list price, 0 to 1. */
  | 'DISCOUNT_PERCENT'
  /** The number of the order, which is compared by its bytes. */
  | 'ID'
  /** How many lines there are under the number. */
  | 'LINE_COUNT'
  /** Discounts of all lines as they stand. */
  | 'LINE_DISCOUNT_AMOUNT'
  /** Revenue of all lines as they stand. */
  | 'LINE_REVENUE'
  /** List price of the units bought. */
  | 'LIST_PRICE'
  /** What is left of the revenue after returns, cancellations and the discount of the order. */
  | 'NET_REVENUE'
  /** When it was placed. */
  | 'ORDERED_AT'
  /** The day that it was placed on, in the configured time zone. */
  | 'ORDERED_ON'
  /** How it was paid. */
  | 'PAYMENT_METHOD'
  /** The brand that was bought. */
  | 'PURCHASE_BRAND'
  /** The channel of the purchase. */
  | 'PURCHASE_CHANNEL'
  /** Units bought, before returns and cancellations. */
  | 'QUANTITY'
  /** Units returned; at or below zero. */
  | 'RETURNED_QUANTITY'
  /** Revenue given back for returns; at or below zero. */
  | 'RETURNED_REVENUE'
  /** Revenue of the units bought, after discounts of lines, before returns and cancellations. */
  | 'REVENUE'
  /** The key of the customer in the source of the order. */
  | 'SOURCE_CUSTOMER_ID'
  /** The key of the store. */
  | 'STORE_ID'
  /** Subtotal of the lines bought. */
  | 'SUBTOTAL'
  /** Tax on the lines bought. */
  | 'TAX_AMOUNT';

/**
 * Which orders. All that is given must hold, and nothing holds for a missing value but `isNull`. No member may be null, so
 * that a forgotten variable is an error (an absent one too) and not a wider question, and nothing below the top may be empty. 500 conditions and
 * branches, and 20 levels are the most, with those of the filters in it.
 */
export type FacetOrderFilter = {
  /** All of these must hold; 1,000 at most. True where the list is empty. */
  readonly and?: InputMaybe<ReadonlyArray<FacetOrderFilter>>;
  /** What must hold for what the source gives beside its columns, by name; 1,000 at most. */
  readonly attributes?: InputMaybe<ReadonlyArray<FacetOrderAttributeFilter>>;
  /** The brand that it belongs to. */
  readonly brand?: InputMaybe<FacetTextFilter>;
  /** Units cancelled; at or below zero. */
  readonly cancelledQuantity?: InputMaybe<FacetNumberFilter>;
  /** Revenue given up for cancellations; at or below zero. */
  readonly cancelledRevenue?: InputMaybe<FacetNumberFilter>;
  /** Cost of the units bought to the company. */
  readonly cost?: InputMaybe<FacetNumberFilter>;
  /** The currency, as the source writes it. */
  readonly currency?: InputMaybe<FacetTextFilter>;
  /** What must hold for the customer. One who is not known has no values. */
  readonly customer?: InputMaybe<CustomerFilter>;
  /** The business key of the customer, which is compared by its bytes. */
  readonly customerId?: InputMaybe<FacetTextFilter>;
  /** The digital channel that led to it. */
  readonly digitalChannel?: InputMaybe<FacetTextFilter>;
  /** Discount of the order as a whole. */
  readonly discountAmount?: InputMaybe<FacetNumberFilter>;
  /** The discount of the order as a share of its list price, 0 to 1. */
  readonly discountPercent?: InputMaybe<FacetNumberFilter>;
  /** The number of the order, which is compared by its bytes. */
  readonly id?: InputMaybe<FacetTextFilter>;
  /** How many lines there are under the number. */
  readonly lineCount?: InputMaybe<FacetNumberFilter>;
  /** Discounts of all lines as they stand. */
  readonly lineDiscountAmount?: InputMaybe<FacetNumberFilter>;
  /** Revenue of all lines as they stand. */
  readonly lineRevenue?: InputMaybe<FacetNumberFilter>;
  /** List price of the units bought. */
  readonly listPrice?: InputMaybe<FacetNumberFilter>;
  /** What is left of the revenue after returns, cancellations and the discount of the order. */
  readonly netRevenue?: InputMaybe<FacetNumberFilter>;
  /** This must not hold: exactly the others, those with missing values too. */
  readonly not?: InputMaybe<FacetOrderFilter>;
  /** One of these must hold; 1,000 at most. False where the list is empty. */
  readonly or?: InputMaybe<ReadonlyArray<FacetOrderFilter>>;
  /** When it was placed. */
  readonly orderedAt?: InputMaybe<FacetDateTimeFilter>;
  /** The day that it was placed on, in the configured time zone. */
  readonly orderedOn?: InputMaybe<FacetDateFilter>;
  /** How it was paid. */
  readonly paymentMethod?: InputMaybe<FacetTextFilter>;
  /** The brand that was bought. */
  readonly purchaseBrand?: InputMaybe<FacetTextFilter>;
  /** The channel of the purchase. */
  readonly purchaseChannel?: InputMaybe<FacetTextFilter>;
  /** Units bought, before returns and cancellations. */
  readonly quantity?: InputMaybe<FacetNumberFilter>;
  /** Units returned; at or below zero. */
  readonly returnedQuantity?: InputMaybe<FacetNumberFilter>;
  /** Revenue given back for returns; at or below zero. */
  readonly returnedRevenue?: InputMaybe<FacetNumberFilter>;
  /** Revenue of the units bought, after discounts of lines, before returns and cancellations. */
  readonly revenue?: InputMaybe<FacetNumberFilter>;
  /** The key of the customer in the source of the order. */
  readonly sourceCustomerId?: InputMaybe<FacetTextFilter>;
  /** The key of the store. */
  readonly storeId?: InputMaybe<FacetTextFilter>;
  /** Subtotal of the lines bought. */
  readonly subtotal?: InputMaybe<FacetNumberFilter>;
  /** Tax on the lines bought. */
  readonly taxAmount?: InputMaybe<FacetNumberFilter>;
};

/** One term of an order of groups: exactly one of `measure` and `key`. */
export type FacetOrderGroupOrder = {
  /** The column that the measure is of. */
  readonly column?: InputMaybe<FacetOrderColumn>;
  /** Smallest or greatest first. */
  readonly direction?: InputMaybe<FacetSortDirection>;
  /** The key, by its place in `groupBy`; the first is 1. */
  readonly key?: InputMaybe<Scalars['Int']['input']>;
  /** The measure; all but `COUNT` and `CUSTOMERS` are of a column. */
  readonly measure?: InputMaybe<FacetOrderMeasure>;
  /** Where groups without a value come, in either direction. */
  readonly nulls?: InputMaybe<FacetNullsOrder>;
};

/** A key that orders are grouped by: exactly one of `column`, `attribute`, `customerColumn` and `customerAttribute`. */
export type FacetOrderGrouping = {
  /** What the source gives beside its columns, by name; in `keys` under it. */
  readonly attribute?: InputMaybe<Scalars['String']['input']>;
  /** The column. */
  readonly column?: InputMaybe<FacetOrderColumn>;
  /** The attribute of the customer, by alias, former name or slot, in any case; in `keys` as `customer.AGE`. */
  readonly customerAttribute?: InputMaybe<Scalars['String']['input']>;
  /** The column of the customer; in `keys` as `customer.city`. */
  readonly customerColumn?: InputMaybe<CustomerColumn>;
  /**
   * The period that a day or an instant is taken for; for no other values. Instants lie on the days of the time zone that
   * the server is configured with. The value as it is when left out.
   */
  readonly grain?: InputMaybe<FacetTimeGrain>;
};

/**
 * A condition on a measure of groups: for all measures but `COUNT` and `CUSTOMERS` the column that it is of, and the one filter that is for
 * what the measure gives: `number` but for the minimum or maximum of other values.
 */
export type FacetOrderHaving = {
  /** The column that it is of. */
  readonly column?: InputMaybe<FacetOrderColumn>;
  /** For the minimum or maximum of days. */
  readonly date?: InputMaybe<FacetDateFilter>;
  /** For the minimum or maximum of instants. */
  readonly dateTime?: InputMaybe<FacetDateTimeFilter>;
  /** The measure. */
  readonly measure: FacetOrderMeasure;
  /** For counts, sums, averages and distinct values, and the minimum or maximum of numbers. */
  readonly number?: InputMaybe<FacetNumberFilter>;
  /** For the minimum or maximum of texts. */
  readonly text?: InputMaybe<FacetTextFilter>;
};

/** What order lines can be put in groups by, and measured. */
export type FacetOrderLineColumn =
  /** The brand that it belongs to. */
  | 'BRAND'
  /** Cost to the company. */
  | 'COST'
  /** The currency, as the source writes it. */
  | 'CURRENCY'
  /** The business key of the customer that the line names, which is compared by its bytes. */
  | 'CUSTOMER_ID'
  /** The digital channel that led to it. */
  | 'DIGITAL_CHANNEL'
  /** Discount of the line. */
  | 'DISCOUNT_AMOUNT'
  /** The discount of the line as a share of its list price, 0 to 1. */
  | 'DISCOUNT_PERCENT'
  /** Whether the line is a cancellation; no where the source does not say. */
  | 'IS_CANCELLATION'
  /** Whether the line is a return; no where the source does not say. One that is flagged both ways counts as a return. */
  | 'IS_RETURN'
  /** The key of the line within its order, which is compared by its bytes. */
  | 'LINE_ID'
  /** List price, before discounts. */
  | 'LIST_PRICE'
  /** When it was ordered; of a return or a cancellation, when that happened. */
  | 'ORDERED_AT'
  /** The day of `orderedAt`, in the configured time zone. */
  | 'ORDERED_ON'
  /** Discount of the order as a whole, as the source gives it with the line. */
  | 'ORDER_DISCOUNT_AMOUNT'
  /** The number of the order, which is compared by its bytes. */
  | 'ORDER_ID'
  /** How it was paid. */
  | 'PAYMENT_METHOD'
  /** The key of the product. */
  | 'PRODUCT_ID'
  /** Profit. */
  | 'PROFIT'
  /** The brand that was bought. */
  | 'PURCHASE_BRAND'
  /** The channel of the purchase. */
  | 'PURCHASE_CHANNEL'
  /** Units. */
  | 'QUANTITY'
  /** Revenue, after the discount of the line. */
  | 'REVENUE'
  /** The key of the store. */
  | 'STORE_ID'
  /** Subtotal, as the source works it out. */
  | 'SUBTOTAL'
  /** Tax. */
  | 'TAX_AMOUNT';

/**
 * Which order lines. All that is given must hold, and nothing holds for a missing value but `isNull`. No member may be null, so
 * that a forgotten variable is an error (an absent one too) and not a wider question, and nothing below the top may be empty. 500 conditions and
 * branches, and 20 levels are the most, with those of the filters in it.
 */
export type FacetOrderLineFilter = {
  /** All of these must hold; 1,000 at most. True where the list is empty. */
  readonly and?: InputMaybe<ReadonlyArray<FacetOrderLineFilter>>;
  /** What must hold for what the source gives beside its columns, by name; 1,000 at most. */
  readonly attributes?: InputMaybe<ReadonlyArray<FacetOrderAttributeFilter>>;
  /** The brand that it belongs to. */
  readonly brand?: InputMaybe<FacetTextFilter>;
  /** Cost to the company. */
  readonly cost?: InputMaybe<FacetNumberFilter>;
  /** The currency, as the source writes it. */
  readonly currency?: InputMaybe<FacetTextFilter>;
  /** What must hold for the customer. One who is not known has no values. */
  readonly customer?: InputMaybe<CustomerFilter>;
  /** The business key of the customer that the line names, which is compared by its bytes. */
  readonly customerId?: InputMaybe<FacetTextFilter>;
  /** The digital channel that led to it. */
  readonly digitalChannel?: InputMaybe<FacetTextFilter>;
  /** Discount of the line. */
  readonly discountAmount?: InputMaybe<FacetNumberFilter>;
  /** The discount of the line as a share of its list price, 0 to 1. */
  readonly discountPercent?: InputMaybe<FacetNumberFilter>;
  /** Whether the line is a cancellation; no where the source does not say. */
  readonly isCancellation?: InputMaybe<FacetFlagFilter>;
  /** Whether the line is a return; no where the source does not say. One that is flagged both ways counts as a return. */
  readonly isReturn?: InputMaybe<FacetFlagFilter>;
  /** The key of the line within its order, which is compared by its bytes. */
  readonly lineId?: InputMaybe<FacetTextFilter>;
  /** List price, before discounts. */
  readonly listPrice?: InputMaybe<FacetNumberFilter>;
  /** This must not hold: exactly the others, those with missing values too. */
  readonly not?: InputMaybe<FacetOrderLineFilter>;
  /** One of these must hold; 1,000 at most. False where the list is empty. */
  readonly or?: InputMaybe<ReadonlyArray<FacetOrderLineFilter>>;
  /** Discount of the order as a whole, as the source gives it with the line. */
  readonly orderDiscountAmount?: InputMaybe<FacetNumberFilter>;
  /** The number of the order, which is compared by its bytes. */
  readonly orderId?: InputMaybe<FacetTextFilter>;
  /** When it was ordered; of a return or a cancellation, when that happened. */
  readonly orderedAt?: InputMaybe<FacetDateTimeFilter>;
  /** The day of `orderedAt`, in the configured time zone. */
  readonly orderedOn?: InputMaybe<FacetDateFilter>;
  /** How it was paid. */
  readonly paymentMethod?: InputMaybe<FacetTextFilter>;
  /** What must hold for the product. One that is not known has no values. */
  readonly product?: InputMaybe<FacetOrderLineProductFilter>;
  /** The key of the product. */
  readonly productId?: InputMaybe<FacetTextFilter>;
  /** Profit. */
  readonly profit?: InputMaybe<FacetNumberFilter>;
  /** The brand that was bought. */
  readonly purchaseBrand?: InputMaybe<FacetTextFilter>;
  /** The channel of the purchase. */
  readonly purchaseChannel?: InputMaybe<FacetTextFilter>;
  /** Units. */
  readonly quantity?: InputMaybe<FacetNumberFilter>;
  /** Revenue, after the discount of the line. */
  readonly revenue?: InputMaybe<FacetNumberFilter>;
  /** The key of the store. */
  readonly storeId?: InputMaybe<FacetTextFilter>;
  /** Subtotal, as the source works it out. */
  readonly subtotal?: InputMaybe<FacetNumberFilter>;
  /** Tax. */
  readonly taxAmount?: InputMaybe<FacetNumberFilter>;
};

/** One term of an order of groups: exactly one of `measure` and `key`. */
export type FacetOrderLineGroupOrder = {
  /** The column that the measure is of. */
  readonly column?: InputMaybe<FacetOrderLineColumn>;
  /** Smallest or greatest first. */
  readonly direction?: InputMaybe<FacetSortDirection>;
  /** The key, by its place in `groupBy`; the first is 1. */
  readonly key?: InputMaybe<Scalars['Int']['input']>;
  /** The measure; all but `COUNT`, `ORDERS` and `CUSTOMERS` are of a column. */
  readonly measure?: InputMaybe<FacetOrderLineMeasure>;
  /** Where groups without a value come, in either direction. */
  readonly nulls?: InputMaybe<FacetNullsOrder>;
};

/** A key that order lines are grouped by: exactly one of `column`, `attribute`, `productColumn`, `customerColumn` and `customerAttribute`. */
export type FacetOrderLineGrouping = {
  /** What the source gives beside its columns, by name; in `keys` under it. */
  readonly attribute?: InputMaybe<Scalars['String']['input']>;
  /** The column. */
  readonly column?: InputMaybe<FacetOrderLineColumn>;
  /** The attribute of the customer, by alias, former name or slot, in any case; in `keys` as `customer.AGE`. */
  readonly customerAttribute?: InputMaybe<Scalars['String']['input']>;
  /** The column of the customer; in `keys` as `customer.city`. */
  readonly customerColumn?: InputMaybe<CustomerColumn>;
  /**
   * The period that a day or an instant is taken for; for no other values. Instants lie on the days of the time zone that
   * the server is configured with. The value as it is when left out.
   */
  readonly grain?: InputMaybe<FacetTimeGrain>;
  /** The column of the product; in `keys` as `product.category`. */
  readonly productColumn?: InputMaybe<FacetProductColumn>;
};

/**
 * A condition on a measure of groups: for all measures but `COUNT`, `ORDERS` and `CUSTOMERS` the column that it is of, and the one filter that is for
 * what the measure gives: `number` but for the minimum or maximum of other values.
 */
export type FacetOrderLineHaving = {
  /** The column that it is of. */
  readonly column?: InputMaybe<FacetOrderLineColumn>;
  /** For the minimum or maximum of days. */
  readonly date?: InputMaybe<FacetDateFilter>;
  /** For the minimum or maximum of instants. */
  readonly dateTime?: InputMaybe<FacetDateTimeFilter>;
  /** The measure. */
  readonly measure: FacetOrderLineMeasure;
  /** For counts, sums, averages and distinct values, and the minimum or maximum of numbers. */
  readonly number?: InputMaybe<FacetNumberFilter>;
  /** For the minimum or maximum of texts. */
  readonly text?: InputMaybe<FacetTextFilter>;
};

/** What can be worked out of a group of order lines. Missing values do not count. */
export type FacetOrderLineMeasure =
  /** The average of numbers. */
  | 'AVERAGE'
  /** How many order lines: of no value. */
  | 'COUNT'
  /** How many customers they are of: of no value. */
  | 'CUSTOMERS'
  /** How many different values. */
  | 'DISTINCT'
  /** The greatest of numbers, texts, days or instants. */
  | 'MAXIMUM'
  /** The smallest of numbers, texts, days or instants. */
  | 'MINIMUM'
  /** How many orders they are of: of no value. */
  | 'ORDERS'
  /** The sum of numbers. */
  | 'SUM';

/**
 * Which products of order lines. All that is given must hold, and nothing holds for a missing value but `isNull`. No member may be null, so
 * that a forgotten variable is an error (an absent one too) and not a wider question, and nothing below the top may be empty.
 */
export type FacetOrderLineProductFilter = {
  /** All of these must hold; 1,000 at most. True where the list is empty. */
  readonly and?: InputMaybe<ReadonlyArray<FacetOrderLineProductFilter>>;
  /** The brand. */
  readonly brand?: InputMaybe<FacetTextFilter>;
  /** The category. */
  readonly category?: InputMaybe<FacetTextFilter>;
  /** The class. */
  readonly class?: InputMaybe<FacetTextFilter>;
  /** The colour. */
  readonly color?: InputMaybe<FacetTextFilter>;
  /** The department. */
  readonly department?: InputMaybe<FacetTextFilter>;
  /** The description. */
  readonly description?: InputMaybe<FacetTextFilter>;
  /** Whom it is made for. */
  readonly gender?: InputMaybe<FacetTextFilter>;
  /** The key. */
  readonly id?: InputMaybe<FacetTextFilter>;
  /** The recommended price. */
  readonly msrp?: InputMaybe<FacetNumberFilter>;
  /** The name. */
  readonly name?: InputMaybe<FacetTextFilter>;
  /** This must not hold: exactly the others, those with missing values too. */
  readonly not?: InputMaybe<FacetOrderLineProductFilter>;
  /** One of these must hold; 1,000 at most. False where the list is empty. */
  readonly or?: InputMaybe<ReadonlyArray<FacetOrderLineProductFilter>>;
  /** The season. */
  readonly season?: InputMaybe<FacetTextFilter>;
  /** The size. */
  readonly size?: InputMaybe<FacetTextFilter>;
  /** The stock number. */
  readonly sku?: InputMaybe<FacetTextFilter>;
  /** The subcategory. */
  readonly subcategory?: InputMaybe<FacetTextFilter>;
  /** The type. */
  readonly type?: InputMaybe<FacetTextFilter>;
  /** The bar code. */
  readonly upc?: InputMaybe<FacetTextFilter>;
};

/** What can be worked out of a group of orders. Missing values do not count. */
export type FacetOrderMeasure =
  /** The average of numbers. */
  | 'AVERAGE'
  /** How many orders: of no value. */
  | 'COUNT'
  /** How many customers they are of: of no value. */
  | 'CUSTOMERS'
  /** How many different values. */
  | 'DISTINCT'
  /** The greatest of numbers, texts, days or instants. */
  | 'MAXIMUM'
  /** The smallest of numbers, texts, days or instants. */
  | 'MINIMUM'
  /** The sum of numbers. */
  | 'SUM';

/** What a destination is given of a customer: a column, an attribute or an identifier. */
export type FacetOutgoingAttributeInput = {
  /** What the destination calls it. */
  readonly as: Scalars['String']['input'];
  /** An attribute, by alias or slot. */
  readonly attribute?: InputMaybe<Scalars['String']['input']>;
  /** A column of customers, as `Customer` calls its field. */
  readonly column?: InputMaybe<Scalars['String']['input']>;
  /** Given as SHA-256, made alike in this way. */
  readonly hash?: InputMaybe<FacetOutgoingHash>;
  /** A system, all of whose identifiers of the customer are given, each in a row of its own. */
  readonly identifier?: InputMaybe<Scalars['String']['input']>;
  /** Whether a customer without it is left out; false unless told. */
  readonly required?: InputMaybe<Scalars['Boolean']['input']>;
};

/** How a value is made alike before it is hashed. */
export type FacetOutgoingHash =
  /** As an e-mail address. */
  | 'EMAIL'
  /** As a telephone number. */
  | 'PHONE';

/** How closely a value points at a person. */
export type FacetPiiClass =
  /** Reaches the person: e-mail address, phone number. */
  | 'CONTACT'
  /** Describes the person without naming them: gender, age. */
  | 'DEMOGRAPHIC'
  /** Says who the person is: names, date of birth, identifiers. */
  | 'IDENTITY'
  /** Says where the person lives. */
  | 'LOCATION'
  /** Does not point at a person: somebody has said so. What nobody has classified has no class. */
  | 'NONE';

/** What order lines can be put in groups by of their products. */
export type FacetProductColumn =
  /** The brand. */
  | 'BRAND'
  /** The category. */
  | 'CATEGORY'
  /** The class. */
  | 'CLASS'
  /** The colour. */
  | 'COLOR'
  /** The department. */
  | 'DEPARTMENT'
  /** The description. */
  | 'DESCRIPTION'
  /** Whom it is made for. */
  | 'GENDER'
  /** The key. */
  | 'ID'
  /** The recommended price. */
  | 'MSRP'
  /** The name. */
  | 'NAME'
  /** The season. */
  | 'SEASON'
  /** The size. */
  | 'SIZE'
  /** The stock number. */
  | 'SKU'
  /** The subcategory. */
  | 'SUBCATEGORY'
  /** The type. */
  | 'TYPE'
  /** The bar code. */
  | 'UPC';

/**
 * Which products. All that is given must hold. No member may be null, so that a forgotten variable is an error (an absent one too)
 * and not a wider question. An empty list, and an empty or blank search, fits nothing.
 */
export type FacetProductFilter = {
  /** Those of one of these brands, case included; 100 at most. */
  readonly brands?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Those of one of these categories, case included; 100 at most. */
  readonly categories?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** The products with these keys; 1,000 at most. */
  readonly ids?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Those with this text in their name, or with it as their key, stock number or bar code, whatever its case and accents. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** Those of one of these subcategories, case included; 100 at most. */
  readonly subcategories?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** What customers can have done with orders. Returns and cancellations never count, and neither do orders after the day that is asked for. */
export type FacetPurchaseBehaviour =
  /** Their first order of all was placed on such a day and has a line that fits. */
  | 'FIRST_PURCHASE'
  /** They have no order with a line that fits. All other customers: more conditions on orders mean more customers. */
  | 'HAS_NOT_PURCHASED'
  /** They have orders with a line that fits: at least one, or as many as `number` says. Who has none is never meant, not even by `lt: 5`. */
  | 'HAS_PURCHASED'
  /** Of all combinations of values in the lines that fit, the given one is in as many of their orders as any other. */
  | 'MOST_FREQUENT_ORDER'
  /** They have an order with a line that fits that is not their first order of all. */
  | 'REPEAT_PURCHASE'
  /** The revenue of the lines that fit is as `number` says. Of several currencies there is no sum: name one as `where.line.currency`. */
  | 'TOTAL_VALUE';

/** What is there of a table or column that a feature needs. */
export type FacetReadinessState =
  /** It is there and nothing is in it, which is allowed for a column. */
  | 'EMPTY'
  /** It is not there. */
  | 'MISSING'
  /** It has values. */
  | 'PRESENT';

/** The part of the audience that is in no sub-audience. */
export type FacetRemainingCustomersInput = {
  /** What its customers get, 20 at most; the percentages sum to 100. */
  readonly treatments: ReadonlyArray<FacetTreatmentInput>;
};

/** How several values of a metric make one. Missing values never count. */
export type FacetRollUpRule =
  /** The average, every value counting once; rounded to ten decimal places, halves away from zero. */
  | 'AVERAGE'
  /**
   * How many different things the base rows name, each counted once however often it is named. Those below an entity whose stored
   * value is null count above it all the same.
   */
  | 'DISTINCT_COUNT'
  /** Across time the newest; across entities the one that was written last, and of several the one with the greatest key. */
  | 'LAST'
  /** The greatest. */
  | 'MAXIMUM'
  /** The smallest. */
  | 'MINIMUM'
  /** They make none: the metric is not additive. */
  | 'NONE'
  /** The sum. */
  | 'SUM'
  /**
   * The average, every value counting as much as the value of the weight metric at the same entity and date says; values without
   * a weight do not count. Rounded to ten decimal places, halves away from zero.
   */
  | 'WEIGHTED_AVERAGE';

/** How a recurring campaign repeats. */
export type FacetScheduleRepeat =
  /** Every day. */
  | 'DAILY'
  /** Every month, on the day of the month of the first day, or on the last one of a month that is too short. */
  | 'MONTHLY'
  /** Every week, on the weekday of the first day. */
  | 'WEEKLY';

/** Which end of an order comes first. */
export type FacetSortDirection =
  /** Smallest first. */
  | 'ASC'
  /** Greatest first. */
  | 'DESC';

/** A part of the audience, which has either segments or criteria. */
export type FacetSubAudienceInput = {
  /** The definition of a segment, as `SegmentDefinitionInput` has it. */
  readonly criteria?: InputMaybe<Scalars['JSON']['input']>;
  /** What it is called; unique in the campaign. */
  readonly name: Scalars['String']['input'];
  /** The segments whose members are in it; 10 at most. */
  readonly segments?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** What its customers get, 20 at most; the percentages sum to 100. */
  readonly treatments: ReadonlyArray<FacetTreatmentInput>;
};

/** Conditions on a text; none that is given has more than 1,000 characters. All that is given must hold. Nothing holds for a missing value but `isNull`. */
export type FacetTextFilter = {
  /** Within a range, both ends included. */
  readonly between?: InputMaybe<FacetTextRange>;
  /** Holds this text somewhere, whatever its case and accents; `%` and `_` stand for themselves. */
  readonly contains?: InputMaybe<Scalars['String']['input']>;
  /** Ends with this text, whatever its case and accents. */
  readonly endsWith?: InputMaybe<Scalars['String']['input']>;
  /** Greater, in the order of the database. */
  readonly gt?: InputMaybe<Scalars['String']['input']>;
  /** Greater or equal. */
  readonly gte?: InputMaybe<Scalars['String']['input']>;
  /** Equal exactly, case included, to one of these; 1,000 at most. An empty list fits nothing. */
  readonly in?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Equal exactly, case included. */
  readonly is?: InputMaybe<Scalars['String']['input']>;
  /** Not equal exactly, case included; a missing value does not count as another. */
  readonly isNot?: InputMaybe<Scalars['String']['input']>;
  /** Whether the value is missing. */
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  /** Less. */
  readonly lt?: InputMaybe<Scalars['String']['input']>;
  /** Less or equal. */
  readonly lte?: InputMaybe<Scalars['String']['input']>;
  /** Equal exactly, case included, to none of these; 1,000 at most. An empty list fits every value. */
  readonly notIn?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Begins with this text, whatever its case and accents. */
  readonly startsWith?: InputMaybe<Scalars['String']['input']>;
};

/** A range of texts, in the order of the database, both ends included. */
export type FacetTextRange = {
  /** The lower end. */
  readonly from: Scalars['String']['input'];
  /** The upper end. */
  readonly to: Scalars['String']['input'];
};

/** A period of the calendar. Its value is its first day. */
export type FacetTimeGrain =
  /** A day. */
  | 'DAY'
  /** A month. */
  | 'MONTH'
  /** A quarter of a year. */
  | 'QUARTER'
  /** A week, from Monday on. */
  | 'WEEK'
  /** A year. */
  | 'YEAR';

/** A place that a list is handed to. */
export type FacetTreatmentDestinationInput = {
  /** What it is given of each customer, 100 at most; left out: what the config says. */
  readonly attributes?: InputMaybe<ReadonlyArray<FacetOutgoingAttributeInput>>;
  /** The name of a destination in the config. */
  readonly destination: Scalars['String']['input'];
};

/** What a share of customers gets. */
export type FacetTreatmentInput = {
  /** Where the list of its customers is handed to, 20 at most; nowhere unless told. */
  readonly destinations?: InputMaybe<ReadonlyArray<FacetTreatmentDestinationInput>>;
  /** Whether it is control, which is sent nothing; false unless told. */
  readonly isControl?: InputMaybe<Scalars['Boolean']['input']>;
  /** What it is called; unique among those of its sub-audience, and not beginning with `_`. */
  readonly name: Scalars['String']['input'];
  /** The share of the customers, with two decimals at most; sizes are exact. */
  readonly percentage: Scalars['Float']['input'];
};

/** What a feature needs, and whether it can be used. */
export type FeatureReadiness = {
  /** The name of the feature, such as `SEGMENT_INSIGHTS`. */
  readonly feature: Scalars['String']['output'];
  /** Whether nothing is missing and no table that it needs is empty. */
  readonly isReady: Scalars['Boolean']['output'];
  /** The tables and columns that it needs. */
  readonly needs: ReadonlyArray<ReadinessNeed>;
  /** What holds beside, in a sentence. */
  readonly rule: Scalars['String']['output'];
  /** What people call it. */
  readonly title: Scalars['String']['output'];
};


/** What a feature needs, and whether it can be used. */
export type FeatureReadinessNeedsArgs = {
  states?: InputMaybe<ReadonlyArray<FacetReadinessState>>;
};

/** One meaning of a slot, and the days it holds. The words are explained in `docs/glossary.md`. */
export type FieldAlias = {
  /** The group it is shown in. */
  readonly category?: Maybe<Scalars['String']['output']>;
  /** What the value says. */
  readonly description: Scalars['String']['output'];
  /** The key of the meaning. */
  readonly fieldId: Scalars['ID']['output'];
  /** Names it had before; they still answer, deprecated. */
  readonly formerNames: ReadonlyArray<Scalars['String']['output']>;
  /** The name of the field in `ProfileFields`. */
  readonly graphqlName: Scalars['String']['output'];
  /** The alias, e.g. `ECOM_TOTAL_NET_SALES_AMOUNT_1M`. */
  readonly name: Scalars['String']['output'];
  /** How closely the value points at a person; null where it does not. */
  readonly piiClass?: Maybe<FacetPiiClass>;
  /** The slot: a generic column, e.g. `FIELD153`. */
  readonly slot: Scalars['String']['output'];
  /** What kind of value it is. */
  readonly type: FacetAttributeType;
  /** The unit, e.g. `count`, `days`, or the code of a currency. */
  readonly unit?: Maybe<Scalars['String']['output']>;
  /** The first day it holds; null: since ever. */
  readonly validFrom?: Maybe<Scalars['Date']['output']>;
  /** The first day it no longer holds; null: still holds. */
  readonly validTo?: Maybe<Scalars['Date']['output']>;
};

/** What was done to forget a customer. It names nobody. */
export type ForgottenCustomer = {
  /** How many hashes were added to what imports leave out. */
  readonly blocked: Scalars['Int']['output'];
  /** How many days of snapshots were given a new load, so that nothing of them that is held in memory is served. */
  readonly days: Scalars['Int']['output'];
  /** How many files of rejected rows were looked through. */
  readonly files: Scalars['Int']['output'];
  /** When it was done. */
  readonly forgottenAt: Scalars['DateTime']['output'];
  /** The id of the receipt, which is kept. */
  readonly receiptId: Scalars['ID']['output'];
  /** The tables in which something was found. */
  readonly tables: ReadonlyArray<ForgottenTable>;
  /** How many files of rejected rows are not on the server's machine, or could not be rewritten. */
  readonly unreachedFiles: Scalars['Int']['output'];
  /** Whether the customer had been forgotten before. */
  readonly wasForgotten: Scalars['Boolean']['output'];
};

/** What was done in a table. */
export type ForgottenTable = {
  /** How many rows. */
  readonly rows: Scalars['Int']['output'];
  /** Its name. */
  readonly table: Scalars['String']['output'];
  /** What became of its rows: `delete`, `pseudonymise` or `rewrite`. */
  readonly way: Scalars['String']['output'];
};

/**
 * What one treatment of a delivery came to at one destination: `assigned` and `expanded` together are the rows that were sent or rejected, those
 * that wait, and the customers of `shrunk`.
 */
export type HandedPart = {
  /** Customers with the treatment; null until its rows are fixed. */
  readonly assigned?: Maybe<Scalars['Int']['output']>;
  /** The destination. */
  readonly destination: Scalars['String']['output'];
  /** Why it has stopped. */
  readonly error?: Maybe<Scalars['String']['output']>;
  /** Rows more than customers, for an attribute with several values. */
  readonly expanded?: Maybe<Scalars['Int']['output']>;
  /** Where the files lie, or where the batches were sent, without secrets. */
  readonly locations: ReadonlyArray<Scalars['String']['output']>;
  /** What it is called, such as a file: the names of the campaign and the treatment. */
  readonly name: Scalars['String']['output'];
  /** When the next attempt is made, after one that failed. */
  readonly nextAttemptAt?: Maybe<Scalars['DateTime']['output']>;
  /** Rows that it has refused. */
  readonly rejected: Scalars['Int']['output'];
  /** Refused rows that may be sent again as they are: `facet campaigns retry` does. */
  readonly retriable: Scalars['Int']['output'];
  /** Rows that the destination has taken. */
  readonly sent: Scalars['Int']['output'];
  /** Customers that were left out, by what they lack. */
  readonly shrunk: ReadonlyArray<ShrunkCount>;
  /** How far it is. */
  readonly state: FacetHandedState;
  /** The key of the treatment. */
  readonly treatmentId: Scalars['ID']['output'];
  /** Rows that are still to be handed over. */
  readonly waiting: Scalars['Int']['output'];
};

/** An industry. */
export type Industry = Node & {
  /** The companies of the industry, in the order of their keys, a page at a time. */
  readonly companies: CompanyConnection;
  /** The business key. */
  readonly id: Scalars['ID']['output'];
  /** The industry's metrics, in the order of their names and effective dates. */
  readonly metrics: ReadonlyArray<MetricValue>;
  /** The name. */
  readonly name: Scalars['String']['output'];
  /** The global identifier. */
  readonly nodeId: Scalars['ID']['output'];
};


/** An industry. */
export type IndustryCompaniesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** An industry. */
export type IndustryMetricsArgs = {
  app?: InputMaybe<Scalars['String']['input']>;
  effectiveDates?: InputMaybe<ReadonlyArray<Scalars['Date']['input']>>;
  lastFullMonth?: InputMaybe<Scalars['Boolean']['input']>;
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** What an attribute came to some days after a day. */
export type KpiChange = {
  /** The value the asked number of days after, as text; null without a profile of that very day or a value. */
  readonly after?: Maybe<Scalars['String']['output']>;
  /** The value on the day, as text; null without a profile or a value. */
  readonly before?: Maybe<Scalars['String']['output']>;
  /**
   * Of numbers: how much more it is after than on the day; null where either is missing, or where the name or slot means something
   * else on the one day than on the other.
   */
  readonly change?: Maybe<Scalars['Decimal']['output']>;
  /** The alias of the attribute; the slot's own name where a slot was asked for. */
  readonly name: Scalars['String']['output'];
  /** The unit, e.g. `count`, `days`, or the code of a currency. */
  readonly unit?: Maybe<Scalars['String']['output']>;
};

/** A run that has written data. */
export type LoadedData = {
  /** When it ended. */
  readonly finishedAt: Scalars['DateTime']['output'];
  /** What it did, such as `import`, `enrich`, `snapshot` or `daily`. */
  readonly kind: Scalars['String']['output'];
  /** Its key, which rows that it wrote name. */
  readonly loadId: Scalars['ID']['output'];
  /** The newest day whose snapshot is complete; null where there is none. */
  readonly newestCompleteDay?: Maybe<Scalars['Date']['output']>;
};

/** A day of a customer: what was known of the customer, and the campaigns of the day. */
export type MarketingImpactDay = {
  /** The business key of the customer. */
  readonly customerId: Scalars['ID']['output'];
  /** The day. */
  readonly date: Scalars['Date']['output'];
  /** The asked attributes in the order asked, without a value where there is no profile of the day. */
  readonly kpis: ReadonlyArray<ProfileAttribute>;
  /** The profile of this very day; null without one. */
  readonly profile?: Maybe<CustomerProfile>;
  /** The campaigns of the day, by their keys: whether the customer was targeted, held as control or left out. */
  readonly targetings: ReadonlyArray<CampaignTargeting>;
};


/** A day of a customer: what was known of the customer, and the campaigns of the day. */
export type MarketingImpactDayTargetingsArgs = {
  states?: InputMaybe<ReadonlyArray<TargetingState>>;
};

/** A group of values of metrics. */
export type MetricAggregate = {
  /** What its entities have in common, in the order of `groupBy`, and last the period of `grain`; empty of a total. */
  readonly keys: ReadonlyArray<MetricGroupKey>;
  /** A value of each metric of `names`, in that order and each once. */
  readonly values: ReadonlyArray<MetricGroupValue>;
};

/** A page of groups of values of metrics. */
export type MetricAggregateConnection = {
  /** The groups of the page with their cursors. */
  readonly edges: ReadonlyArray<MetricAggregateEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /**
   * One group of everything that the filters leave, combined by the same rules: not the sum of what the groups show, and
   * whatever `having` and the page leave out.
   */
  readonly total: MetricAggregate;
  /** How many groups there are on all pages. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A group of values of metrics in a list. */
export type MetricAggregateEdge = {
  /** Where the group stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The group. */
  readonly node: MetricAggregate;
};

/** For which dates values of a metric, or the base rows that make them, are stored at one level. */
export type MetricAvailability = {
  /** The app. */
  readonly app: Scalars['String']['output'];
  /** The effective dates, oldest first. */
  readonly effectiveDates: ReadonlyArray<Scalars['Date']['output']>;
  /** The level. */
  readonly level: AggregationLevel;
};

/** A condition on the values of one metric. */
export type MetricCondition = {
  /** The metric, which is among `names`. */
  readonly metric: Scalars['String']['input'];
  /** What must hold of the value. */
  readonly number: FacetNumberFilter;
};

/** What a metric means, and how its values are combined. Attributes of customers are no metrics; the words are explained in `docs/glossary.md`. */
export type MetricDefinition = {
  /** How the values of the entities below make that of one above. */
  readonly acrossEntities: FacetRollUpRule;
  /** How the values of several effective dates make that of a longer period. */
  readonly acrossTime: FacetRollUpRule;
  /**
   * Where and for when values, or the base rows that a distinct count makes them of, are stored, by level and app; only at
   * levels of `storedLevels`.
   */
  readonly availability: ReadonlyArray<MetricAvailability>;
  /** Of a distinct count: the name of the base rows whose items are counted. */
  readonly baseName?: Maybe<Scalars['String']['output']>;
  /** The group it is shown in. */
  readonly category?: Maybe<Scalars['String']['output']>;
  /** What the value says. */
  readonly description: Scalars['String']['output'];
  /** The periods that it can be asked for: longer ones than a month only where its values may be combined across time. */
  readonly grains: ReadonlyArray<FacetTimeGrain>;
  /** A short name for people. */
  readonly label?: Maybe<Scalars['String']['output']>;
  /** The levels that it can be asked at: those that it is kept at, and where its rule allows those above. */
  readonly levels: ReadonlyArray<AggregationLevel>;
  /** The name. */
  readonly name: Scalars['String']['output'];
  /** The levels that values, or the base rows of a distinct count, may be kept at. */
  readonly storedLevels: ReadonlyArray<AggregationLevel>;
  /** The unit, e.g. `minutes`, `euros`, `percent`, `count`, or the code of a currency. */
  readonly unit?: Maybe<Scalars['String']['output']>;
  /** Of a weighted average: the metric that says how much a value counts. */
  readonly weight?: Maybe<MetricDefinition>;
};

/**
 * Which entities. All that is given must hold, and nothing holds for a missing value but `isNull`. Each level knows what is its own
 * and what is of the levels above. No member may be null, so that a forgotten variable is an error (an absent one too) and not a
 * wider question, and nothing below the top may be empty. 500 conditions and branches, and 20 levels are the most.
 */
export type MetricEntityFilter = {
  /** How many people the account employs: at level `ACCOUNT` and below. */
  readonly accountEmployees?: InputMaybe<FacetNumberFilter>;
  /** The account's key, which is compared by its bytes: at level `ACCOUNT` and below. */
  readonly accountId?: InputMaybe<FacetTextFilter>;
  /** The account's name: at level `ACCOUNT` and below. */
  readonly accountName?: InputMaybe<FacetTextFilter>;
  /** All of these must hold; 1,000 at most. True where the list is empty. */
  readonly and?: InputMaybe<ReadonlyArray<MetricEntityFilter>>;
  /** How many people the company employs: at level `COMPANY` and below. */
  readonly companyEmployees?: InputMaybe<FacetNumberFilter>;
  /** The company's key, which is compared by its bytes: at level `COMPANY` and below. */
  readonly companyId?: InputMaybe<FacetTextFilter>;
  /** The company's name: at level `COMPANY` and below. */
  readonly companyName?: InputMaybe<FacetTextFilter>;
  /** The contract's key, which is compared by its bytes: at level `CONTRACT` and below. */
  readonly contractId?: InputMaybe<FacetTextFilter>;
  /** The contract's name: at level `CONTRACT` and below. */
  readonly contractName?: InputMaybe<FacetTextFilter>;
  /** The country of the company: at level `COMPANY` and below. */
  readonly country?: InputMaybe<FacetTextFilter>;
  /** The customer's key, which is compared by its bytes: at level `CUSTOMER`. */
  readonly customerId?: InputMaybe<FacetTextFilter>;
  /** The industry's key, which is compared by its bytes. */
  readonly industryId?: InputMaybe<FacetTextFilter>;
  /** The industry's name. */
  readonly industryName?: InputMaybe<FacetTextFilter>;
  /** Whether the account is looked after closely: at level `ACCOUNT` and below. */
  readonly isKeyAccount?: InputMaybe<FacetFlagFilter>;
  /** This must not hold: exactly the other entities, those with missing values too. */
  readonly not?: InputMaybe<MetricEntityFilter>;
  /** One of these must hold; 1,000 at most. False where the list is empty. */
  readonly or?: InputMaybe<ReadonlyArray<MetricEntityFilter>>;
};

/** One value that the entities of a group, or the dates of its values, have in common. */
export type MetricGroupKey = {
  /** The period that effective dates were taken for; null of attributes. */
  readonly grain?: Maybe<FacetTimeGrain>;
  /** The attribute, as a field of `MetricEntityFilter` is named, or `effectiveDate`. */
  readonly name: Scalars['String']['output'];
  /** The value as text: of a period its first day; `true` or `false`. Null where entities have none. */
  readonly value?: Maybe<Scalars['String']['output']>;
};

/** One term of an order of groups: exactly one of `metric` and `key`. */
export type MetricGroupOrder = {
  /** Smallest or greatest first. */
  readonly direction?: InputMaybe<FacetSortDirection>;
  /** The key, by its place in `groupBy`; the first is 1, and the period of `grain` comes behind the last. */
  readonly key?: InputMaybe<Scalars['Int']['input']>;
  /** The metric whose value the groups are put in order by; it is among `names`. */
  readonly metric?: InputMaybe<Scalars['String']['input']>;
  /** Where groups without a value come, in either direction. */
  readonly nulls?: InputMaybe<FacetNullsOrder>;
};

/** What the values of a metric in a group combine to. */
export type MetricGroupValue = {
  /** How many values there are in the group: one for each entity and effective date that has one. */
  readonly count: Scalars['Int']['output'];
  /** What the metric means. */
  readonly definition: MetricDefinition;
  /** The metric's name. */
  readonly name: Scalars['String']['output'];
  /** Why there is no value; null where there is one. */
  readonly reason?: Maybe<MetricValueGap>;
  /** The unit, e.g. `minutes`, `euros`, `percent`, `count`, or the code of a currency. */
  readonly unit?: Maybe<Scalars['String']['output']>;
  /**
   * The exact value without zeros at the end; averages of several values are rounded to ten decimal places, halves away from zero.
   * Null where there is none, which `reason` explains.
   */
  readonly value?: Maybe<Scalars['Decimal']['output']>;
  /** The value as a person reads it, by its unit: `5min`, `€15,000`; null where there is no value. */
  readonly valueFormatted?: Maybe<Scalars['String']['output']>;
};


/** What the values of a metric in a group combine to. */
export type MetricGroupValueValueFormattedArgs = {
  locale?: InputMaybe<Scalars['String']['input']>;
};

/** What entities of a level have in common within a group: what the level knows of itself and of the levels above. */
export type MetricGrouping =
  /** How many people the account employs: at level `ACCOUNT` and below. */
  | 'ACCOUNT_EMPLOYEES'
  /** The account's key, which is compared by its bytes: at level `ACCOUNT` and below. */
  | 'ACCOUNT_ID'
  /** The account's name: at level `ACCOUNT` and below. */
  | 'ACCOUNT_NAME'
  /** How many people the company employs: at level `COMPANY` and below. */
  | 'COMPANY_EMPLOYEES'
  /** The company's key, which is compared by its bytes: at level `COMPANY` and below. */
  | 'COMPANY_ID'
  /** The company's name: at level `COMPANY` and below. */
  | 'COMPANY_NAME'
  /** The contract's key, which is compared by its bytes: at level `CONTRACT` and below. */
  | 'CONTRACT_ID'
  /** The contract's name: at level `CONTRACT` and below. */
  | 'CONTRACT_NAME'
  /** The country of the company: at level `COMPANY` and below. */
  | 'COUNTRY'
  /** The customer's key, which is compared by its bytes: at level `CUSTOMER`. */
  | 'CUSTOMER_ID'
  /** The industry's key, which is compared by its bytes. */
  | 'INDUSTRY_ID'
  /** The industry's name. */
  | 'INDUSTRY_NAME'
  /** Whether the account is looked after closely: at level `ACCOUNT` and below. */
  | 'IS_KEY_ACCOUNT';

/** Where a value comes from. */
export type MetricOrigin =
  /** It was made of the values below by the rule of the metric, because none was stored. */
  | 'ROLLED_UP'
  /** It was stored as it is. */
  | 'STORED';

/** A value of a metric that is effective on one date. */
export type MetricValue = {
  /** The app that it is a value for. */
  readonly app: Scalars['String']['output'];
  /** Of a value that was made of others: how many entities are directly below; null for others. */
  readonly children?: Maybe<Scalars['Int']['output']>;
  /** Of a value that was made of others: how many of the entities directly below contribute to it; null for others. */
  readonly childrenWithValue?: Maybe<Scalars['Int']['output']>;
  /** When the value, or the newest of those that it was made of, was written; null where that is not known. */
  readonly computedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What the metric means. */
  readonly definition: MetricDefinition;
  /** The day that the value is effective on: of a month, which values are about as a rule, its first day. */
  readonly effectiveDate: Scalars['Date']['output'];
  /** The business key of the entity. */
  readonly entityId: Scalars['ID']['output'];
  /** What kind of entity it is a value of. */
  readonly level: AggregationLevel;
  /** The metric's name, e.g. `affiliation_minutes_saved_past_12_months`. */
  readonly name: Scalars['String']['output'];
  /** Whether it was stored, or made of the values below. */
  readonly origin: MetricOrigin;
  /** The unit, e.g. `minutes`, `euros`, `percent`, `count`, or the code of a currency. */
  readonly unit?: Maybe<Scalars['String']['output']>;
  /** The exact value with the digits that it was stored with, e.g. `15000.0`; null where it is known to be missing. */
  readonly value?: Maybe<Scalars['Decimal']['output']>;
  /** The value as a person reads it, by its unit: `5min`, `€15,000`; null where there is no value. */
  readonly valueFormatted?: Maybe<Scalars['String']['output']>;
};


/** A value of a metric that is effective on one date. */
export type MetricValueValueFormattedArgs = {
  locale?: InputMaybe<Scalars['String']['input']>;
};

/** Why a group has no value of a metric. */
export type MetricValueGap =
  /** Some of the distinct counts were stored without the base rows that would tell what they count. */
  | 'BASE_ROWS_MISSING'
  /** Several entities have values, and the rule of the metric combines none across entities. */
  | 'NOT_ADDITIVE_ACROSS_ENTITIES'
  /** Several effective dates have values, and the rule of the metric combines none across time. */
  | 'NOT_ADDITIVE_ACROSS_TIME'
  /** Nothing is known: none of its entities has a value on any of the dates. */
  | 'NO_VALUES'
  /** Values of a weighted average have no weight that they could count by, or weigh nothing together. */
  | 'WEIGHTS_MISSING';

/** A table of the original contract that Facet does not have. */
export type MissingTable = {
  /** The checks that are not made because of it. */
  readonly checks: ReadonlyArray<Scalars['String']['output']>;
  /** Why Facet does not have it. */
  readonly reason: Scalars['String']['output'];
  /** The table. */
  readonly table: Scalars['String']['output'];
};

/** Something that predictive models need. */
export type ModelRequirement = {
  /** What it asks for. */
  readonly description: Scalars['String']['output'];
  /** Whether that is enough. */
  readonly isMet: Scalars['Boolean']['output'];
  /** What was measured; null where there is nothing to measure. */
  readonly measured?: Maybe<Scalars['Float']['output']>;
  /** What to do, in a sentence; null where nothing is to be done. */
  readonly remedy?: Maybe<Scalars['String']['output']>;
  /** Its name, such as `HISTORY`. */
  readonly requirement: Scalars['String']['output'];
  /** What it is measured in. */
  readonly unit: Scalars['String']['output'];
};

/** Everything that can be changed; with an API key that may write. */
export type Mutation = {
  /** Puts a campaign away that is neither scheduled nor under way. What it has delivered stays. */
  readonly archiveCampaign: PlannedCampaign;
  /** Puts a segment away. An error (`SEGMENT_IN_USE`) while definitions of others name it. Its versions and the history of its members stay. */
  readonly archiveSegment: Segment;
  /** Keeps a new campaign as a draft. */
  readonly createCampaign: PlannedCampaign;
  /** Makes a segment. Its definition is asked once, so that what cannot be answered is refused, and who is in it is counted. */
  readonly createSegment: SegmentChange;
  /**
   * Has a campaign delivered now, by the serving process or the next `facet campaigns run`; a schedule that it has goes on afterwards. One that
   * stands with an error tries its delivery again: what was taken by a destination is not sent anew.
   */
  readonly deliverCampaign: PlannedCampaign;
  /**
   * Takes a person out of everything that Facet keeps, for good: rows are deleted, or become those of nobody known where sums are made of them, and
   * no import brings the person back. With an API key that may write, of a role that sees all rows and has the scope `customers:forget`. An error
   * where nothing is known of the customer, and while an import or another run writes persons.
   */
  readonly forgetCustomer: ForgottenCustomer;
  /** Takes back what was set for a check; what was taken back, and null where nothing was set. */
  readonly removeValidationThreshold?: Maybe<ValidationThreshold>;
  /** Puts a draft or delivered campaign on its schedule. */
  readonly scheduleCampaign: PlannedCampaign;
  /**
   * Sets the thresholds of a check for all runs from now on, in place of those that it begins with and of the config. An error for a check
   * that no run has made yet.
   */
  readonly setValidationThreshold: ValidationThreshold;
  /** Takes a campaign off its schedule, so that it can be changed. */
  readonly unscheduleCampaign: PlannedCampaign;
  /** Gives a draft or delivered campaign a new version of its definition; the whole of it. */
  readonly updateCampaign: PlannedCampaign;
  /**
   * Writes the next version of a segment, with what is given; what is left out stays, and nothing is written where nothing is changed. Of two
   * changes at once one is an error (`SEGMENT_CHANGED`).
   */
  readonly updateSegment: SegmentChange;
};


/** Everything that can be changed; with an API key that may write. */
export type MutationArchiveCampaignArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be changed; with an API key that may write. */
export type MutationArchiveSegmentArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be changed; with an API key that may write. */
export type MutationCreateCampaignArgs = {
  definition: PlannedCampaignInput;
  id?: InputMaybe<Scalars['ID']['input']>;
};


/** Everything that can be changed; with an API key that may write. */
export type MutationCreateSegmentArgs = {
  definition: SegmentDefinitionInput;
  description?: InputMaybe<Scalars['String']['input']>;
  id?: InputMaybe<Scalars['ID']['input']>;
  materialise?: InputMaybe<SegmentMaterialisation>;
  name: Scalars['String']['input'];
};


/** Everything that can be changed; with an API key that may write. */
export type MutationDeliverCampaignArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be changed; with an API key that may write. */
export type MutationForgetCustomerArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be changed; with an API key that may write. */
export type MutationRemoveValidationThresholdArgs = {
  check: Scalars['String']['input'];
};


/** Everything that can be changed; with an API key that may write. */
export type MutationScheduleCampaignArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be changed; with an API key that may write. */
export type MutationSetValidationThresholdArgs = {
  check: Scalars['String']['input'];
  errorAbove?: InputMaybe<Scalars['Float']['input']>;
  warnAbove?: InputMaybe<Scalars['Float']['input']>;
};


/** Everything that can be changed; with an API key that may write. */
export type MutationUnscheduleCampaignArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be changed; with an API key that may write. */
export type MutationUpdateCampaignArgs = {
  definition: PlannedCampaignInput;
  id: Scalars['ID']['input'];
  version?: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be changed; with an API key that may write. */
export type MutationUpdateSegmentArgs = {
  definition?: InputMaybe<SegmentDefinitionInput>;
  description?: InputMaybe<Scalars['String']['input']>;
  id: Scalars['ID']['input'];
  materialise?: InputMaybe<SegmentMaterialisation>;
  name?: InputMaybe<Scalars['String']['input']>;
  version?: InputMaybe<Scalars['Int']['input']>;
};

/** An object with an identity of its own in the whole graph. */
export type Node = {
  /** The global identifier; hand it to `node`. Not meant to be read. */
  readonly nodeId: Scalars['ID']['output'];
};

/**
 * An order: all order lines with one order number. Money is in `currency`, exact and never rounded. What was bought, returned and
 * cancelled are sums of their own; what was returned or cancelled is at or below zero, so that the three add up.
 */
export type Order = Node & {
  /**
   * What the source gives beside these, texts by name as the import names them; null without any. Of the lines that name the customer: of
   * each name that of the first line, what was bought before what came back.
   */
  readonly attributes?: Maybe<Scalars['JSON']['output']>;
  /** The brand that the order belongs to. */
  readonly brand?: Maybe<Scalars['String']['output']>;
  /** Units cancelled; at or below zero. */
  readonly cancelledQuantity: Scalars['Decimal']['output'];
  /** Revenue given up for cancellations; at or below zero. */
  readonly cancelledRevenue: Scalars['Decimal']['output'];
  /** Cost of the units bought to the company. */
  readonly cost?: Maybe<Scalars['Decimal']['output']>;
  /** The currency, e.g. `EUR` (ISO 4217), as the source writes it. */
  readonly currency?: Maybe<Scalars['String']['output']>;
  /** The customer who placed it; null for one who is not known. */
  readonly customer?: Maybe<Customer>;
  /** The business key of the customer who placed it. */
  readonly customerId: Scalars['ID']['output'];
  /** The digital channel that led to it, e.g. `email`. */
  readonly digitalChannel?: Maybe<Scalars['String']['output']>;
  /** Discount of the order as a whole, which is not in the revenue of its lines; null without one. */
  readonly discountAmount?: Maybe<Scalars['Decimal']['output']>;
  /** `discountAmount` as a share of `listPrice`, 0 to 1; null where either is missing. */
  readonly discountPercent?: Maybe<Scalars['Decimal']['output']>;
  /** The number of the order. */
  readonly id: Scalars['ID']['output'];
  /** How many lines there are under the number, returns and cancellations too, and those that name another customer. */
  readonly lineCount: Scalars['Int']['output'];
  /** Discounts of all lines as they stand. */
  readonly lineDiscountAmount?: Maybe<Scalars['Decimal']['output']>;
  /** Revenue of all lines as they stand, returns and cancellations too, by the signs of the source. */
  readonly lineRevenue?: Maybe<Scalars['Decimal']['output']>;
  /** The lines that name the customer, in the order of their instants and keys: what was bought, then what was returned or cancelled later. */
  readonly lines: OrderLineConnection;
  /** List price of the units bought, before any discount; null where no line has one. */
  readonly listPrice?: Maybe<Scalars['Decimal']['output']>;
  /**
   * What is left: `revenue`, `returnedRevenue` and `cancelledRevenue` together, less the discount of the order, which takes off no more
   * than there is.
   */
  readonly netRevenue: Scalars['Decimal']['output'];
  /** The global identifier. */
  readonly nodeId: Scalars['ID']['output'];
  /** When it was placed. */
  readonly orderedAt: Scalars['DateTime']['output'];
  /** How it was paid, e.g. `card`. */
  readonly paymentMethod?: Maybe<Scalars['String']['output']>;
  /** The brand that was bought, as the source writes it. */
  readonly purchaseBrand?: Maybe<Scalars['String']['output']>;
  /** The channel of the purchase, e.g. `web` or `store`. */
  readonly purchaseChannel?: Maybe<Scalars['String']['output']>;
  /** Units bought, before returns and cancellations. */
  readonly quantity: Scalars['Decimal']['output'];
  /** Units returned; at or below zero. */
  readonly returnedQuantity: Scalars['Decimal']['output'];
  /** Revenue given back for returns; at or below zero. */
  readonly returnedRevenue: Scalars['Decimal']['output'];
  /** The lines among them that say what was given back, returned or cancelled. */
  readonly returns: OrderLineConnection;
  /** Revenue of the units bought, after discounts of lines, before returns and cancellations. */
  readonly revenue: Scalars['Decimal']['output'];
  /** The key of the customer in the source of the order. */
  readonly sourceCustomerId?: Maybe<Scalars['ID']['output']>;
  /** The key of the store. */
  readonly storeId?: Maybe<Scalars['ID']['output']>;
  /** Subtotal of the lines bought, as the source works it out. */
  readonly subtotal?: Maybe<Scalars['Decimal']['output']>;
  /** Tax on the lines bought. */
  readonly taxAmount?: Maybe<Scalars['Decimal']['output']>;
};


/**
 * An order: all order lines with one order number. Money is in `currency`, exact and never rounded. What was bought, returned and
 * cancelled are sums of their own; what was returned or cancelled is at or below zero, so that the three add up.
 */
export type OrderLinesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * An order: all order lines with one order number. Money is in `currency`, exact and never rounded. What was bought, returned and
 * cancelled are sums of their own; what was returned or cancelled is at or below zero, so that the three add up.
 */
export type OrderReturnsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/**
 * A group of orders. Missing values do not count in its measures. At most 50 different ones can be asked at once, those of the order
 * and the conditions on groups among them.
 */
export type OrderAggregate = {
  /** The average of numbers, rounded to ten decimal places, halves away from zero; null where all are missing. */
  readonly average?: Maybe<Scalars['Decimal']['output']>;
  /** How many orders. */
  readonly count: Scalars['Int']['output'];
  /** How many customers they are of. */
  readonly customers: Scalars['Int']['output'];
  /** How many different values. */
  readonly distinct: Scalars['Int']['output'];
  /** What its orders have in common, in the order of `groupBy`. */
  readonly keys: ReadonlyArray<OrderGroupKey>;
  /** The greatest of numbers, texts (in the order of the database), days or instants, as text; null where all are missing. */
  readonly maximum?: Maybe<Scalars['String']['output']>;
  /** The smallest of numbers, texts (in the order of the database), days or instants, as text; null where all are missing. */
  readonly minimum?: Maybe<Scalars['String']['output']>;
  /** The sum of numbers, exact; null where all are missing. */
  readonly sum?: Maybe<Scalars['Decimal']['output']>;
};


/**
 * A group of orders. Missing values do not count in its measures. At most 50 different ones can be asked at once, those of the order
 * and the conditions on groups among them.
 */
export type OrderAggregateAverageArgs = {
  column: FacetOrderColumn;
};


/**
 * A group of orders. Missing values do not count in its measures. At most 50 different ones can be asked at once, those of the order
 * and the conditions on groups among them.
 */
export type OrderAggregateDistinctArgs = {
  column: FacetOrderColumn;
};


/**
 * A group of orders. Missing values do not count in its measures. At most 50 different ones can be asked at once, those of the order
 * and the conditions on groups among them.
 */
export type OrderAggregateMaximumArgs = {
  column: FacetOrderColumn;
};


/**
 * A group of orders. Missing values do not count in its measures. At most 50 different ones can be asked at once, those of the order
 * and the conditions on groups among them.
 */
export type OrderAggregateMinimumArgs = {
  column: FacetOrderColumn;
};


/**
 * A group of orders. Missing values do not count in its measures. At most 50 different ones can be asked at once, those of the order
 * and the conditions on groups among them.
 */
export type OrderAggregateSumArgs = {
  column: FacetOrderColumn;
};

/** A page of groups of orders. */
export type OrderAggregateConnection = {
  /** The groups of the page with their cursors. */
  readonly edges: ReadonlyArray<OrderAggregateEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many groups there are on all pages. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A group of orders in a list. */
export type OrderAggregateEdge = {
  /** Where the group stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The group. */
  readonly node: OrderAggregate;
};

/** A page of orders. */
export type OrderConnection = {
  /** The orders of the page with their cursors. */
  readonly edges: ReadonlyArray<OrderEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many orders there are on all pages. */
  readonly totalCount: Scalars['Int']['output'];
};

/** An order in a list. */
export type OrderEdge = {
  /** Where the order stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The order. */
  readonly node: Order;
};

/** One value that the orders or order lines of a group have in common. */
export type OrderGroupKey = {
  /** The period that it was taken for. */
  readonly grain?: Maybe<FacetTimeGrain>;
  /** The column or attribute; of a product or customer behind `product.` or `customer.`. */
  readonly name: Scalars['String']['output'];
  /**
   * The value as text: numbers as exact decimals, days and instants in ISO 8601, `true` or `false`; of a period its first day. Null
   * where there is none.
   */
  readonly value?: Maybe<Scalars['String']['output']>;
};

/**
 * One line of an order as its source gives it. A return or a cancellation is a line of its own under the original order, flagged, and
 * its quantity and money are at or below zero where the source writes them so. Money is of all units of the line, in `currency`.
 */
export type OrderLine = {
  /** What the source gives beside these, texts by name as the import names them; null without any. */
  readonly attributes?: Maybe<Scalars['JSON']['output']>;
  /** The brand that the line belongs to. */
  readonly brand?: Maybe<Scalars['String']['output']>;
  /** Cost to the company. */
  readonly cost?: Maybe<Scalars['Decimal']['output']>;
  /** The currency, e.g. `EUR` (ISO 4217), as the source writes it. */
  readonly currency?: Maybe<Scalars['String']['output']>;
  /** The digital channel that led to it, e.g. `email`. */
  readonly digitalChannel?: Maybe<Scalars['String']['output']>;
  /** Discount of the line. */
  readonly discountAmount?: Maybe<Scalars['Decimal']['output']>;
  /** `discountAmount` as a share of `listPrice`, 0 to 1, as the source gives it. */
  readonly discountPercent?: Maybe<Scalars['Decimal']['output']>;
  /** Whether the line is a cancellation; null where the source does not say, which counts as no. */
  readonly isCancellation?: Maybe<Scalars['Boolean']['output']>;
  /** Whether the line is a return; null where the source does not say, which counts as no. One that is flagged both ways is a return. */
  readonly isReturn?: Maybe<Scalars['Boolean']['output']>;
  /** The key of the line within its order. */
  readonly lineId: Scalars['ID']['output'];
  /** List price, before discounts. */
  readonly listPrice?: Maybe<Scalars['Decimal']['output']>;
  /** Discount of the order as a whole, as the source repeats it on the line or gives the line its share. */
  readonly orderDiscountAmount?: Maybe<Scalars['Decimal']['output']>;
  /** When it was ordered; of a return or a cancellation, when that happened. */
  readonly orderedAt: Scalars['DateTime']['output'];
  /** How it was paid, e.g. `card`. */
  readonly paymentMethod?: Maybe<Scalars['String']['output']>;
  /** The product; null where it is not known. */
  readonly product?: Maybe<Product>;
  /** The key of the product; null where the source gives none. */
  readonly productId?: Maybe<Scalars['ID']['output']>;
  /** Profit. */
  readonly profit?: Maybe<Scalars['Decimal']['output']>;
  /** The brand that was bought, as the source writes it. */
  readonly purchaseBrand?: Maybe<Scalars['String']['output']>;
  /** The channel of the purchase, e.g. `web` or `store`. */
  readonly purchaseChannel?: Maybe<Scalars['String']['output']>;
  /** Units. */
  readonly quantity?: Maybe<Scalars['Decimal']['output']>;
  /** Revenue, after the discount of the line. */
  readonly revenue?: Maybe<Scalars['Decimal']['output']>;
  /** The key of the store. */
  readonly storeId?: Maybe<Scalars['ID']['output']>;
  /** Subtotal, as the source works it out. */
  readonly subtotal?: Maybe<Scalars['Decimal']['output']>;
  /** Tax. */
  readonly taxAmount?: Maybe<Scalars['Decimal']['output']>;
};

/**
 * A group of order lines. Missing values do not count in its measures. At most 50 different ones can be asked at once, those of the order
 * and the conditions on groups among them.
 */
export type OrderLineAggregate = {
  /** The average of numbers, rounded to ten decimal places, halves away from zero; null where all are missing. */
  readonly average?: Maybe<Scalars['Decimal']['output']>;
  /** How many order lines. */
  readonly count: Scalars['Int']['output'];
  /** How many customers they are of. */
  readonly customers: Scalars['Int']['output'];
  /** How many different values. */
  readonly distinct: Scalars['Int']['output'];
  /** What its order lines have in common, in the order of `groupBy`. */
  readonly keys: ReadonlyArray<OrderGroupKey>;
  /** The greatest of numbers, texts (in the order of the database), days or instants, as text; null where all are missing. */
  readonly maximum?: Maybe<Scalars['String']['output']>;
  /** The smallest of numbers, texts (in the order of the database), days or instants, as text; null where all are missing. */
  readonly minimum?: Maybe<Scalars['String']['output']>;
  /** How many orders they are of. */
  readonly orders: Scalars['Int']['output'];
  /** The sum of numbers, exact; null where all are missing. */
  readonly sum?: Maybe<Scalars['Decimal']['output']>;
};


/**
 * A group of order lines. Missing values do not count in its measures. At most 50 different ones can be asked at once, those of the order
 * and the conditions on groups among them.
 */
export type OrderLineAggregateAverageArgs = {
  column: FacetOrderLineColumn;
};


/**
 * A group of order lines. Missing values do not count in its measures. At most 50 different ones can be asked at once, those of the order
 * and the conditions on groups among them.
 */
export type OrderLineAggregateDistinctArgs = {
  column: FacetOrderLineColumn;
};


/**
 * A group of order lines. Missing values do not count in its measures. At most 50 different ones can be asked at once, those of the order
 * and the conditions on groups among them.
 */
export type OrderLineAggregateMaximumArgs = {
  column: FacetOrderLineColumn;
};


/**
 * A group of order lines. Missing values do not count in its measures. At most 50 different ones can be asked at once, those of the order
 * and the conditions on groups among them.
 */
export type OrderLineAggregateMinimumArgs = {
  column: FacetOrderLineColumn;
};


/**
 * A group of order lines. Missing values do not count in its measures. At most 50 different ones can be asked at once, those of the order
 * and the conditions on groups among them.
 */
export type OrderLineAggregateSumArgs = {
  column: FacetOrderLineColumn;
};

/** A page of groups of order lines. */
export type OrderLineAggregateConnection = {
  /** The groups of the page with their cursors. */
  readonly edges: ReadonlyArray<OrderLineAggregateEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many groups there are on all pages. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A group of order lines in a list. */
export type OrderLineAggregateEdge = {
  /** Where the group stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The group. */
  readonly node: OrderLineAggregate;
};

/** A page of order lines. */
export type OrderLineConnection = {
  /** The order lines of the page with their cursors. */
  readonly edges: ReadonlyArray<OrderLineEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
};

/** An order line in a list. */
export type OrderLineEdge = {
  /** Where the order line stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The order line. */
  readonly node: OrderLine;
};

/** Which part of a list a page shows. */
export type PageInfo = {
  /** The cursor of the last edge; null on an empty page. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether there is more after this page. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether there is more before this page. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the first edge; null on an empty page. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

/** A campaign that is planned here and delivered by Facet. */
export type PlannedCampaign = {
  /** The application that its rows belong to. */
  readonly app: Scalars['String']['output'];
  /** The brand that it is of. */
  readonly brand?: Maybe<Scalars['String']['output']>;
  /** The campaign as imported ones are shown; null before it is scheduled or delivered. */
  readonly campaign?: Maybe<Campaign>;
  /** When it was made. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Who made it. */
  readonly createdBy: Scalars['String']['output'];
  /** The definition, as `PlannedCampaignInput` has it, with all that was left out filled in. */
  readonly definition: Scalars['JSON']['output'];
  /** Its newest deliveries, 100 at most, the newest first. */
  readonly deliveries: ReadonlyArray<PlannedDelivery>;
  /** Why it stands at `ERROR`. */
  readonly error?: Maybe<Scalars['String']['output']>;
  /** The key; `planId` of the campaign among the imported ones. */
  readonly id: Scalars['ID']['output'];
  /** Words to find it by. */
  readonly labels: ReadonlyArray<Scalars['String']['output']>;
  /** What it is called. */
  readonly name: Scalars['String']['output'];
  /** When its next delivery is due; null where none is. */
  readonly nextDueAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * What a delivery of today would be: who would enter, leave, stay and be dropped. Writes nothing. An error where one of its segments cannot
   * be asked.
   */
  readonly plan: DeliveryCounts;
  /** When it was put on the schedule that it is on; null where only a single delivery was asked for, and when it has ended. */
  readonly scheduledAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who scheduled it, or asked for its delivery. */
  readonly scheduledBy?: Maybe<Scalars['String']['output']>;
  /** Where it stands in its life. */
  readonly status: PlannedCampaignStatus;
  /** How often it delivers. */
  readonly type: PlannedCampaignType;
  /** When it was changed last. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** Who changed it last. */
  readonly updatedBy: Scalars['String']['output'];
  /** The newest version of its definition. */
  readonly version: Scalars['Int']['output'];
};


/** A campaign that is planned here and delivered by Facet. */
export type PlannedCampaignPlanArgs = {
  sample?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of planned campaigns. */
export type PlannedCampaignConnection = {
  /** The campaigns of the page with their cursors. */
  readonly edges: ReadonlyArray<PlannedCampaignEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many campaigns there are on all pages. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A planned campaign in a list. */
export type PlannedCampaignEdge = {
  /** Where the campaign stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The campaign. */
  readonly node: PlannedCampaign;
};

/**
 * A planned campaign: who gets what, when and where to. The same as JSON and in the config. No member may be null, so that a variable that
 * was forgotten does not make a campaign without rules.
 */
export type PlannedCampaignInput = {
  /** The application that its rows belong to. */
  readonly app?: InputMaybe<Scalars['String']['input']>;
  /** Who it is for. */
  readonly audience: FacetCampaignAudienceInput;
  /** The brand that it is of. */
  readonly brand?: InputMaybe<Scalars['String']['input']>;
  /** Who gets nothing although they are in the audience. */
  readonly contactRules?: InputMaybe<FacetContactRulesInput>;
  /** Whether a customer is in the first sub-audience alone that it matches, and not in all of them; true unless told. */
  readonly firstMatchOnly?: InputMaybe<Scalars['Boolean']['input']>;
  /** Words to find it by: 10 at most, of 35 letters of a to z, digits, `-` and `_` each. */
  readonly labels?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** The day on which the message is expected to go out; that of the delivery unless told. Of a campaign that delivers once. */
  readonly launchDate?: InputMaybe<Scalars['Date']['input']>;
  /** The same as days after the delivery, 365 at most. */
  readonly launchDaysAfter?: InputMaybe<Scalars['Int']['input']>;
  /** What it is called; 100 characters at most. */
  readonly name: Scalars['String']['input'];
  /** Whether those on its lists are recorded in `campaignDeliveries` and `campaignTargetings`; true unless told. */
  readonly recordRecipients?: InputMaybe<Scalars['Boolean']['input']>;
  /** What those get who are in no sub-audience; they are dropped where it is left out. */
  readonly remaining?: InputMaybe<FacetRemainingCustomersInput>;
  /** When it delivers; a recurring campaign needs one, another one delivers as soon as it is scheduled. */
  readonly schedule?: InputMaybe<FacetCampaignScheduleInput>;
  /** Parts of the audience, in the order in which they are tried; 60 at most. */
  readonly subAudiences?: InputMaybe<ReadonlyArray<FacetSubAudienceInput>>;
  /** How often it delivers. */
  readonly type: PlannedCampaignType;
};

/** Where a planned campaign stands in its life. */
export type PlannedCampaignStatus =
  /** Put away. */
  | 'ARCHIVED'
  /** Its deliveries are made; it may be changed and scheduled again. */
  | 'DELIVERED'
  /** A delivery is under way. */
  | 'DELIVERING'
  /** In the making: nothing happens by itself. */
  | 'DRAFT'
  /** A delivery has stopped; `error` says why, and `deliverCampaign` tries it again. */
  | 'ERROR'
  /** Its next delivery waits for its time; unschedule it to change it. */
  | 'SCHEDULED';

/** How often a planned campaign delivers. */
export type PlannedCampaignType =
  /** Once each time that it is scheduled. */
  | 'ONE_TIME'
  /** Again and again, by its schedule. */
  | 'RECURRING';

/** A delivery of a planned campaign. */
export type PlannedDelivery = {
  /** When its customers were assigned. */
  readonly assignedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who entered, left, stayed and was dropped; null until its customers are assigned. */
  readonly counts?: Maybe<DeliveryCounts>;
  /** When it began. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The key, a UUID. */
  readonly deliveryId: Scalars['ID']['output'];
  /** When it was due. */
  readonly dueAt: Scalars['DateTime']['output'];
  /** Why it has stopped. */
  readonly error?: Maybe<Scalars['String']['output']>;
  /** The day that it is of. */
  readonly executionDate: Scalars['Date']['output'];
  /** When all was handed over. */
  readonly finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What its treatments handed to their destinations. */
  readonly handedOver: ReadonlyArray<HandedPart>;
  /** The day on which the message is expected to go out. */
  readonly launchDate: Scalars['Date']['output'];
  /** The first delivery of a campaign has 1. */
  readonly number: Scalars['Int']['output'];
  /** Who scheduled it, or asked for it. */
  readonly scheduledBy: Scalars['String']['output'];
  /** What has become of it. */
  readonly state: FacetDeliveryState;
  /** The version of the definition that it delivers. */
  readonly version: Scalars['Int']['output'];
};

/** A postal address. */
export type PostalAddress = {
  /** City. */
  readonly city?: Maybe<Scalars['String']['output']>;
  /** Country. */
  readonly country?: Maybe<Scalars['String']['output']>;
  /** Street and house number. */
  readonly line1?: Maybe<Scalars['String']['output']>;
  /** Second line, e.g. flat or floor. */
  readonly line2?: Maybe<Scalars['String']['output']>;
  /** Postal code. */
  readonly postal?: Maybe<Scalars['String']['output']>;
  /** State, province or region. */
  readonly state?: Maybe<Scalars['String']['output']>;
};

/** What the company sells, as its catalogue of products says. */
export type Product = Node & {
  /** The brand. */
  readonly brand?: Maybe<Scalars['String']['output']>;
  /** The category. */
  readonly category?: Maybe<Scalars['String']['output']>;
  /** The class. */
  readonly class?: Maybe<Scalars['String']['output']>;
  /** The colour. */
  readonly color?: Maybe<Scalars['String']['output']>;
  /** The department. */
  readonly department?: Maybe<Scalars['String']['output']>;
  /** A description. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** The gender that it is made for, e.g. `F`, `M` or `unisex`. */
  readonly gender?: Maybe<Scalars['String']['output']>;
  /** The business key. */
  readonly id: Scalars['ID']['output'];
  /** The price that the manufacturer suggests (MSRP), of one unit; the catalogue names no currency. */
  readonly msrp?: Maybe<Scalars['Decimal']['output']>;
  /** The name. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The global identifier. */
  readonly nodeId: Scalars['ID']['output'];
  /** The season. */
  readonly season?: Maybe<Scalars['String']['output']>;
  /** The size. */
  readonly size?: Maybe<Scalars['String']['output']>;
  /** The stock number (SKU). */
  readonly sku?: Maybe<Scalars['String']['output']>;
  /** The subcategory. */
  readonly subcategory?: Maybe<Scalars['String']['output']>;
  /** The type. */
  readonly type?: Maybe<Scalars['String']['output']>;
  /** The bar code (UPC). */
  readonly upc?: Maybe<Scalars['String']['output']>;
};

/** A page of products. */
export type ProductConnection = {
  /** The products of the page with their cursors. */
  readonly edges: ReadonlyArray<ProductEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many products there are on all pages. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A product in a list. */
export type ProductEdge = {
  /** Where the product stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The product. */
  readonly node: Product;
};

/** A named value of a customer on one day: one alias, one slot. The words are explained in `docs/glossary.md`. */
export type ProfileAttribute = {
  /** The value as a person reads it, with its unit. */
  readonly formatted?: Maybe<Scalars['String']['output']>;
  /** The name of the same value in `fields`; null where the slot had no alias on the day. */
  readonly graphqlName?: Maybe<Scalars['String']['output']>;
  /** The alias that the slot had on the day; the slot's own name where it had none. */
  readonly name: Scalars['String']['output'];
  /** The slot that it is kept in, e.g. `FIELD153`. */
  readonly slot: Scalars['String']['output'];
  /** What kind of value it is. */
  readonly type: FacetAttributeType;
  /** The unit, e.g. `count`, `days`, or the code of a currency. */
  readonly unit?: Maybe<Scalars['String']['output']>;
  /** The value as text: numbers as exact decimals, days and instants in ISO 8601, `true` or `false`. */
  readonly value?: Maybe<Scalars['String']['output']>;
};

/**
 * One typed field for every name in the catalogue of field aliases: the catalogue's part is added while the server runs.
 * A field is null on days on which its name had no meaning.
 */
export type ProfileFields = {
  /** The day. */
  readonly date: Scalars['Date']['output'];
};

/** Everything that can be asked. */
export type Query = {
  /**
   * Net changes of attributes of all customers between two days, by the keys of customers and then in the order of names: compared are
   * the newest complete days on or before the two dates. Who is new has nothing before.
   */
  readonly attributeChanges: CustomerAttributeChangeConnection;
  /** A campaign by its key; null when unknown. */
  readonly campaign?: Maybe<Campaign>;
  /** What a delivery of today would be of a campaign in the making. Writes nothing. */
  readonly campaignPlan: DeliveryCounts;
  /**
   * What customers did after the targetings of campaigns, campaigns put together. Compared with control only where each is by itself: other
   * groups may hold campaigns without control.
   */
  readonly campaignResults: CampaignResultsConnection;
  /** Campaigns, those that began last first. */
  readonly campaigns: CampaignConnection;
  /** Segments, saved or in the making, beside each other: what each is worth, and who is in several of them. */
  readonly compareSegments: SegmentComparison;
  /** One customer by its business key; null when unknown. */
  readonly customer?: Maybe<Customer>;
  /** The customer known by an identifier, such as an e-mail address; null when unknown. An error where several are. */
  readonly customerByIdentifier?: Maybe<Customer>;
  /** The customers that fit a filter and a search, in an order, a page at a time. */
  readonly customers: CustomerConnection;
  /**
   * The customers that fit a filter and a search, in groups: how many there are, and sums, averages and other measures
   * of their values, a page of groups at a time. Ask for a measure several times under aliases. Without `groupBy` there is one
   * group of all customers, also where nobody fits.
   */
  readonly customersAggregate: CustomerAggregateConnection;
  /**
   * What customers did after the deliveries of a campaign, by sub-audience and treatment, each compared with the control of its sub-audience,
   * else with that of the whole campaign. Without results where nobody was on a list of it.
   */
  readonly deliveryResults: CampaignResults;
  /** The meanings of the slots: all there ever were, or those that hold on one day. */
  readonly fieldAliases: ReadonlyArray<FieldAlias>;
  /** The metrics that there are, in the order of their names. */
  readonly metricDefinitions: ReadonlyArray<MetricDefinition>;
  /** The metrics of one entity; null when the entity is unknown. */
  readonly metrics?: Maybe<EntityMetrics>;
  /**
   * Values of metrics combined in groups: by what entities of a level have in common, and by periods. The values are those that
   * `metricsForEntities` gives. On each effective date those of the entities of a group are combined by the rule across
   * entities, and then those of the dates by the rule across time; a value by itself is as it is, and values that must not be
   * combined make none. A group is there where any of its metrics has a value; without `groupBy` and `grain` everything is one,
   * and so is nothing.
   */
  readonly metricsAggregate: MetricAggregateConnection;
  /** The metrics of several entities, in the order asked and each once; unknown ones are left out. A page of at most 100 at a time. */
  readonly metricsForEntities: EntityMetricsConnection;
  /** An object by its global identifier; null when unknown. */
  readonly node?: Maybe<Node>;
  /** Objects by their global identifiers, in the order asked; null where unknown. */
  readonly nodes: ReadonlyArray<Maybe<Node>>;
  /**
   * An order by its number; null when unknown, and for one of which nobody knows the customer. An error where several customers have an
   * order of this number and `customerId` does not say whose is meant.
   */
  readonly order?: Maybe<Order>;
  /**
   * The order lines that fit a filter, in groups: how many there are, of how many customers, and sums, averages and other measures of their
   * values, a page of groups at a time. Ask for a measure several times under aliases. Without `groupBy` there is one group of all
   * order lines, also where none fits. Money of several currencies never comes together: where a measure of money would do that in any of the
   * groups, the question is refused with `MIXED_CURRENCIES`. Those of nobody are not there.
   */
  readonly orderLinesAggregate: OrderLineAggregateConnection;
  /**
   * The orders that fit a filter, in groups: how many there are, of how many customers, and sums, averages and other measures of their
   * values, a page of groups at a time. Ask for a measure several times under aliases. Without `groupBy` there is one group of all
   * orders, also where none fits. Money of several currencies never comes together: where a measure of money would do that in any of the
   * groups, the question is refused with `MIXED_CURRENCIES`. Those of nobody are not there.
   */
  readonly ordersAggregate: OrderAggregateConnection;
  /** A planned campaign by its key; null when unknown. */
  readonly plannedCampaign?: Maybe<PlannedCampaign>;
  /** Planned campaigns, the newest first. */
  readonly plannedCampaigns: PlannedCampaignConnection;
  /** A product by its key; null when unknown. */
  readonly product?: Maybe<Product>;
  /** Products, in the order of their keys, a page at a time. */
  readonly products: ProductConnection;
  /** What the data allows, as the newest run of `facet validate` found it; null before the first. */
  readonly readiness?: Maybe<Readiness>;
  /**
   * What is scheduled: one row for each campaign, action and channel, and one for an action or a campaign without any, in the order of
   * `campaigns`. The rows are those of the SQL view `vw_scheduled_campaigns_v1_2`.
   */
  readonly scheduledCampaigns: ScheduledCampaignConnection;
  /** A segment by its id, one that was put away too; null when unknown. */
  readonly segment?: Maybe<Segment>;
  /** What a segment in the making is worth, and by which ways its members can be reached. Without conditions it is everybody. */
  readonly segmentInsights: SegmentInsights;
  /** A list of customers that was uploaded for segments, by its id; null when unknown. */
  readonly segmentList?: Maybe<SegmentList>;
  /** Lists of customers that were uploaded for segments, in the order of their ids. */
  readonly segmentLists: SegmentListConnection;
  /** Segments in the order of their ids, a page at a time. */
  readonly segments: SegmentConnection;
  /**
   * The targetings that fit a filter, in groups: how many there are, and of how many customers, a page of groups at a time. Ask for a
   * measure several times under aliases. Without `groupBy` there is one group of all targetings, also where none fits. A targeting counts
   * once in a group, however many channels it has. Those of nobody are not there.
   */
  readonly targetingsAggregate: TargetingAggregateConnection;
  /** A validation by its number; null when unknown. */
  readonly validation?: Maybe<ValidationRun>;
  /** Validations of the data, the newest first, a page at a time. */
  readonly validationRuns: ValidationRunConnection;
  /** Thresholds that were set by hand, by the names of their checks. */
  readonly validationThresholds: ReadonlyArray<ValidationThreshold>;
};


/** Everything that can be asked. */
export type QueryAttributeChangesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  from: Scalars['Date']['input'];
  names: ReadonlyArray<Scalars['String']['input']>;
  to: Scalars['Date']['input'];
};


/** Everything that can be asked. */
export type QueryCampaignArgs = {
  planId: Scalars['ID']['input'];
};


/** Everything that can be asked. */
export type QueryCampaignPlanArgs = {
  definition: PlannedCampaignInput;
  sample?: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be asked. */
export type QueryCampaignResultsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  currency?: InputMaybe<Scalars['String']['input']>;
  days?: Scalars['Int']['input'];
  filter?: InputMaybe<FacetCampaignFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  from?: InputMaybe<Scalars['Date']['input']>;
  groupBy?: FacetCampaignResultGrouping;
  kpis?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  to?: InputMaybe<Scalars['Date']['input']>;
};


/** Everything that can be asked. */
export type QueryCampaignsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<FacetCampaignFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be asked. */
export type QueryCompareSegmentsArgs = {
  asOf?: InputMaybe<Scalars['Date']['input']>;
  segments: ReadonlyArray<FacetComparedSegmentInput>;
};


/** Everything that can be asked. */
export type QueryCustomerArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be asked. */
export type QueryCustomerByIdentifierArgs = {
  system: Scalars['String']['input'];
  value: Scalars['String']['input'];
};


/** Everything that can be asked. */
export type QueryCustomersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  asOf?: InputMaybe<Scalars['Date']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CustomerFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<CustomerOrder>>;
  search?: InputMaybe<Scalars['String']['input']>;
};


/** Everything that can be asked. */
export type QueryCustomersAggregateArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  asOf?: InputMaybe<Scalars['Date']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CustomerFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  groupBy?: InputMaybe<ReadonlyArray<CustomerGrouping>>;
  having?: InputMaybe<ReadonlyArray<CustomerHaving>>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<CustomerGroupOrder>>;
  search?: InputMaybe<Scalars['String']['input']>;
};


/** Everything that can be asked. */
export type QueryDeliveryResultsArgs = {
  campaignId: Scalars['ID']['input'];
  currency?: InputMaybe<Scalars['String']['input']>;
  days?: Scalars['Int']['input'];
  kpis?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/** Everything that can be asked. */
export type QueryFieldAliasesArgs = {
  asOf?: InputMaybe<Scalars['Date']['input']>;
};


/** Everything that can be asked. */
export type QueryMetricDefinitionsArgs = {
  level?: InputMaybe<AggregationLevel>;
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  search?: InputMaybe<Scalars['String']['input']>;
};


/** Everything that can be asked. */
export type QueryMetricsArgs = {
  app?: InputMaybe<Scalars['String']['input']>;
  effectiveDates?: InputMaybe<ReadonlyArray<Scalars['Date']['input']>>;
  entityId: Scalars['ID']['input'];
  lastFullMonth?: InputMaybe<Scalars['Boolean']['input']>;
  level: AggregationLevel;
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/** Everything that can be asked. */
export type QueryMetricsAggregateArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  app?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  effectiveDates?: InputMaybe<ReadonlyArray<Scalars['Date']['input']>>;
  filter?: InputMaybe<MetricEntityFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  from?: InputMaybe<Scalars['Date']['input']>;
  grain?: InputMaybe<FacetTimeGrain>;
  groupBy?: InputMaybe<ReadonlyArray<MetricGrouping>>;
  having?: InputMaybe<ReadonlyArray<MetricCondition>>;
  last?: InputMaybe<Scalars['Int']['input']>;
  lastFullMonth?: InputMaybe<Scalars['Boolean']['input']>;
  level: AggregationLevel;
  names: ReadonlyArray<Scalars['String']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<MetricGroupOrder>>;
  to?: InputMaybe<Scalars['Date']['input']>;
  values?: InputMaybe<ReadonlyArray<MetricCondition>>;
};


/** Everything that can be asked. */
export type QueryMetricsForEntitiesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  app?: InputMaybe<Scalars['String']['input']>;
  effectiveDates?: InputMaybe<ReadonlyArray<Scalars['Date']['input']>>;
  entityIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  first?: InputMaybe<Scalars['Int']['input']>;
  lastFullMonth?: InputMaybe<Scalars['Boolean']['input']>;
  level: AggregationLevel;
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/** Everything that can be asked. */
export type QueryNodeArgs = {
  nodeId: Scalars['ID']['input'];
};


/** Everything that can be asked. */
export type QueryNodesArgs = {
  nodeIds: ReadonlyArray<Scalars['ID']['input']>;
};


/** Everything that can be asked. */
export type QueryOrderArgs = {
  customerId?: InputMaybe<Scalars['ID']['input']>;
  id: Scalars['ID']['input'];
};


/** Everything that can be asked. */
export type QueryOrderLinesAggregateArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  asOf?: InputMaybe<Scalars['Date']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<FacetOrderLineFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  groupBy?: InputMaybe<ReadonlyArray<FacetOrderLineGrouping>>;
  having?: InputMaybe<ReadonlyArray<FacetOrderLineHaving>>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<FacetOrderLineGroupOrder>>;
};


/** Everything that can be asked. */
export type QueryOrdersAggregateArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  asOf?: InputMaybe<Scalars['Date']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<FacetOrderFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  groupBy?: InputMaybe<ReadonlyArray<FacetOrderGrouping>>;
  having?: InputMaybe<ReadonlyArray<FacetOrderHaving>>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<FacetOrderGroupOrder>>;
};


/** Everything that can be asked. */
export type QueryPlannedCampaignArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be asked. */
export type QueryPlannedCampaignsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  statuses?: InputMaybe<ReadonlyArray<PlannedCampaignStatus>>;
};


/** Everything that can be asked. */
export type QueryProductArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be asked. */
export type QueryProductsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<FacetProductFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be asked. */
export type QueryScheduledCampaignsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<FacetCampaignFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be asked. */
export type QuerySegmentArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be asked. */
export type QuerySegmentInsightsArgs = {
  asOf?: InputMaybe<Scalars['Date']['input']>;
  definition: SegmentDefinitionInput;
};


/** Everything that can be asked. */
export type QuerySegmentListArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be asked. */
export type QuerySegmentListsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be asked. */
export type QuerySegmentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  search?: InputMaybe<Scalars['String']['input']>;
  status?: InputMaybe<SegmentStatus>;
};


/** Everything that can be asked. */
export type QueryTargetingsAggregateArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  asOf?: InputMaybe<Scalars['Date']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<TargetingFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  groupBy?: InputMaybe<ReadonlyArray<TargetingGrouping>>;
  having?: InputMaybe<ReadonlyArray<TargetingHaving>>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<TargetingGroupOrder>>;
};


/** Everything that can be asked. */
export type QueryValidationArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be asked. */
export type QueryValidationRunsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** What the data allows. */
export type Readiness = {
  /** Each feature with what it needs. */
  readonly features: ReadonlyArray<FeatureReadiness>;
  /** Tables of the original contract that Facet does not have. */
  readonly missingTables: ReadonlyArray<MissingTable>;
  /** What predictive models need, with what was measured. */
  readonly models: ReadonlyArray<ModelRequirement>;
  /** The rules that hold for all features. */
  readonly rules: ReadonlyArray<ReadinessRule>;
  /** The run that found it. */
  readonly run: ValidationRun;
};

/** A table or column that a feature needs. */
export type ReadinessNeed = {
  /** The column; null where it is the table itself. */
  readonly column?: Maybe<Scalars['String']['output']>;
  /** Whether the feature also works without it. */
  readonly isOptional: Scalars['Boolean']['output'];
  /** What to do, in a sentence; null where nothing is to be done. */
  readonly remedy?: Maybe<Scalars['String']['output']>;
  /** Rows of the table, or rows with a value in the column; null where it is not there. */
  readonly rows?: Maybe<Scalars['BigInt']['output']>;
  /** What is there of it. */
  readonly state: FacetReadinessState;
  /** The table. */
  readonly table: Scalars['String']['output'];
};

/** A rule that holds for all features. */
export type ReadinessRule = {
  /** What was found. */
  readonly found: Scalars['String']['output'];
  /** Whether it is kept. */
  readonly isMet: Scalars['Boolean']['output'];
  /** What to do, in a sentence; null where nothing is to be done. */
  readonly remedy?: Maybe<Scalars['String']['output']>;
  /** What it asks for. */
  readonly requirement: Scalars['String']['output'];
  /** Its name, `R1` to `R7`. */
  readonly rule: Scalars['String']['output'];
};

/** Revenue and units of a month in one currency. */
export type RevenueMonth = {
  /** The code of the currency; null where the rows do not say. */
  readonly currency?: Maybe<Scalars['String']['output']>;
  /** Units of order lines, less those given back in the month. */
  readonly lineQuantity: Scalars['Decimal']['output'];
  /** Revenue of order lines, with what was given back in the month. */
  readonly lineRevenue: Scalars['Decimal']['output'];
  /** The month, `YYYY-MM`, in the configured time zone. */
  readonly month: Scalars['String']['output'];
  /** Units of the orders of the month as they were bought. */
  readonly orderQuantity: Scalars['Decimal']['output'];
  /** Revenue of the orders of the month as they were bought. */
  readonly orderRevenue: Scalars['Decimal']['output'];
};

/** A campaign by one of its actions and channels. */
export type ScheduledCampaign = {
  /** The action; null for a campaign without any. */
  readonly action?: Maybe<CampaignAction>;
  /** The campaign. */
  readonly campaign: Campaign;
  /** The channel; null for an action without any, such as control. */
  readonly channel?: Maybe<CampaignActionChannel>;
};

/** A page of what is scheduled. */
export type ScheduledCampaignConnection = {
  /** The rows of the page with their cursors. */
  readonly edges: ReadonlyArray<ScheduledCampaignEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many rows there are on all pages. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A row of what is scheduled in a list. */
export type ScheduledCampaignEdge = {
  /** Where the row stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The row. */
  readonly node: ScheduledCampaign;
};

/** Customers for whom a definition holds, whoever they are when it is asked. */
export type Segment = {
  /** When it was made. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Who made it: the name of an API key or of a program. */
  readonly createdBy: Scalars['String']['output'];
  /** Who is in it, a page at a time. Conditions on what has no past are asked of what is now, whatever the day. */
  readonly customers: CustomerConnection;
  /** The days that its members were written for, the newest first; the newest 400 of the stretch. */
  readonly days: ReadonlyArray<SegmentDay>;
  /** Which customers are in it, as the JSON schema of definitions has it. */
  readonly definition: Scalars['JSON']['output'];
  /** What it is for. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** Who came and who left between two days, by its definition of now. */
  readonly diff: SegmentDiff;
  /** The id. */
  readonly id: Scalars['ID']['output'];
  /** What it is worth, and by which ways its members can be reached. Null where it cannot be asked, because something that it names is unknown. */
  readonly insights?: Maybe<SegmentInsights>;
  /** Whether the config file says what it is; then it is changed there. */
  readonly isFromConfig: Scalars['Boolean']['output'];
  /** Whether its members are written each day. */
  readonly materialise: SegmentMaterialisation;
  /** What it is called. */
  readonly name: Scalars['String']['output'];
  /** The definition in words. */
  readonly sentence: Scalars['String']['output'];
  /** How many customers are in it. Conditions on what has no past are asked of what is now. */
  readonly size: Scalars['Int']['output'];
  /** What became of it. */
  readonly status: SegmentStatus;
  /** The stays of customers in it as its members were written, in the order of the customers' keys. */
  readonly stays: SegmentStayConnection;
  /** When it was changed last. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** Who changed it last. */
  readonly updatedBy: Scalars['String']['output'];
  /** The segments in use that name it in their definitions, in the order of their ids. */
  readonly usedBy: ReadonlyArray<Segment>;
  /** The number of its newest version, from 1. */
  readonly version: Scalars['Int']['output'];
  /** What it was before, the newest version first; the newest 100. */
  readonly versions: ReadonlyArray<SegmentVersion>;
};


/** Customers for whom a definition holds, whoever they are when it is asked. */
export type SegmentCustomersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  asOf?: InputMaybe<Scalars['Date']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<CustomerOrder>>;
};


/** Customers for whom a definition holds, whoever they are when it is asked. */
export type SegmentDaysArgs = {
  from?: InputMaybe<Scalars['Date']['input']>;
  to?: InputMaybe<Scalars['Date']['input']>;
};


/** Customers for whom a definition holds, whoever they are when it is asked. */
export type SegmentDiffArgs = {
  from: Scalars['Date']['input'];
  to: Scalars['Date']['input'];
};


/** Customers for whom a definition holds, whoever they are when it is asked. */
export type SegmentInsightsArgs = {
  asOf?: InputMaybe<Scalars['Date']['input']>;
};


/** Customers for whom a definition holds, whoever they are when it is asked. */
export type SegmentSizeArgs = {
  asOf?: InputMaybe<Scalars['Date']['input']>;
};


/** Customers for whom a definition holds, whoever they are when it is asked. */
export type SegmentStaysArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  enteredOn?: InputMaybe<Scalars['Date']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  leftOn?: InputMaybe<Scalars['Date']['input']>;
  on?: InputMaybe<Scalars['Date']['input']>;
};

/** A condition on deliveries, which are lists that campaigns handed to a destination, up to the day that is asked for. All that is given must hold of one and the same delivery; `times`, `first` and `last` then look at all for which it does. At least one member. */
export type SegmentActivationCondition = {
  /** The keys of campaigns; 1,000 at most. */
  readonly campaignIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Whether the customer was on it as control, to whom nothing is sent; either way unless said. */
  readonly control?: InputMaybe<Scalars['Boolean']['input']>;
  /** The day of the delivery, in the configured time zone. */
  readonly delivered?: InputMaybe<SegmentDateOperators>;
  /** The keys of destinations; 1,000 at most. */
  readonly destinationIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** The day of the first one. */
  readonly first?: InputMaybe<SegmentDateOperators>;
  /** Whether the customer was on such a list, or on none; `true` unless said. */
  readonly has?: InputMaybe<Scalars['Boolean']['input']>;
  /** The day of the last one. */
  readonly last?: InputMaybe<SegmentDateOperators>;
  /** The keys of sub-audiences; 1,000 at most. */
  readonly subAudienceIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** How often, a list that went to two destinations twice; who was on none is never meant. */
  readonly times?: InputMaybe<SegmentNumberOperators>;
  /** The keys of treatments; 1,000 at most. */
  readonly treatmentIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

/** A condition on an attribute; exactly one member beside its name. */
export type SegmentAttributeCondition = {
  /** For `DATE`. */
  readonly date?: InputMaybe<SegmentDateOperators>;
  /** For `DATETIME`. */
  readonly dateTime?: InputMaybe<SegmentDateTimeOperators>;
  /** For `BOOLEAN`. */
  readonly flag?: InputMaybe<SegmentFlagOperators>;
  /** The alias, a former name or the slot, in any case. */
  readonly name: Scalars['String']['input'];
  /** For `INTEGER`, `BIGINT`, `DECIMAL` and `FLOAT`. */
  readonly number?: InputMaybe<SegmentNumberOperators>;
  /** For `TEXT`. */
  readonly text?: InputMaybe<SegmentTextOperators>;
};

/** The members of a segment by their values of a column or an attribute. */
export type SegmentBreakdown = {
  /** The period that it was taken for. */
  readonly grain?: Maybe<FacetTimeGrain>;
  /** The column or attribute. */
  readonly name: Scalars['String']['output'];
  /** How many different values there are, no value among them. */
  readonly valueCount: Scalars['Int']['output'];
  /** The most frequent ones first. */
  readonly values: ReadonlyArray<SegmentBreakdownValue>;
};

/** What members are broken down by: exactly one of `column` and `attribute`. */
export type SegmentBreakdownInput = {
  /** The alias, a former name or the slot of an attribute, in any case, as of the day of the snapshot. */
  readonly attribute?: InputMaybe<Scalars['String']['input']>;
  /** The column. */
  readonly column?: InputMaybe<CustomerColumn>;
  /**
   * The period that a day or an instant is taken for; for no other values. Instants lie on the days of the time zone that
   * the server is configured with. The value as it is when left out.
   */
  readonly grain?: InputMaybe<FacetTimeGrain>;
};

/** The members of a segment with one value. Shares are rounded to ten places, and null where there is nothing to have a share of. */
export type SegmentBreakdownValue = {
  /** How many of them bought in the year. */
  readonly activeCustomers?: Maybe<Scalars['Int']['output']>;
  /** How many members have it. */
  readonly customers: Scalars['Int']['output'];
  /** What they spent in the year. */
  readonly revenue?: Maybe<Scalars['Decimal']['output']>;
  /** What they spent, by those who bought, without those of other currencies. */
  readonly revenuePerActive?: Maybe<Scalars['Decimal']['output']>;
  /** Their share of all members. */
  readonly share?: Maybe<Scalars['Decimal']['output']>;
  /** Their share of all members who did. */
  readonly shareOfActive?: Maybe<Scalars['Decimal']['output']>;
  /** Its share of what all members spent. */
  readonly shareOfRevenue?: Maybe<Scalars['Decimal']['output']>;
  /**
   * The value as text: numbers as exact decimals, days and instants in ISO 8601, `true` or `false`; of a period its first day. Null
   * where there is none.
   */
  readonly value?: Maybe<Scalars['String']['output']>;
};

/** A condition on parts in campaigns, up to the day that is asked for. All that is given must hold of one and the same part; `times`, `first` and `last` then look at all parts for which it does. At least one member. */
export type SegmentCampaignCondition = {
  /** The keys of actions; 1,000 at most. */
  readonly actionIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** The keys of channels that the action uses, 100 at most; control uses none. */
  readonly channelIds?: InputMaybe<ReadonlyArray<Scalars['Int']['input']>>;
  /** The day of the campaign. */
  readonly executed?: InputMaybe<SegmentDateOperators>;
  /** The day of the first one. */
  readonly first?: InputMaybe<SegmentDateOperators>;
  /** Whether the customer has such a part in a campaign, or has none; `true` unless said. */
  readonly has?: InputMaybe<Scalars['Boolean']['input']>;
  /** The day of the last one. */
  readonly last?: InputMaybe<SegmentDateOperators>;
  /** The keys of campaigns; 1,000 at most. */
  readonly planIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Whether the customer redeemed a coupon of the campaign from that day on, up to the day that is asked for. */
  readonly redeemed?: InputMaybe<Scalars['Boolean']['input']>;
  /** What became of the customer: one of these, 3 at most. */
  readonly states?: InputMaybe<ReadonlyArray<TargetingState>>;
  /** The keys of target groups that campaigns are for; 100 at most. */
  readonly targetGroupIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** How often; who has no such part is never meant. */
  readonly times?: InputMaybe<SegmentNumberOperators>;
};

/** A change of a segment, and what it did to its size. */
export type SegmentChange = {
  /** Whether a version was written. */
  readonly isChanged: Scalars['Boolean']['output'];
  /** The segment as it is now. */
  readonly segment: Segment;
  /** How many customers are in it now. */
  readonly size: Scalars['Int']['output'];
  /** How many customers are in it now by the version before; null of a new segment, and where that cannot be asked any more. */
  readonly sizeBefore?: Maybe<Scalars['Int']['output']>;
};

/** A condition on a column of the customer; exactly one member beside its name. */
export type SegmentColumnCondition = {
  /** For days. */
  readonly date?: InputMaybe<SegmentDateOperators>;
  /** For instants. */
  readonly dateTime?: InputMaybe<SegmentDateTimeOperators>;
  /** The column, as `Customer` calls its field: `country`. */
  readonly name: Scalars['String']['input'];
  /** For numbers. */
  readonly number?: InputMaybe<SegmentNumberOperators>;
  /** For texts. */
  readonly text?: InputMaybe<SegmentTextOperators>;
};

/** Segments beside each other. */
export type SegmentComparison = {
  /** All their intersections, the segments by themselves first; also those that nobody is in. */
  readonly overlaps: ReadonlyArray<SegmentOverlap>;
  /** What each is worth, in the order asked. */
  readonly segments: ReadonlyArray<SegmentInsights>;
};

/** A condition that holds on one of two days and not on the other. */
export type SegmentConditionChange = {
  /** Whether it held on the first day. */
  readonly heldBefore: Scalars['Boolean']['output'];
  /** Whether it holds on the last day. */
  readonly holds: Scalars['Boolean']['output'];
  /** Where it stands in the definition, such as `include.groups[0].conditions[2]`. */
  readonly path: Scalars['String']['output'];
  /** What it says. */
  readonly sentence: Scalars['String']['output'];
  /** The customer's own value on the last day; null where there is none to show. */
  readonly value?: Maybe<Scalars['String']['output']>;
  /** The customer's own value on the first day; null where there is none to show. */
  readonly valueBefore?: Maybe<Scalars['String']['output']>;
};

/** What becomes of one condition for a customer. */
export type SegmentConditionExplanation = {
  /** Whether it is asked as of the day; else it is asked of what is now, whatever the day. */
  readonly hasPast: Scalars['Boolean']['output'];
  /** Whether it holds. */
  readonly holds: Scalars['Boolean']['output'];
  /** Where it stands in the definition, such as `include.groups[0].conditions[2]`. */
  readonly path: Scalars['String']['output'];
  /** What it says. */
  readonly sentence: Scalars['String']['output'];
  /** The customer's own value; null where there is none, or none to show. */
  readonly value?: Maybe<Scalars['String']['output']>;
};

/** A condition: exactly one member. */
export type SegmentConditionInput = {
  /** Of lists that campaigns handed to destinations. */
  readonly activation?: InputMaybe<SegmentActivationCondition>;
  /** Of an attribute of the snapshot of the day. */
  readonly attribute?: InputMaybe<SegmentAttributeCondition>;
  /** Of parts in campaigns: targeted, control or excluded. */
  readonly campaign?: InputMaybe<SegmentCampaignCondition>;
  /** Of a column of the customer, as it is now. */
  readonly column?: InputMaybe<SegmentColumnCondition>;
  /** Whether the customer wants messages. */
  readonly consent?: InputMaybe<SegmentConsentCondition>;
  /** Whether the customer can be reached. */
  readonly contactable?: InputMaybe<SegmentContactableCondition>;
  /** Whether the customer is on an uploaded list. */
  readonly list?: InputMaybe<SegmentListCondition>;
  /** Of a metric of the customer, or of the account, contract, company or industry that the customer is of. */
  readonly metric?: InputMaybe<SegmentMetricCondition>;
  /** Of what the customer did with orders. */
  readonly purchase?: InputMaybe<SegmentPurchaseCondition>;
  /** Whether the customer is in another segment. */
  readonly segment?: InputMaybe<SegmentMembershipCondition>;
};

/** A page of segments. */
export type SegmentConnection = {
  /** The segments of the page with their cursors. */
  readonly edges: ReadonlyArray<SegmentEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many segments there are on all pages. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A condition on what customers said of messages to the address or number that they have now. Who said nothing fits neither way. */
export type SegmentConsentCondition = {
  /** The brand that it was given to; any unless said. */
  readonly brand?: InputMaybe<Scalars['String']['input']>;
  /** What the consent is for. */
  readonly channel: FacetConsentChannel;
  /** Whether a programme has the customer's consent; `false` means that all that was said was no. `true` unless said. */
  readonly optedIn?: InputMaybe<Scalars['Boolean']['input']>;
  /** The programme that it was given for; any unless said. */
  readonly program?: InputMaybe<Scalars['String']['input']>;
  /** The region that it was given in; any unless said. */
  readonly region?: InputMaybe<Scalars['String']['input']>;
};

/** A condition on how customers can be reached, by what is known of them and of their consent now. */
export type SegmentContactableCondition = {
  /** The ways, of which one is enough; at least one, 4 at most. */
  readonly by: ReadonlyArray<FacetContactChannel>;
  /** Whether the customer can be reached so; `true` unless said. */
  readonly is?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Conditions on a day. What is given is a day (`2026-03-31`), or one that is counted from the day that is asked for: `today`, `yesterday`, `tomorrow`, `30 days ago`, `in 2 weeks`, `today - 1 month`. In a month without such a day, its last one is meant. All that is given must hold, and something must be given. Nothing holds for a missing value but `isNull`. */
export type SegmentDateOperators = {
  /** Within a range, its ends excluded. */
  readonly between?: InputMaybe<SegmentDateRange>;
  /** After that day. */
  readonly gt?: InputMaybe<Scalars['String']['input']>;
  /** On that day or after it. */
  readonly gte?: InputMaybe<Scalars['String']['input']>;
  /** Equal to one of these; at least one, 1,000 at most. */
  readonly in?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** On that day. */
  readonly is?: InputMaybe<Scalars['String']['input']>;
  /** On another day; a missing value does not count as one. */
  readonly isNot?: InputMaybe<Scalars['String']['input']>;
  /** Whether the value is missing. */
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  /** Before that day. */
  readonly lt?: InputMaybe<Scalars['String']['input']>;
  /** On that day or before it. */
  readonly lte?: InputMaybe<Scalars['String']['input']>;
  /** Not within the range: one of its ends, or beyond them. */
  readonly notBetween?: InputMaybe<SegmentDateRange>;
  /** Equal to none of these; at least one, 1,000 at most. A missing value does not count as another. */
  readonly notIn?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** Two ends, which do not belong to the range. */
export type SegmentDateRange = {
  /** The lower end. */
  readonly from: Scalars['String']['input'];
  /** The upper end. */
  readonly to: Scalars['String']['input'];
};

/** Conditions on an instant. What is given is an instant (`2026-03-31T09:00:00Z`), a day (`2026-03-31`), or one that is counted from the day that is asked for: `today`, `yesterday`, `tomorrow`, `30 days ago`, `in 2 weeks`, `today - 1 month`. A day is the whole day in the configured zone. All that is given must hold, and something must be given. Nothing holds for a missing value but `isNull`. */
export type SegmentDateTimeOperators = {
  /** Within a range, its ends excluded. */
  readonly between?: InputMaybe<SegmentDateTimeRange>;
  /** After that instant, or after the end of that day. */
  readonly gt?: InputMaybe<Scalars['String']['input']>;
  /** At that instant or after it, or on that day or after it. */
  readonly gte?: InputMaybe<Scalars['String']['input']>;
  /** At that instant, or on that day. */
  readonly is?: InputMaybe<Scalars['String']['input']>;
  /** At another instant, or on another day; a missing value does not count as one. */
  readonly isNot?: InputMaybe<Scalars['String']['input']>;
  /** Whether the value is missing. */
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  /** Before that instant, or before that day. */
  readonly lt?: InputMaybe<Scalars['String']['input']>;
  /** At that instant or before it, or on that day or before it. */
  readonly lte?: InputMaybe<Scalars['String']['input']>;
  /** Not within the range: one of its ends, or beyond them. */
  readonly notBetween?: InputMaybe<SegmentDateTimeRange>;
};

/** Two ends, which do not belong to the range. */
export type SegmentDateTimeRange = {
  /** The lower end. */
  readonly from: Scalars['String']['input'];
  /** The upper end. */
  readonly to: Scalars['String']['input'];
};

/** A day that the members of a segment were written for. */
export type SegmentDay = {
  /** The day. */
  readonly day: Scalars['Date']['output'];
  /** How many of them were not in on the written day before; on the first one all. */
  readonly entered: Scalars['Int']['output'];
  /** How many of the written day before were in no more. */
  readonly left: Scalars['Int']['output'];
  /** How many were in. */
  readonly size: Scalars['Int']['output'];
  /** The version of the segment by which they were found. */
  readonly version: Scalars['Int']['output'];
};

/** Which customers a segment means. The same, member by member, as its JSON and YAML, whose schema is `schema/segment-definition.json`. At most 200 conditions in all. */
export type SegmentDefinitionInput = {
  /** Whoever is in one of these groups is out; 50 at most. */
  readonly exclude?: InputMaybe<ReadonlyArray<SegmentGroupInput>>;
  /** Whom it means; every customer where it is left out. */
  readonly include?: InputMaybe<SegmentInclusion>;
};

/** Who came and who left between two days, both asked by one definition. */
export type SegmentDiff = {
  /** Those who are in on the last day and were not on the first, in the order of their keys. */
  readonly entered: SegmentMoveConnection;
  /** How many are in on the last day and were not on the first. */
  readonly enteredCount: Scalars['Int']['output'];
  /** The first day. */
  readonly from: Scalars['Date']['output'];
  /** Those who were in on the first day and are not on the last, in the order of their keys. */
  readonly left: SegmentMoveConnection;
  /** How many were in on the first day and are not on the last. */
  readonly leftCount: Scalars['Int']['output'];
  /** Those who are in on both, in the order of their keys. */
  readonly stayed: SegmentMoveConnection;
  /** How many are in on both. */
  readonly stayedCount: Scalars['Int']['output'];
  /** The last day. */
  readonly to: Scalars['Date']['output'];
};


/** Who came and who left between two days, both asked by one definition. */
export type SegmentDiffEnteredArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Who came and who left between two days, both asked by one definition. */
export type SegmentDiffLeftArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Who came and who left between two days, both asked by one definition. */
export type SegmentDiffStayedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A segment in a list. */
export type SegmentEdge = {
  /** Where the segment stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The segment. */
  readonly node: Segment;
};

/** Why a customer is in a segment, or is not, condition by condition. */
export type SegmentExplanation = {
  /** The day that it is asked for. */
  readonly day: Scalars['Date']['output'];
  /** The groups, the excluding ones last. */
  readonly groups: ReadonlyArray<SegmentGroupExplanation>;
  /** Whether the customer is in. */
  readonly isMember: Scalars['Boolean']['output'];
  /** How the including groups are joined. */
  readonly join: SegmentJoin;
  /** The day of the snapshot that attributes are read on; null where there is none. */
  readonly profileDay?: Maybe<Scalars['Date']['output']>;
};

/** Conditions on true and false. All that is given must hold, and something must be given. Nothing holds for a missing value but `isNull`. */
export type SegmentFlagOperators = {
  /** Equal. */
  readonly is?: InputMaybe<Scalars['Boolean']['input']>;
  /** Not equal; a missing value does not count as another. */
  readonly isNot?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether the value is missing. */
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
};

/** What becomes of one group of conditions for a customer. */
export type SegmentGroupExplanation = {
  /** Its conditions, in the order of the definition. */
  readonly conditions: ReadonlyArray<SegmentConditionExplanation>;
  /** Whether the customer is in it. */
  readonly holds: Scalars['Boolean']['output'];
  /** Whether whoever is in it is out of the segment. */
  readonly isExcluding: Scalars['Boolean']['output'];
  /** How its conditions are joined. */
  readonly join: SegmentJoin;
  /** Where it stands in the definition, such as `include.groups[0]`. */
  readonly path: Scalars['String']['output'];
};

/** Conditions that are joined. */
export type SegmentGroupInput = {
  /** The conditions; at least one, 200 at most. */
  readonly conditions: ReadonlyArray<SegmentConditionInput>;
  /** Whether all conditions have to hold or one of them; `AND` unless said. */
  readonly join?: InputMaybe<SegmentJoin>;
};

/** Groups of conditions that customers are included by. */
export type SegmentInclusion = {
  /** The groups, 50 at most; every customer where there is none. */
  readonly groups?: InputMaybe<ReadonlyArray<SegmentGroupInput>>;
  /** Whether a customer has to be in all groups or in one; `AND` unless said. */
  readonly join?: InputMaybe<SegmentJoin>;
};

/**
 * What a segment is worth, and by which ways its members can be reached. What was bought is what the transaction attributes of the snapshot
 * say of the 12 months up to its day (`L12M_ORDER_FREQUENCY`, `L12M_ORDER_REVENUE`, `L12M_TOTAL_ITEMS`), and null where it does not have them.
 */
export type SegmentInsights = {
  /** How many of them bought in the year. */
  readonly activeCustomers?: Maybe<Scalars['Int']['output']>;
  /** The members by their values of columns and attributes, the most frequent ones first. */
  readonly breakdowns: ReadonlyArray<SegmentBreakdown>;
  /** The unit of all revenue here, which is that currency where it is known. */
  readonly currency?: Maybe<Scalars['String']['output']>;
  /** How many customers are in it. */
  readonly customers: Scalars['Int']['output'];
  /** The day that it is asked for. */
  readonly day: Scalars['Date']['output'];
  /** How many of those who bought did so in other currencies too: nothing is converted, and revenue, orders and units are without theirs. */
  readonly otherCurrencies?: Maybe<Scalars['Int']['output']>;
  /** The day of the snapshot that attributes are read on; null where there is none. */
  readonly profileDay?: Maybe<Scalars['Date']['output']>;
  /** How many can be reached, by what is known of them and of their consent now. */
  readonly reachable: SegmentReach;
  /** What they spent in the year, before returns, in the currency that orders are configured with. */
  readonly revenue?: Maybe<Scalars['Decimal']['output']>;
  /** What the revenue of the year is made of. */
  readonly revenueTree?: Maybe<SegmentRevenueTree>;
  /** Some members: the same ones while they are in, and chosen by nothing that is known of them. */
  readonly sample: ReadonlyArray<Customer>;
  /** The segment; null of one in the making. */
  readonly segment?: Maybe<Segment>;
  /** Their share of all customers, 0 to 1; null where there are none. */
  readonly share?: Maybe<Scalars['Decimal']['output']>;
};


/**
 * What a segment is worth, and by which ways its members can be reached. What was bought is what the transaction attributes of the snapshot
 * say of the 12 months up to its day (`L12M_ORDER_FREQUENCY`, `L12M_ORDER_REVENUE`, `L12M_TOTAL_ITEMS`), and null where it does not have them.
 */
export type SegmentInsightsBreakdownsArgs = {
  by: ReadonlyArray<SegmentBreakdownInput>;
  size?: Scalars['Int']['input'];
};


/**
 * What a segment is worth, and by which ways its members can be reached. What was bought is what the transaction attributes of the snapshot
 * say of the 12 months up to its day (`L12M_ORDER_FREQUENCY`, `L12M_ORDER_REVENUE`, `L12M_TOTAL_ITEMS`), and null where it does not have them.
 */
export type SegmentInsightsSampleArgs = {
  size?: Scalars['Int']['input'];
};

/** Whether all of several must hold, or one of them. */
export type SegmentJoin =
  /** All of them. */
  | 'AND'
  /** One of them. */
  | 'OR';

/** A list of customers that was uploaded for segments. */
export type SegmentList = {
  /** How many different values several customers are known by; none of them is on it for that. */
  readonly ambiguous: Scalars['Int']['output'];
  /** The id. */
  readonly id: Scalars['ID']['output'];
  /** How many customers are on it. */
  readonly matched: Scalars['Int']['output'];
  /** What it is called. */
  readonly name: Scalars['String']['output'];
  /** How many rows with a value the file had. */
  readonly rows: Scalars['Int']['output'];
  /** The system of the identifiers that it was uploaded with; `id` for keys of customers. */
  readonly system: Scalars['String']['output'];
  /** How many different values nobody is known by. */
  readonly unmatched: Scalars['Int']['output'];
  /** When it was uploaded. */
  readonly uploadedAt: Scalars['DateTime']['output'];
  /** Who uploaded it. */
  readonly uploadedBy: Scalars['String']['output'];
};

/** A condition on an uploaded list. */
export type SegmentListCondition = {
  /** The key of the list. */
  readonly id: Scalars['ID']['input'];
  /** Whether the customer is on it; `true` unless said. */
  readonly is?: InputMaybe<Scalars['Boolean']['input']>;
};

/** A page of uploaded lists. */
export type SegmentListConnection = {
  /** The lists of the page with their cursors. */
  readonly edges: ReadonlyArray<SegmentListEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
};

/** An uploaded list in a list. */
export type SegmentListEdge = {
  /** Where it stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The uploaded list. */
  readonly node: SegmentList;
};

/** Whether the members of a segment are written each day. */
export type SegmentMaterialisation =
  /** The daily run writes who is in, who came and who left. */
  | 'DAILY'
  /** They are found when they are asked for, and their history is not kept. */
  | 'NONE';

/** A condition on the membership in another segment, as that one is defined now. */
export type SegmentMembershipCondition = {
  /** The key of the segment. */
  readonly id: Scalars['ID']['input'];
  /** Whether the customer is in it; `true` unless said. */
  readonly is?: InputMaybe<Scalars['Boolean']['input']>;
};

/** A condition on a metric: its newest value on or before a day, stored or rolled up. */
export type SegmentMetricCondition = {
  /** The application; the default one unless said. */
  readonly app?: InputMaybe<Scalars['String']['input']>;
  /** The last effective date that counts: a day (`2026-03-31`), or one that is counted from the day that is asked for: `today`, `yesterday`, `tomorrow`, `30 days ago`, `in 2 weeks`, `today - 1 month`; the day that is asked for unless said. */
  readonly effective?: InputMaybe<Scalars['String']['input']>;
  /** Whose metric: that of the customer, or of the account, contract, company or industry that the customer is of. */
  readonly level: AggregationLevel;
  /** The name of the metric. */
  readonly name: Scalars['String']['input'];
  /** What must hold of the value. */
  readonly number: SegmentNumberOperators;
};

/** A customer, and the conditions of a segment that hold on one of two days and not on the other. */
export type SegmentMove = {
  /** The conditions that changed, in the order of the definition. */
  readonly changes: ReadonlyArray<SegmentConditionChange>;
  /** The customer. */
  readonly customer?: Maybe<Customer>;
  /** The business key of the customer. */
  readonly customerId: Scalars['ID']['output'];
};

/** A page of customers with what changed between two days. */
export type SegmentMoveConnection = {
  /** The customers of the page with their cursors. */
  readonly edges: ReadonlyArray<SegmentMoveEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
};

/** A customer in a list, with what changed between two days. */
export type SegmentMoveEdge = {
  /** Where the customer stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The customer, and what changed. */
  readonly node: SegmentMove;
};

/** Conditions on a number. All that is given must hold, and something must be given. Nothing holds for a missing value but `isNull`. */
export type SegmentNumberOperators = {
  /** Within a range, its ends excluded. */
  readonly between?: InputMaybe<SegmentNumberRange>;
  /** Greater. */
  readonly gt?: InputMaybe<Scalars['Decimal']['input']>;
  /** Greater or equal. */
  readonly gte?: InputMaybe<Scalars['Decimal']['input']>;
  /** Equal to one of these; at least one, 1,000 at most. */
  readonly in?: InputMaybe<ReadonlyArray<Scalars['Decimal']['input']>>;
  /** Equal. */
  readonly is?: InputMaybe<Scalars['Decimal']['input']>;
  /** Not equal; a missing value does not count as another. */
  readonly isNot?: InputMaybe<Scalars['Decimal']['input']>;
  /** Whether the value is missing. */
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  /** Less. */
  readonly lt?: InputMaybe<Scalars['Decimal']['input']>;
  /** Less or equal. */
  readonly lte?: InputMaybe<Scalars['Decimal']['input']>;
  /** Not within the range: one of its ends, or beyond them. */
  readonly notBetween?: InputMaybe<SegmentNumberRange>;
  /** Equal to none of these; at least one, 1,000 at most. A missing value does not count as another. */
  readonly notIn?: InputMaybe<ReadonlyArray<Scalars['Decimal']['input']>>;
};

/** Two ends, which do not belong to the range. */
export type SegmentNumberRange = {
  /** The lower end. */
  readonly from: Scalars['Decimal']['input'];
  /** The upper end. */
  readonly to: Scalars['Decimal']['input'];
};

/** A condition on what the source of an order or an order line gives beside its columns. */
export type SegmentOrderAttribute = {
  /** The name, case-exact. */
  readonly name: Scalars['String']['input'];
  /** What must hold for the value as a text; it is missing where the source gives none of the name. */
  readonly text: SegmentTextOperators;
};

/** What must hold for columns of orders; at least one. */
export type SegmentOrderColumns = {
  /** The brand that it belongs to. */
  readonly brand?: InputMaybe<SegmentTextOperators>;
  /** Units cancelled; at or below zero. */
  readonly cancelledQuantity?: InputMaybe<SegmentNumberOperators>;
  /** Revenue given up for cancellations; at or below zero. */
  readonly cancelledRevenue?: InputMaybe<SegmentNumberOperators>;
  /** Cost of the units bought to the company. */
  readonly cost?: InputMaybe<SegmentNumberOperators>;
  /** The currency, as the source writes it. */
  readonly currency?: InputMaybe<SegmentTextOperators>;
  /** The digital channel that led to it. */
  readonly digitalChannel?: InputMaybe<SegmentTextOperators>;
  /** Discount of the order as a whole. */
  readonly discountAmount?: InputMaybe<SegmentNumberOperators>;
  /** The discount of the order as a share of its list price, 0 to 1. */
  readonly discountPercent?: InputMaybe<SegmentNumberOperators>;
  /** The number of the order, which is compared by its bytes. */
  readonly id?: InputMaybe<SegmentTextOperators>;
  /** How many lines there are under the number. */
  readonly lineCount?: InputMaybe<SegmentNumberOperators>;
  /** Discounts of all lines as they stand. */
  readonly lineDiscountAmount?: InputMaybe<SegmentNumberOperators>;
  /** Revenue of all lines as they stand. */
  readonly lineRevenue?: InputMaybe<SegmentNumberOperators>;
  /** List price of the units bought. */
  readonly listPrice?: InputMaybe<SegmentNumberOperators>;
  /** What is left of the revenue after returns, cancellations and the discount of the order. */
  readonly netRevenue?: InputMaybe<SegmentNumberOperators>;
  /** How it was paid. */
  readonly paymentMethod?: InputMaybe<SegmentTextOperators>;
  /** The brand that was bought. */
  readonly purchaseBrand?: InputMaybe<SegmentTextOperators>;
  /** The channel of the purchase. */
  readonly purchaseChannel?: InputMaybe<SegmentTextOperators>;
  /** Units bought, before returns and cancellations. */
  readonly quantity?: InputMaybe<SegmentNumberOperators>;
  /** Units returned; at or below zero. */
  readonly returnedQuantity?: InputMaybe<SegmentNumberOperators>;
  /** Revenue given back for returns; at or below zero. */
  readonly returnedRevenue?: InputMaybe<SegmentNumberOperators>;
  /** Revenue of the units bought, after discounts of lines, before returns and cancellations. */
  readonly revenue?: InputMaybe<SegmentNumberOperators>;
  /** The key of the customer in the source of the order. */
  readonly sourceCustomerId?: InputMaybe<SegmentTextOperators>;
  /** The key of the store. */
  readonly storeId?: InputMaybe<SegmentTextOperators>;
  /** Subtotal of the lines bought. */
  readonly subtotal?: InputMaybe<SegmentNumberOperators>;
  /** Tax on the lines bought. */
  readonly taxAmount?: InputMaybe<SegmentNumberOperators>;
};

/** What must hold for columns of order lines; at least one. */
export type SegmentOrderLineColumns = {
  /** The brand that it belongs to. */
  readonly brand?: InputMaybe<SegmentTextOperators>;
  /** Cost to the company. */
  readonly cost?: InputMaybe<SegmentNumberOperators>;
  /** The currency, as the source writes it. */
  readonly currency?: InputMaybe<SegmentTextOperators>;
  /** The digital channel that led to it. */
  readonly digitalChannel?: InputMaybe<SegmentTextOperators>;
  /** Discount of the line. */
  readonly discountAmount?: InputMaybe<SegmentNumberOperators>;
  /** The discount of the line as a share of its list price, 0 to 1. */
  readonly discountPercent?: InputMaybe<SegmentNumberOperators>;
  /** The key of the line within its order, which is compared by its bytes. */
  readonly lineId?: InputMaybe<SegmentTextOperators>;
  /** List price, before discounts. */
  readonly listPrice?: InputMaybe<SegmentNumberOperators>;
  /** Discount of the order as a whole, as the source gives it with the line. */
  readonly orderDiscountAmount?: InputMaybe<SegmentNumberOperators>;
  /** The number of the order, which is compared by its bytes. */
  readonly orderId?: InputMaybe<SegmentTextOperators>;
  /** How it was paid. */
  readonly paymentMethod?: InputMaybe<SegmentTextOperators>;
  /** The key of the product. */
  readonly productId?: InputMaybe<SegmentTextOperators>;
  /** Profit. */
  readonly profit?: InputMaybe<SegmentNumberOperators>;
  /** The brand that was bought. */
  readonly purchaseBrand?: InputMaybe<SegmentTextOperators>;
  /** The channel of the purchase. */
  readonly purchaseChannel?: InputMaybe<SegmentTextOperators>;
  /** Units. */
  readonly quantity?: InputMaybe<SegmentNumberOperators>;
  /** Revenue, after the discount of the line. */
  readonly revenue?: InputMaybe<SegmentNumberOperators>;
  /** The key of the store. */
  readonly storeId?: InputMaybe<SegmentTextOperators>;
  /** Subtotal, as the source works it out. */
  readonly subtotal?: InputMaybe<SegmentNumberOperators>;
  /** Tax. */
  readonly taxAmount?: InputMaybe<SegmentNumberOperators>;
};

/** Who is in all of some of the segments that are compared. */
export type SegmentOverlap = {
  /** How many of these customers bought in the year. */
  readonly activeCustomers?: Maybe<Scalars['Int']['output']>;
  /** How many customers are in all of them. */
  readonly customers: Scalars['Int']['output'];
  /** How many of these are in none of the others. */
  readonly onlyCustomers: Scalars['Int']['output'];
  /** The places of these segments in the question, from 0. */
  readonly places: ReadonlyArray<Scalars['Int']['output']>;
  /** What they spent in the year. */
  readonly revenue?: Maybe<Scalars['Decimal']['output']>;
};

/** What of a segment changed. */
export type SegmentPart =
  /** What it means, or what it is called. */
  | 'DEFINITION'
  /** Who is in it, as of the newest day that is written. */
  | 'MEMBERS'
  /** What becomes of it. */
  | 'STATUS';

/** What must hold for columns of products; at least one. */
export type SegmentProductColumns = {
  /** The brand. */
  readonly brand?: InputMaybe<SegmentTextOperators>;
  /** The category. */
  readonly category?: InputMaybe<SegmentTextOperators>;
  /** The class. */
  readonly class?: InputMaybe<SegmentTextOperators>;
  /** The colour. */
  readonly color?: InputMaybe<SegmentTextOperators>;
  /** The department. */
  readonly department?: InputMaybe<SegmentTextOperators>;
  /** The description. */
  readonly description?: InputMaybe<SegmentTextOperators>;
  /** Whom it is made for. */
  readonly gender?: InputMaybe<SegmentTextOperators>;
  /** The key. */
  readonly id?: InputMaybe<SegmentTextOperators>;
  /** The recommended price. */
  readonly msrp?: InputMaybe<SegmentNumberOperators>;
  /** The name. */
  readonly name?: InputMaybe<SegmentTextOperators>;
  /** The season. */
  readonly season?: InputMaybe<SegmentTextOperators>;
  /** The size. */
  readonly size?: InputMaybe<SegmentTextOperators>;
  /** The stock number. */
  readonly sku?: InputMaybe<SegmentTextOperators>;
  /** The subcategory. */
  readonly subcategory?: InputMaybe<SegmentTextOperators>;
  /** The type. */
  readonly type?: InputMaybe<SegmentTextOperators>;
  /** The bar code. */
  readonly upc?: InputMaybe<SegmentTextOperators>;
};

/** A condition on what customers did with orders. */
export type SegmentPurchaseCondition = {
  /** What they did. */
  readonly behaviour: FacetPurchaseBehaviour;
  /** The days that it is looked for on, in the configured time zone: those of lines, and of first orders the day that the order was placed. Any day unless said. */
  readonly date?: InputMaybe<SegmentDateOperators>;
  /** How many orders, for `HAS_PURCHASED`, or what they are worth, for `TOTAL_VALUE`, which needs it. */
  readonly number?: InputMaybe<SegmentNumberOperators>;
  /** The combination, for `MOST_FREQUENT_ORDER`, which needs it. */
  readonly values?: InputMaybe<SegmentPurchaseValues>;
  /** Which order lines fit; all unless said. */
  readonly where?: InputMaybe<SegmentPurchaseWhere>;
};

/** A combination of values, each equal exactly, case included; at least one. Lines without one of them make no combination. */
export type SegmentPurchaseValues = {
  /** The brand. */
  readonly brand?: InputMaybe<Scalars['String']['input']>;
  /** The category. */
  readonly category?: InputMaybe<Scalars['String']['input']>;
  /** The class. */
  readonly class?: InputMaybe<Scalars['String']['input']>;
  /** The colour. */
  readonly color?: InputMaybe<Scalars['String']['input']>;
  /** The department. */
  readonly department?: InputMaybe<Scalars['String']['input']>;
  /** The description. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** Whom it is made for. */
  readonly gender?: InputMaybe<Scalars['String']['input']>;
  /** The key. */
  readonly id?: InputMaybe<Scalars['String']['input']>;
  /** The name. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** The season. */
  readonly season?: InputMaybe<Scalars['String']['input']>;
  /** The size. */
  readonly size?: InputMaybe<Scalars['String']['input']>;
  /** The stock number. */
  readonly sku?: InputMaybe<Scalars['String']['input']>;
  /** The key of the store. */
  readonly storeId?: InputMaybe<Scalars['String']['input']>;
  /** The subcategory. */
  readonly subcategory?: InputMaybe<Scalars['String']['input']>;
  /** The type. */
  readonly type?: InputMaybe<Scalars['String']['input']>;
  /** The bar code. */
  readonly upc?: InputMaybe<Scalars['String']['input']>;
};

/** Which order lines: all that is given must hold of one and the same line, its order and its product. At least one member. */
export type SegmentPurchaseWhere = {
  /** What must hold for the line. */
  readonly line?: InputMaybe<SegmentOrderLineColumns>;
  /** What must hold for what the source gives of the line beside its columns; at least one, 100 at most. */
  readonly lineAttributes?: InputMaybe<ReadonlyArray<SegmentOrderAttribute>>;
  /** What must hold for the order, as it is now. One of which nothing is known has no values. */
  readonly order?: InputMaybe<SegmentOrderColumns>;
  /** What must hold for what the source gives of the order beside its columns; at least one, 100 at most. */
  readonly orderAttributes?: InputMaybe<ReadonlyArray<SegmentOrderAttribute>>;
  /** What must hold for the product. One that is not known has no values. */
  readonly product?: InputMaybe<SegmentProductColumns>;
};

/** How many members of a segment can be reached. */
export type SegmentReach = {
  /** By post: street, city, state and postal code are all known. */
  readonly address: Scalars['Int']['output'];
  /** By e-mail, by phone or by post. */
  readonly customers: Scalars['Int']['output'];
  /** By e-mail: an address is known and, where consent is kept, e-mails to it are wanted. */
  readonly email: Scalars['Int']['output'];
  /** By paid social media: by e-mail or by phone, which networks know people by. */
  readonly paidSocial: Scalars['Int']['output'];
  /** By phone: a number is known and, where consent is kept, text messages to it are wanted. */
  readonly phone: Scalars['Int']['output'];
};

/**
 * What the revenue of a year is made of: customers, times orders of each, times units of each, times revenue of each. Quotients are rounded to
 * ten places, and null where the divisor is 0.
 */
export type SegmentRevenueTree = {
  /** Revenue by orders. */
  readonly averageOrderValue?: Maybe<Scalars['Decimal']['output']>;
  /** Revenue by units. */
  readonly averageUnitRevenue?: Maybe<Scalars['Decimal']['output']>;
  /** Who bought, without those of other currencies. */
  readonly customers: Scalars['Int']['output'];
  /** The revenue. */
  readonly netRevenue: Scalars['Decimal']['output'];
  /** Orders by customers. */
  readonly ordersPerCustomer?: Maybe<Scalars['Decimal']['output']>;
  /** Revenue by customers. */
  readonly revenuePerCustomer?: Maybe<Scalars['Decimal']['output']>;
  /** Units by orders. */
  readonly unitsPerTransaction?: Maybe<Scalars['Decimal']['output']>;
};

/** What becomes of a segment. */
export type SegmentStatus =
  /** It is in use. */
  | 'ACTIVE'
  /** It was put away: it is listed only where that is asked for, and no definition may name it any more. */
  | 'ARCHIVED';

/** A stretch of written days on which a customer was in a segment. */
export type SegmentStay = {
  /** The customer; null for one who is known no more. */
  readonly customer?: Maybe<Customer>;
  /** The business key of the customer. */
  readonly customerId: Scalars['ID']['output'];
  /** The first written day that the customer was in. */
  readonly enteredOn: Scalars['Date']['output'];
  /** The first written day that the customer was out again; null: in on the newest one. */
  readonly leftOn?: Maybe<Scalars['Date']['output']>;
  /** The segment. */
  readonly segment?: Maybe<Segment>;
  /** The id of the segment. */
  readonly segmentId: Scalars['ID']['output'];
};

/** A page of stays. */
export type SegmentStayConnection = {
  /** The stays of the page with their cursors. */
  readonly edges: ReadonlyArray<SegmentStayEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
};

/** A stay in a list. */
export type SegmentStayEdge = {
  /** Where the stay stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The stay. */
  readonly node: SegmentStay;
};

/** Conditions on a text; none that is given has more than 1,000 characters. All that is given must hold, and something must be given. Nothing holds for a missing value but `isNull` and `isEmpty`. */
export type SegmentTextOperators = {
  /** Within a range, its ends excluded. */
  readonly between?: InputMaybe<SegmentTextRange>;
  /** Holds this text somewhere, whatever its case and accents. */
  readonly contains?: InputMaybe<Scalars['String']['input']>;
  /** Ends with this text, whatever its case and accents. */
  readonly endsWith?: InputMaybe<Scalars['String']['input']>;
  /** Greater, in the order of the database. */
  readonly gt?: InputMaybe<Scalars['String']['input']>;
  /** Greater or equal. */
  readonly gte?: InputMaybe<Scalars['String']['input']>;
  /** Equal to one of these; at least one, 1,000 at most. */
  readonly in?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Equal exactly, case included. */
  readonly is?: InputMaybe<Scalars['String']['input']>;
  /** Whether the text is missing, or nothing but white space. */
  readonly isEmpty?: InputMaybe<Scalars['Boolean']['input']>;
  /** Not equal exactly, case included; a missing value does not count as another. */
  readonly isNot?: InputMaybe<Scalars['String']['input']>;
  /** Whether the value is missing. */
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  /** Less. */
  readonly lt?: InputMaybe<Scalars['String']['input']>;
  /** Less or equal. */
  readonly lte?: InputMaybe<Scalars['String']['input']>;
  /** Not within the range: one of its ends, or beyond them. */
  readonly notBetween?: InputMaybe<SegmentTextRange>;
  /** There is a text, and it does not hold this one, whatever its case and accents. */
  readonly notContains?: InputMaybe<Scalars['String']['input']>;
  /** Equal to none of these; at least one, 1,000 at most. A missing value does not count as another. */
  readonly notIn?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Begins with this text, whatever its case and accents. */
  readonly startsWith?: InputMaybe<Scalars['String']['input']>;
};

/** Two ends, which do not belong to the range. */
export type SegmentTextRange = {
  /** The lower end. */
  readonly from: Scalars['String']['input'];
  /** The upper end. */
  readonly to: Scalars['String']['input'];
};

/** A segment that changed, as it stands now. */
export type SegmentUpdate = {
  /** The newest day whose members are written; null, as what is told of it is, where none is. */
  readonly day?: Maybe<Scalars['Date']['output']>;
  /** How many of them were not in it on the written day before. */
  readonly entered?: Maybe<Scalars['Int']['output']>;
  /** How many of those of the written day before were in it no more. */
  readonly left?: Maybe<Scalars['Int']['output']>;
  /** What it is called. */
  readonly name: Scalars['String']['output'];
  /** What changed. */
  readonly parts: ReadonlyArray<SegmentPart>;
  /** Its key. */
  readonly segmentId: Scalars['ID']['output'];
  /** How many customers were in it on that day. */
  readonly size?: Maybe<Scalars['Int']['output']>;
  /** What becomes of it. */
  readonly status: SegmentStatus;
  /** The version of its definition. */
  readonly version: Scalars['Int']['output'];
};

/** What a segment was from one change to the next. */
export type SegmentVersion = {
  /** When it was written. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Who wrote it. */
  readonly createdBy: Scalars['String']['output'];
  /** Which customers were in it. */
  readonly definition: Scalars['JSON']['output'];
  /** What it was for. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** What the segment was called. */
  readonly name: Scalars['String']['output'];
  /** The definition in words. */
  readonly sentence: Scalars['String']['output'];
  /** How many customers were in it when the version was written; null for whoever does not see the rows of all applications and brands. */
  readonly size?: Maybe<Scalars['Int']['output']>;
  /** Its number, from 1. */
  readonly version: Scalars['Int']['output'];
};

/** Customers that were left out of a list. */
export type ShrunkCount = {
  /** How many they are. */
  readonly customers: Scalars['Int']['output'];
  /** The outgoing name of the required attribute that they lack. */
  readonly missing: Scalars['String']['output'];
};

/** What one data source says of one person. Several records may be one customer. */
export type SourceRecord = {
  /** Key of the business account that the person buys for. */
  readonly accountId?: Maybe<Scalars['ID']['output']>;
  /** Date of birth. */
  readonly birthdate?: Maybe<Scalars['Date']['output']>;
  /** City. */
  readonly city?: Maybe<Scalars['String']['output']>;
  /** Employer or business. */
  readonly company?: Maybe<Scalars['String']['output']>;
  /** Country. */
  readonly country?: Maybe<Scalars['String']['output']>;
  /** When the source first recorded the person. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** The data source, e.g. the shop or the loyalty programme. */
  readonly dataSource: Scalars['String']['output'];
  /** E-mail address; as the source writes it, so that it need not be one. */
  readonly email?: Maybe<Scalars['String']['output']>;
  /** Full name. */
  readonly fullName?: Maybe<Scalars['String']['output']>;
  /** Gender, as the source writes it. */
  readonly gender?: Maybe<Scalars['String']['output']>;
  /** What follows the name, e.g. `Jr`. */
  readonly generationalSuffix?: Maybe<Scalars['String']['output']>;
  /** First name. */
  readonly givenName?: Maybe<Scalars['String']['output']>;
  /** The key of the record in its data source. */
  readonly key: Scalars['ID']['output'];
  /** Street and house number. */
  readonly line1?: Maybe<Scalars['String']['output']>;
  /** Second line of the address. */
  readonly line2?: Maybe<Scalars['String']['output']>;
  /** Loyalty programme identifier. */
  readonly loyaltyId?: Maybe<Scalars['String']['output']>;
  /** Phone number. */
  readonly phone?: Maybe<Scalars['String']['output']>;
  /** Postal code. */
  readonly postal?: Maybe<Scalars['String']['output']>;
  /** The strength of the data source: 1 is the strongest, 999 where nothing is said. */
  readonly priority: Scalars['Int']['output'];
  /** State, province or region. */
  readonly state?: Maybe<Scalars['String']['output']>;
  /** Last name. */
  readonly surname?: Maybe<Scalars['String']['output']>;
  /** Form of address, e.g. `Dr`. */
  readonly title?: Maybe<Scalars['String']['output']>;
  /** When the source last changed the record. */
  readonly updatedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** A page of source records. */
export type SourceRecordConnection = {
  /** The source records of the page with their cursors. */
  readonly edges: ReadonlyArray<SourceRecordEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
};

/** A source record in a list. */
export type SourceRecordEdge = {
  /** Where the source record stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The source record. */
  readonly node: SourceRecord;
};

/**
 * Everything that can be listened to, at `/graphql/stream`: by server-sent events, or by WebSocket. What happens while nobody listens is
 * not told later.
 */
export type Subscription = {
  /** Each change of the alias catalogue. The fields of the schema may be others after it. */
  readonly catalogueChanged: CatalogueUpdate;
  /** Each run that writes data, when it has ended well. */
  readonly dataLoaded: LoadedData;
  /** Each change of a segment. */
  readonly segmentChanged: SegmentUpdate;
};


/**
 * Everything that can be listened to, at `/graphql/stream`: by server-sent events, or by WebSocket. What happens while nobody listens is
 * not told later.
 */
export type SubscriptionDataLoadedArgs = {
  kinds?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/**
 * Everything that can be listened to, at `/graphql/stream`: by server-sent events, or by WebSocket. What happens while nobody listens is
 * not told later.
 */
export type SubscriptionSegmentChangedArgs = {
  id: Scalars['ID']['input'];
};

/** Saved criteria that say whom a campaign is for. */
export type TargetGroup = {
  /** The key. */
  readonly id?: Maybe<Scalars['ID']['output']>;
  /** The name. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** 1 goes before all others on the same day. */
  readonly priority?: Maybe<Scalars['Int']['output']>;
};

/**
 * A group of targetings. Missing values do not count in its measures. At most 50 different ones can be asked at once, those of the order
 * and the conditions on groups among them.
 */
export type TargetingAggregate = {
  /** How many targetings. */
  readonly count: Scalars['Int']['output'];
  /** How many customers they are of. */
  readonly customers: Scalars['Int']['output'];
  /** How many different values. */
  readonly distinct: Scalars['Int']['output'];
  /** What its targetings have in common, in the order of `groupBy`. */
  readonly keys: ReadonlyArray<TargetingGroupKey>;
  /** The greatest of numbers, texts (in the order of the database), days or instants, as text; null where all are missing. */
  readonly maximum?: Maybe<Scalars['String']['output']>;
  /** The smallest of numbers, texts (in the order of the database), days or instants, as text; null where all are missing. */
  readonly minimum?: Maybe<Scalars['String']['output']>;
};


/**
 * A group of targetings. Missing values do not count in its measures. At most 50 different ones can be asked at once, those of the order
 * and the conditions on groups among them.
 */
export type TargetingAggregateDistinctArgs = {
  column: TargetingColumn;
};


/**
 * A group of targetings. Missing values do not count in its measures. At most 50 different ones can be asked at once, those of the order
 * and the conditions on groups among them.
 */
export type TargetingAggregateMaximumArgs = {
  column: TargetingColumn;
};


/**
 * A group of targetings. Missing values do not count in its measures. At most 50 different ones can be asked at once, those of the order
 * and the conditions on groups among them.
 */
export type TargetingAggregateMinimumArgs = {
  column: TargetingColumn;
};

/** A page of groups of targetings. */
export type TargetingAggregateConnection = {
  /** The groups of the page with their cursors. */
  readonly edges: ReadonlyArray<TargetingAggregateEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many groups there are on all pages. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A group of targetings in a list. */
export type TargetingAggregateEdge = {
  /** Where the group stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The group. */
  readonly node: TargetingAggregate;
};

/** What targetings can be put in groups by, and measured. */
export type TargetingColumn =
  /** The brand that it is of. */
  | 'BRAND'
  /** The number of the kind of action; 1 is control. */
  | 'CAMPAIGN_ACTION_ID'
  /** The name of the kind of action; `DN` is control. */
  | 'CAMPAIGN_ACTION_NAME'
  /** The name of the campaign. */
  | 'CAMPAIGN_NAME'
  /** The number of the type of the campaign. */
  | 'CAMPAIGN_TYPE'
  /** The name of the type of the campaign. */
  | 'CAMPAIGN_TYPE_NAME'
  /** The number of a channel of what was sent. Of several channels each counts. */
  | 'CHANNEL_ID'
  /** The name of a channel of what was sent. Of several channels each counts. */
  | 'CHANNEL_NAME'
  /** The business key of the customer, which is compared by its bytes. */
  | 'CUSTOMER_ID'
  /** The reason for which the customer was left out. */
  | 'EXCLUSION_REASON'
  /** The number of the reason for which the customer was left out. */
  | 'EXCLUSION_REASON_ID'
  /** The day of the occurrence. */
  | 'EXECUTION_DATE'
  /** When the row was written or last changed by its source. */
  | 'LAST_UPDATED_TIME'
  /** The stage of the customer on the day. */
  | 'LIFECYCLE_STAGE'
  /** The key of the action within its campaign; missing where the customer was left out. */
  | 'PLAN_DETAIL_ID'
  /** The key of the campaign, which is compared by its bytes. */
  | 'PLAN_ID'
  /** What became of the customer: `TARGETED`, `CONTROL` or `EXCLUDED`. */
  | 'STATE'
  /** The key of the campaign that won the customer. */
  | 'TAKEN_FROM_PLAN_ID'
  /** The key of the target group. */
  | 'TARGET_GROUP_ID'
  /** The name of the target group. */
  | 'TARGET_GROUP_NAME';

/**
 * Which targetings. All that is given must hold, and nothing holds for a missing value but `isNull`. No member may be null, so
 * that a forgotten variable is an error (an absent one too) and not a wider question, and nothing below the top may be empty. 500 conditions and
 * branches, and 20 levels are the most, with those of the filters in it. What is said of channels must hold for one of them.
 */
export type TargetingFilter = {
  /** All of these must hold; 1,000 at most. True where the list is empty. */
  readonly and?: InputMaybe<ReadonlyArray<TargetingFilter>>;
  /** The brand that it is of. */
  readonly brand?: InputMaybe<FacetTextFilter>;
  /** The number of the kind of action; 1 is control. */
  readonly campaignActionId?: InputMaybe<FacetNumberFilter>;
  /** The name of the kind of action; `DN` is control. */
  readonly campaignActionName?: InputMaybe<FacetTextFilter>;
  /** The name of the campaign. */
  readonly campaignName?: InputMaybe<FacetTextFilter>;
  /** The number of the type of the campaign. */
  readonly campaignType?: InputMaybe<FacetNumberFilter>;
  /** The name of the type of the campaign. */
  readonly campaignTypeName?: InputMaybe<FacetTextFilter>;
  /** The number of a channel of what was sent. Of several channels each counts. */
  readonly channelId?: InputMaybe<FacetNumberFilter>;
  /** The name of a channel of what was sent. Of several channels each counts. */
  readonly channelName?: InputMaybe<FacetTextFilter>;
  /** What must hold for the customer. One who is not known has no values. */
  readonly customer?: InputMaybe<CustomerFilter>;
  /** The business key of the customer, which is compared by its bytes. */
  readonly customerId?: InputMaybe<FacetTextFilter>;
  /** The reason for which the customer was left out. */
  readonly exclusionReason?: InputMaybe<FacetTextFilter>;
  /** The number of the reason for which the customer was left out. */
  readonly exclusionReasonId?: InputMaybe<FacetNumberFilter>;
  /** The day of the occurrence. */
  readonly executionDate?: InputMaybe<FacetDateFilter>;
  /** When the row was written or last changed by its source. */
  readonly lastUpdatedTime?: InputMaybe<FacetDateTimeFilter>;
  /** The stage of the customer on the day. */
  readonly lifecycleStage?: InputMaybe<FacetTextFilter>;
  /** This must not hold: exactly the others, those with missing values too. */
  readonly not?: InputMaybe<TargetingFilter>;
  /** One of these must hold; 1,000 at most. False where the list is empty. */
  readonly or?: InputMaybe<ReadonlyArray<TargetingFilter>>;
  /** The key of the action within its campaign; missing where the customer was left out. */
  readonly planDetailId?: InputMaybe<FacetTextFilter>;
  /** The key of the campaign, which is compared by its bytes. */
  readonly planId?: InputMaybe<FacetTextFilter>;
  /** What became of the customer: `TARGETED`, `CONTROL` or `EXCLUDED`. */
  readonly state?: InputMaybe<FacetTextFilter>;
  /** The key of the campaign that won the customer. */
  readonly takenFromPlanId?: InputMaybe<FacetTextFilter>;
  /** The key of the target group. */
  readonly targetGroupId?: InputMaybe<FacetTextFilter>;
  /** The name of the target group. */
  readonly targetGroupName?: InputMaybe<FacetTextFilter>;
};

/** One value that the targetings of a group have in common. */
export type TargetingGroupKey = {
  /** The period that it was taken for. */
  readonly grain?: Maybe<FacetTimeGrain>;
  /** The column; of a customer behind `customer.`. */
  readonly name: Scalars['String']['output'];
  /**
   * The value as text: numbers as exact decimals, days and instants in ISO 8601, `true` or `false`; of a period its first day. Null
   * where there is none.
   */
  readonly value?: Maybe<Scalars['String']['output']>;
};

/** One term of an order of groups: exactly one of `measure` and `key`. */
export type TargetingGroupOrder = {
  /** The column that the measure is of. */
  readonly column?: InputMaybe<TargetingColumn>;
  /** Smallest or greatest first. */
  readonly direction?: InputMaybe<FacetSortDirection>;
  /** The key, by its place in `groupBy`; the first is 1. */
  readonly key?: InputMaybe<Scalars['Int']['input']>;
  /** The measure; all but `COUNT` and `CUSTOMERS` are of a column. */
  readonly measure?: InputMaybe<TargetingMeasure>;
  /** Where groups without a value come, in either direction. */
  readonly nulls?: InputMaybe<FacetNullsOrder>;
};

/** A key that targetings are grouped by: exactly one of `column`, `customerColumn` and `customerAttribute`. */
export type TargetingGrouping = {
  /** The column. By a channel, a targeting is in the group of each of its channels; without any it is in that of none. */
  readonly column?: InputMaybe<TargetingColumn>;
  /** The attribute of the customer, by alias, former name or slot, in any case; in `keys` as `customer.AGE`. */
  readonly customerAttribute?: InputMaybe<Scalars['String']['input']>;
  /** The column of the customer; in `keys` as `customer.city`. */
  readonly customerColumn?: InputMaybe<CustomerColumn>;
  /**
   * The period that a day or an instant is taken for; for no other values. Instants lie on the days of the time zone that
   * the server is configured with. The value as it is when left out.
   */
  readonly grain?: InputMaybe<FacetTimeGrain>;
};

/**
 * A condition on a measure of groups: for all measures but `COUNT` and `CUSTOMERS` the column that it is of, and the one filter that is for
 * what the measure gives: `number` but for the minimum or maximum of other values.
 */
export type TargetingHaving = {
  /** The column that it is of. */
  readonly column?: InputMaybe<TargetingColumn>;
  /** For the minimum or maximum of days. */
  readonly date?: InputMaybe<FacetDateFilter>;
  /** For the minimum or maximum of instants. */
  readonly dateTime?: InputMaybe<FacetDateTimeFilter>;
  /** The measure. */
  readonly measure: TargetingMeasure;
  /** For counts and distinct values, and the minimum or maximum of numbers. */
  readonly number?: InputMaybe<FacetNumberFilter>;
  /** For the minimum or maximum of texts. */
  readonly text?: InputMaybe<FacetTextFilter>;
};

/** What can be worked out of a group of targetings. Missing values do not count. */
export type TargetingMeasure =
  /** How many targetings: of no value. */
  | 'COUNT'
  /** How many customers they are of: of no value. */
  | 'CUSTOMERS'
  /** How many different values. */
  | 'DISTINCT'
  /** The greatest of numbers, texts, days or instants. */
  | 'MAXIMUM'
  /** The smallest of numbers, texts, days or instants. */
  | 'MINIMUM';

/** What became of a customer whom a campaign was meant for. The words of campaigns are explained in `docs/glossary.md`. */
export type TargetingState =
  /** Drawn as control: logged with an action (number 1, `DN`), but nothing was sent. */
  | 'CONTROL'
  /** Left out, as a rule in favour of a campaign of a target group with a higher priority. */
  | 'EXCLUDED'
  /** The campaign was sent to the customer: targeted, and not held as control. */
  | 'TARGETED';

/** What came of a check on a table. */
export type ValidationResult = {
  /** The name of the check, such as `TXN_RETURN_SIGN`. */
  readonly check: Scalars['String']['output'];
  /** The columns that were looked at. */
  readonly columns: ReadonlyArray<Scalars['String']['output']>;
  /** Percent of failing rows above which they are an error; null: never. */
  readonly errorAbove?: Maybe<Scalars['Decimal']['output']>;
  /** How many rows the check was about. */
  readonly evaluatedRows: Scalars['BigInt']['output'];
  /** Percent of the evaluated rows that failed; null where none was evaluated. */
  readonly failingPercent?: Maybe<Scalars['Float']['output']>;
  /** How many of them failed. */
  readonly failingRows: Scalars['BigInt']['output'];
  /** What a row fails by. */
  readonly failsWhen: Scalars['String']['output'];
  /** The names of the keys in `sampleKeys`. */
  readonly keyColumns: ReadonlyArray<Scalars['String']['output']>;
  /** The statement of SQL that finds the failing rows. */
  readonly query: Scalars['String']['output'];
  /** What to do about failing rows. */
  readonly remedy: Scalars['String']['output'];
  /** Business keys of some failing rows, five at most: never what is said of a person. */
  readonly sampleKeys: ReadonlyArray<ReadonlyArray<Maybe<Scalars['String']['output']>>>;
  /** How bad failing rows can become. */
  readonly severity: ValidationSeverity;
  /** The figures by data source or application; empty where rows are not parted. */
  readonly sources: ReadonlyArray<ValidationSource>;
  /** What came of it. */
  readonly status: ValidationStatus;
  /** The table whose rows were checked. */
  readonly table: Scalars['String']['output'];
  /** What the check is about, in a few words. */
  readonly title: Scalars['String']['output'];
  /** What came of the check in the newest runs that made all checks, 100 at most, the oldest first. */
  readonly trend: ReadonlyArray<ValidationTrendPoint>;
  /** Percent of failing rows above which they are a warning; null: never. */
  readonly warnAbove?: Maybe<Scalars['Decimal']['output']>;
};

/** A validation: all checks of the data as it was at one instant. */
export type ValidationRun = {
  /** How many results are errors. */
  readonly errors: Scalars['Int']['output'];
  /** The same compared with what was expected; empty where nothing was. */
  readonly expectedRevenue: ReadonlyArray<ExpectedRevenueMonth>;
  /** When it ended. */
  readonly finishedAt: Scalars['DateTime']['output'];
  /** The number of the run. */
  readonly id: Scalars['ID']['output'];
  /** Whether only some checks were asked for. */
  readonly isPartial: Scalars['Boolean']['output'];
  /** How many results passed. */
  readonly passed: Scalars['Int']['output'];
  /** What the data allowed. */
  readonly readiness: Readiness;
  /** What came of each check, in the order of the checks. */
  readonly results: ReadonlyArray<ValidationResult>;
  /** Revenue and units by month and currency, the earliest month first. */
  readonly revenue: ReadonlyArray<RevenueMonth>;
  /** When it began; the data is that of this instant. */
  readonly startedAt: Scalars['DateTime']['output'];
  /** The worst status of its results. */
  readonly status: ValidationStatus;
  /** How many results are warnings. */
  readonly warnings: Scalars['Int']['output'];
};


/** A validation: all checks of the data as it was at one instant. */
export type ValidationRunResultsArgs = {
  statuses?: InputMaybe<ReadonlyArray<ValidationStatus>>;
};

/** A page of validations. */
export type ValidationRunConnection = {
  /** The validations of the page with their cursors. */
  readonly edges: ReadonlyArray<ValidationRunEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many validations there are on all pages. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A validation in a list. */
export type ValidationRunEdge = {
  /** Where the validation stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The validation. */
  readonly node: ValidationRun;
};

/** How bad failing rows of a check can become. */
export type ValidationSeverity =
  /** They are an error at worst. */
  | 'ERROR'
  /** They are a figure, and never bad. */
  | 'INFO'
  /** They are a warning at worst. */
  | 'WARNING';

/** The figures of a check for one data source or application. */
export type ValidationSource = {
  /** How many of its rows the check was about. */
  readonly evaluatedRows: Scalars['BigInt']['output'];
  /** How many of them failed. */
  readonly failingRows: Scalars['BigInt']['output'];
  /** The data source of source records, or the application of other rows. */
  readonly source: Scalars['String']['output'];
};

/** What came of a check, or of a run as a whole, from the best to the worst. */
export type ValidationStatus =
  /** More rows fail than are allowed at all. */
  | 'ERROR'
  /** There was no row to check. */
  | 'NOTHING_TO_CHECK'
  /** Not more rows fail than are allowed. */
  | 'PASSED'
  /** A figure alone, which nothing is expected of. */
  | 'REPORTED'
  /** More rows fail than are allowed without a warning. */
  | 'WARNING';

/** Thresholds that were set for a check. */
export type ValidationThreshold = {
  /** The name of the check. */
  readonly check: Scalars['String']['output'];
  /** Percent of failing rows above which they are an error; null: never. */
  readonly errorAbove?: Maybe<Scalars['Decimal']['output']>;
  /** When they were set. */
  readonly setAt: Scalars['DateTime']['output'];
  /** The name of the API key that set them. */
  readonly setBy: Scalars['String']['output'];
  /** Percent of failing rows above which they are a warning; null: never. */
  readonly warnAbove?: Maybe<Scalars['Decimal']['output']>;
};

/** What came of a check in a run. */
export type ValidationTrendPoint = {
  /** Percent of the evaluated rows that failed; null where none was evaluated. */
  readonly failingPercent?: Maybe<Scalars['Float']['output']>;
  /** The run. */
  readonly run: ValidationRun;
  /** What came of it then. */
  readonly status: ValidationStatus;
};

/**
 * A visit, or the part of one that lies in one day: events of the customer from one browser with no gap longer than the session window.
 * What describes it is kept where an attribute of enrichment needs it, and null else.
 */
export type Visit = {
  /** The browser. */
  readonly browser?: Maybe<Scalars['String']['output']>;
  /** The campaign that it came by: `utm_campaign`. */
  readonly campaign?: Maybe<Scalars['String']['output']>;
  /** How it came about, e.g. `Paid Search` or `Direct`. */
  readonly channelGroup?: Maybe<Scalars['String']['output']>;
  /** The click id, by which an advertiser knows who clicked. */
  readonly clickId?: Maybe<Scalars['String']['output']>;
  /** The parameter of the click id, e.g. `gclid`. */
  readonly clickIdType?: Maybe<Scalars['String']['output']>;
  /** What was clicked on: `utm_content`. */
  readonly content?: Maybe<Scalars['String']['output']>;
  /** The day, in the configured time zone. */
  readonly day: Scalars['Date']['output'];
  /** The kind of device. */
  readonly device?: Maybe<Scalars['String']['output']>;
  /** The last event. */
  readonly endedAt: Scalars['DateTime']['output'];
  /** How many events. */
  readonly events: Scalars['Int']['output'];
  /** The page that it ended with. */
  readonly exitPage?: Maybe<Scalars['String']['output']>;
  /** The page that it began with. */
  readonly landingPage?: Maybe<Scalars['String']['output']>;
  /** By what it came: `utm_medium`. */
  readonly medium?: Maybe<Scalars['String']['output']>;
  /** How many pages were viewed. */
  readonly pageViews: Scalars['Int']['output'];
  /** The pages that were viewed, each as often as it was, in the order of their texts; null where they are not kept. */
  readonly pages?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** The host of the other site that it came from. */
  readonly referrer?: Maybe<Scalars['String']['output']>;
  /** Where it came from: `utm_source`. */
  readonly source?: Maybe<Scalars['String']['output']>;
  /** The first event. */
  readonly startedAt: Scalars['DateTime']['output'];
  /** The words that were searched for: `utm_term`. */
  readonly term?: Maybe<Scalars['String']['output']>;
};

/** A page of visits. */
export type VisitConnection = {
  /** The visits of the page with their cursors. */
  readonly edges: ReadonlyArray<VisitEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
};

/** A visit in a list. */
export type VisitEdge = {
  /** Where the visit stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The visit. */
  readonly node: Visit;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Account: Account;
  Campaign: Campaign;
  CampaignTargeting: CampaignTargeting;
  Company: Company;
  Contract: Contract;
  Customer: Customer;
  CustomerIdentifier: CustomerIdentifier;
  CustomerProfile: CustomerProfile;
  FieldAlias: FieldAlias;
  Industry: Industry;
  MarketingImpactDay: MarketingImpactDay;
  MetricDefinition: MetricDefinition;
  MetricValue: MetricValue;
  Order: Order;
  PlannedCampaign: PlannedCampaign;
  Product: Product;
  Segment: Segment;
  SegmentList: SegmentList;
  ValidationRun: ValidationRun;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Account:
    ( { __typename: 'Account' }
    & ( GraphQLRecursivePick<FederationTypes['Account'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['Account'], {"nodeId":true}> ) );
  Campaign:
    ( { __typename: 'Campaign' }
    & ( GraphQLRecursivePick<FederationTypes['Campaign'], {"planId":true}>
        | GraphQLRecursivePick<FederationTypes['Campaign'], {"nodeId":true}> ) );
  CampaignTargeting:
    ( { __typename: 'CampaignTargeting' }
    & GraphQLRecursivePick<FederationTypes['CampaignTargeting'], {"customerId":true,"executionDate":true,"planId":true}> );
  Company:
    ( { __typename: 'Company' }
    & ( GraphQLRecursivePick<FederationTypes['Company'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['Company'], {"nodeId":true}> ) );
  Contract:
    ( { __typename: 'Contract' }
    & ( GraphQLRecursivePick<FederationTypes['Contract'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['Contract'], {"nodeId":true}> ) );
  Customer:
    ( { __typename: 'Customer' }
    & ( GraphQLRecursivePick<FederationTypes['Customer'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['Customer'], {"nodeId":true}> ) );
  CustomerIdentifier:
    ( { __typename: 'CustomerIdentifier' }
    & GraphQLRecursivePick<FederationTypes['CustomerIdentifier'], {"system":true,"value":true}> );
  CustomerProfile:
    ( { __typename: 'CustomerProfile' }
    & ( GraphQLRecursivePick<FederationTypes['CustomerProfile'], {"customer":{"id":true},"date":true}>
        | GraphQLRecursivePick<FederationTypes['CustomerProfile'], {"nodeId":true}> ) );
  FieldAlias:
    ( { __typename: 'FieldAlias' }
    & GraphQLRecursivePick<FederationTypes['FieldAlias'], {"fieldId":true}> );
  Industry:
    ( { __typename: 'Industry' }
    & ( GraphQLRecursivePick<FederationTypes['Industry'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['Industry'], {"nodeId":true}> ) );
  MarketingImpactDay:
    ( { __typename: 'MarketingImpactDay' }
    & GraphQLRecursivePick<FederationTypes['MarketingImpactDay'], {"customerId":true,"date":true}> );
  MetricDefinition:
    ( { __typename: 'MetricDefinition' }
    & GraphQLRecursivePick<FederationTypes['MetricDefinition'], {"name":true}> );
  MetricValue:
    ( { __typename: 'MetricValue' }
    & GraphQLRecursivePick<FederationTypes['MetricValue'], {"level":true,"entityId":true,"app":true,"name":true,"effectiveDate":true}> );
  Order:
    ( { __typename: 'Order' }
    & ( GraphQLRecursivePick<FederationTypes['Order'], {"customerId":true,"id":true}>
        | GraphQLRecursivePick<FederationTypes['Order'], {"nodeId":true}> ) );
  PlannedCampaign:
    ( { __typename: 'PlannedCampaign' }
    & GraphQLRecursivePick<FederationTypes['PlannedCampaign'], {"id":true}> );
  Product:
    ( { __typename: 'Product' }
    & ( GraphQLRecursivePick<FederationTypes['Product'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['Product'], {"nodeId":true}> ) );
  Segment:
    ( { __typename: 'Segment' }
    & GraphQLRecursivePick<FederationTypes['Segment'], {"id":true}> );
  SegmentList:
    ( { __typename: 'SegmentList' }
    & GraphQLRecursivePick<FederationTypes['SegmentList'], {"id":true}> );
  ValidationRun:
    ( { __typename: 'ValidationRun' }
    & GraphQLRecursivePick<FederationTypes['ValidationRun'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Account: ResolverTypeWrapper<EntityRow>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  AccountConnection: ResolverTypeWrapper<Omit<AccountConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['AccountEdge']> }>;
  AccountEdge: ResolverTypeWrapper<Omit<AccountEdge, 'node'> & { node: ResolversTypes['Account'] }>;
  AggregationLevel: AggregationLevel;
  AttributeChange: ResolverTypeWrapper<AttributeChange>;
  BigInt: ResolverTypeWrapper<Scalars['BigInt']['output']>;
  Campaign: ResolverTypeWrapper<CampaignRow>;
  CampaignAction: ResolverTypeWrapper<CampaignActionRow>;
  CampaignActionChannel: ResolverTypeWrapper<CampaignActionChannelRow>;
  CampaignConnection: ResolverTypeWrapper<CampaignConnectionRow>;
  CampaignDelivery: ResolverTypeWrapper<DeliveryRow>;
  CampaignDeliveryConnection: ResolverTypeWrapper<Omit<CampaignDeliveryConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['CampaignDeliveryEdge']> }>;
  CampaignDeliveryEdge: ResolverTypeWrapper<Omit<CampaignDeliveryEdge, 'node'> & { node: ResolversTypes['CampaignDelivery'] }>;
  CampaignEdge: ResolverTypeWrapper<Omit<CampaignEdge, 'node'> & { node: ResolversTypes['Campaign'] }>;
  CampaignExplanation: ResolverTypeWrapper<ExplanationRow>;
  CampaignOccurrence: ResolverTypeWrapper<CampaignOccurrenceRow>;
  CampaignOccurrenceAction: ResolverTypeWrapper<CampaignOccurrenceActionRow>;
  CampaignOccurrenceConnection: ResolverTypeWrapper<Omit<CampaignOccurrenceConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['CampaignOccurrenceEdge']> }>;
  CampaignOccurrenceEdge: ResolverTypeWrapper<Omit<CampaignOccurrenceEdge, 'node'> & { node: ResolversTypes['CampaignOccurrence'] }>;
  CampaignRedemptions: ResolverTypeWrapper<CampaignRedemptionsRow>;
  CampaignResult: ResolverTypeWrapper<CampaignResultRow>;
  CampaignResults: ResolverTypeWrapper<CampaignResultsRow>;
  CampaignResultsConnection: ResolverTypeWrapper<Omit<CampaignResultsConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['CampaignResultsEdge']> }>;
  CampaignResultsEdge: ResolverTypeWrapper<Omit<CampaignResultsEdge, 'node'> & { node: ResolversTypes['CampaignResults'] }>;
  CampaignTargeting: ResolverTypeWrapper<TargetingRow>;
  CampaignTargetingConnection: ResolverTypeWrapper<TargetingConnectionRow>;
  CampaignTargetingEdge: ResolverTypeWrapper<Omit<CampaignTargetingEdge, 'node'> & { node: ResolversTypes['CampaignTargeting'] }>;
  CampaignUplift: ResolverTypeWrapper<UpliftRow>;
  CampaignValue: ResolverTypeWrapper<CampaignValueRow>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  CatalogueUpdate: ResolverTypeWrapper<CatalogueUpdate>;
  Company: ResolverTypeWrapper<EntityRow>;
  CompanyConnection: ResolverTypeWrapper<Omit<CompanyConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['CompanyEdge']> }>;
  CompanyEdge: ResolverTypeWrapper<Omit<CompanyEdge, 'node'> & { node: ResolversTypes['Company'] }>;
  ConfidenceInterval: ResolverTypeWrapper<ConfidenceInterval>;
  Contract: ResolverTypeWrapper<EntityRow>;
  ContractConnection: ResolverTypeWrapper<Omit<ContractConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['ContractEdge']> }>;
  ContractEdge: ResolverTypeWrapper<Omit<ContractEdge, 'node'> & { node: ResolversTypes['Contract'] }>;
  CouponRedemption: ResolverTypeWrapper<CouponRedemption>;
  Customer: ResolverTypeWrapper<CustomerRow>;
  CustomerAggregate: ResolverTypeWrapper<AggregateRow>;
  CustomerAggregateConnection: ResolverTypeWrapper<AggregateConnectionRow>;
  CustomerAggregateEdge: ResolverTypeWrapper<Omit<CustomerAggregateEdge, 'node'> & { node: ResolversTypes['CustomerAggregate'] }>;
  CustomerAttributeChange: ResolverTypeWrapper<CustomerAttributeChangeRow>;
  CustomerAttributeChangeConnection: ResolverTypeWrapper<Omit<CustomerAttributeChangeConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['CustomerAttributeChangeEdge']> }>;
  CustomerAttributeChangeEdge: ResolverTypeWrapper<Omit<CustomerAttributeChangeEdge, 'node'> & { node: ResolversTypes['CustomerAttributeChange'] }>;
  CustomerColumn: CustomerColumn;
  CustomerConnection: ResolverTypeWrapper<CustomerConnectionRow>;
  CustomerEdge: ResolverTypeWrapper<Omit<CustomerEdge, 'node'> & { node: ResolversTypes['Customer'] }>;
  CustomerFilter: CustomerFilter;
  CustomerGroupKey: ResolverTypeWrapper<CustomerGroupKey>;
  CustomerGroupOrder: CustomerGroupOrder;
  CustomerGrouping: CustomerGrouping;
  CustomerHaving: CustomerHaving;
  CustomerIdentifier: ResolverTypeWrapper<CustomerIdentifierRow>;
  CustomerIdentifierConnection: ResolverTypeWrapper<Omit<CustomerIdentifierConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['CustomerIdentifierEdge']> }>;
  CustomerIdentifierEdge: ResolverTypeWrapper<Omit<CustomerIdentifierEdge, 'node'> & { node: ResolversTypes['CustomerIdentifier'] }>;
  CustomerOrder: CustomerOrder;
  CustomerProfile: ResolverTypeWrapper<CustomerProfileRow>;
  CustomerProfileConnection: ResolverTypeWrapper<Omit<CustomerProfileConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['CustomerProfileEdge']> }>;
  CustomerProfileEdge: ResolverTypeWrapper<Omit<CustomerProfileEdge, 'node'> & { node: ResolversTypes['CustomerProfile'] }>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  DeliveryCounts: ResolverTypeWrapper<CountedDelivery>;
  DeliveryPartCount: ResolverTypeWrapper<PartCount>;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  Entity: ResolverTypeWrapper<AnyEntityRow>;
  EntityMeta: ResolverTypeWrapper<EntityMeta>;
  EntityMetrics: ResolverTypeWrapper<EntityMetricsRow>;
  EntityMetricsConnection: ResolverTypeWrapper<Omit<EntityMetricsConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['EntityMetricsEdge']> }>;
  EntityMetricsEdge: ResolverTypeWrapper<Omit<EntityMetricsEdge, 'node'> & { node: ResolversTypes['EntityMetrics'] }>;
  ExpectedRevenueMonth: ResolverTypeWrapper<ExpectedRevenueMonth>;
  FacetAggregateMeasure: FacetAggregateMeasure;
  FacetAttributeFilter: FacetAttributeFilter;
  FacetAttributeType: FacetAttributeType;
  FacetCampaignAudienceInput: FacetCampaignAudienceInput;
  FacetCampaignConsentChannel: FacetCampaignConsentChannel;
  FacetCampaignFilter: FacetCampaignFilter;
  FacetCampaignResultGrouping: FacetCampaignResultGrouping;
  FacetCampaignScheduleInput: FacetCampaignScheduleInput;
  FacetCampaignVerdict: FacetCampaignVerdict;
  FacetComparedSegmentInput: FacetComparedSegmentInput;
  FacetConsentChannel: FacetConsentChannel;
  FacetConsentRuleInput: FacetConsentRuleInput;
  FacetContactChannel: FacetContactChannel;
  FacetContactLimitInput: FacetContactLimitInput;
  FacetContactRulesInput: FacetContactRulesInput;
  FacetDateFilter: FacetDateFilter;
  FacetDateRange: FacetDateRange;
  FacetDateTimeFilter: FacetDateTimeFilter;
  FacetDateTimeRange: FacetDateTimeRange;
  FacetDeliveryState: FacetDeliveryState;
  FacetDropReason: FacetDropReason;
  FacetFlagFilter: FacetFlagFilter;
  FacetHandedState: FacetHandedState;
  FacetNullsOrder: FacetNullsOrder;
  FacetNumberFilter: FacetNumberFilter;
  FacetNumberRange: FacetNumberRange;
  FacetOrderAttributeFilter: FacetOrderAttributeFilter;
  FacetOrderColumn: FacetOrderColumn;
  FacetOrderFilter: FacetOrderFilter;
  FacetOrderGroupOrder: FacetOrderGroupOrder;
  FacetOrderGrouping: FacetOrderGrouping;
  FacetOrderHaving: FacetOrderHaving;
  FacetOrderLineColumn: FacetOrderLineColumn;
  FacetOrderLineFilter: FacetOrderLineFilter;
  FacetOrderLineGroupOrder: FacetOrderLineGroupOrder;
  FacetOrderLineGrouping: FacetOrderLineGrouping;
  FacetOrderLineHaving: FacetOrderLineHaving;
  FacetOrderLineMeasure: FacetOrderLineMeasure;
  FacetOrderLineProductFilter: FacetOrderLineProductFilter;
  FacetOrderMeasure: FacetOrderMeasure;
  FacetOutgoingAttributeInput: FacetOutgoingAttributeInput;
  FacetOutgoingHash: FacetOutgoingHash;
  FacetPiiClass: FacetPiiClass;
  FacetProductColumn: FacetProductColumn;
  FacetProductFilter: FacetProductFilter;
  FacetPurchaseBehaviour: FacetPurchaseBehaviour;
  FacetReadinessState: FacetReadinessState;
  FacetRemainingCustomersInput: FacetRemainingCustomersInput;
  FacetRollUpRule: FacetRollUpRule;
  FacetScheduleRepeat: FacetScheduleRepeat;
  FacetSortDirection: FacetSortDirection;
  FacetSubAudienceInput: FacetSubAudienceInput;
  FacetTextFilter: FacetTextFilter;
  FacetTextRange: FacetTextRange;
  FacetTimeGrain: FacetTimeGrain;
  FacetTreatmentDestinationInput: FacetTreatmentDestinationInput;
  FacetTreatmentInput: FacetTreatmentInput;
  FeatureReadiness: ResolverTypeWrapper<FeatureFound>;
  FieldAlias: ResolverTypeWrapper<FieldAliasRow>;
  ForgottenCustomer: ResolverTypeWrapper<ForgottenCustomer>;
  ForgottenTable: ResolverTypeWrapper<ForgottenTable>;
  HandedPart: ResolverTypeWrapper<PartSummary>;
  Industry: ResolverTypeWrapper<EntityRow>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  KpiChange: ResolverTypeWrapper<KpiChange>;
  LoadedData: ResolverTypeWrapper<LoadedData>;
  MarketingImpactDay: ResolverTypeWrapper<MarketingImpactRow>;
  MetricAggregate: ResolverTypeWrapper<MetricAggregateRow>;
  MetricAggregateConnection: ResolverTypeWrapper<MetricAggregateConnectionRow>;
  MetricAggregateEdge: ResolverTypeWrapper<Omit<MetricAggregateEdge, 'node'> & { node: ResolversTypes['MetricAggregate'] }>;
  MetricAvailability: ResolverTypeWrapper<MetricAvailability>;
  MetricCondition: MetricCondition;
  MetricDefinition: ResolverTypeWrapper<DefinitionRow>;
  MetricEntityFilter: MetricEntityFilter;
  MetricGroupKey: ResolverTypeWrapper<MetricGroupKey>;
  MetricGroupOrder: MetricGroupOrder;
  MetricGroupValue: ResolverTypeWrapper<MetricGroupValueRow>;
  MetricGrouping: MetricGrouping;
  MetricOrigin: MetricOrigin;
  MetricValue: ResolverTypeWrapper<MetricValueRow>;
  MetricValueGap: MetricValueGap;
  MissingTable: ResolverTypeWrapper<MissingTable>;
  ModelRequirement: ResolverTypeWrapper<ModelNeedFound>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Node: ResolverTypeWrapper<NodeRow>;
  Order: ResolverTypeWrapper<OrderRow>;
  OrderAggregate: ResolverTypeWrapper<AggregateRow>;
  OrderAggregateConnection: ResolverTypeWrapper<AggregateConnectionRow>;
  OrderAggregateEdge: ResolverTypeWrapper<Omit<OrderAggregateEdge, 'node'> & { node: ResolversTypes['OrderAggregate'] }>;
  OrderConnection: ResolverTypeWrapper<OrderConnectionRow>;
  OrderEdge: ResolverTypeWrapper<Omit<OrderEdge, 'node'> & { node: ResolversTypes['Order'] }>;
  OrderGroupKey: ResolverTypeWrapper<OrderGroupKey>;
  OrderLine: ResolverTypeWrapper<OrderLineRow>;
  OrderLineAggregate: ResolverTypeWrapper<AggregateRow>;
  OrderLineAggregateConnection: ResolverTypeWrapper<AggregateConnectionRow>;
  OrderLineAggregateEdge: ResolverTypeWrapper<Omit<OrderLineAggregateEdge, 'node'> & { node: ResolversTypes['OrderLineAggregate'] }>;
  OrderLineConnection: ResolverTypeWrapper<Omit<OrderLineConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['OrderLineEdge']> }>;
  OrderLineEdge: ResolverTypeWrapper<Omit<OrderLineEdge, 'node'> & { node: ResolversTypes['OrderLine'] }>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PlannedCampaign: ResolverTypeWrapper<PlannedCampaignRow>;
  PlannedCampaignConnection: ResolverTypeWrapper<PlannedCampaignConnectionRow>;
  PlannedCampaignEdge: ResolverTypeWrapper<Omit<PlannedCampaignEdge, 'node'> & { node: ResolversTypes['PlannedCampaign'] }>;
  PlannedCampaignInput: PlannedCampaignInput;
  PlannedCampaignStatus: PlannedCampaignStatus;
  PlannedCampaignType: PlannedCampaignType;
  PlannedDelivery: ResolverTypeWrapper<ToldDelivery>;
  PostalAddress: ResolverTypeWrapper<CustomerRow>;
  Product: ResolverTypeWrapper<ProductRow>;
  ProductConnection: ResolverTypeWrapper<ProductConnectionRow>;
  ProductEdge: ResolverTypeWrapper<Omit<ProductEdge, 'node'> & { node: ResolversTypes['Product'] }>;
  ProfileAttribute: ResolverTypeWrapper<AttributeRow>;
  ProfileFields: ResolverTypeWrapper<CustomerProfileRow>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Readiness: ResolverTypeWrapper<ReadinessRow>;
  ReadinessNeed: ResolverTypeWrapper<NeedFound>;
  ReadinessRule: ResolverTypeWrapper<RuleFound>;
  RevenueMonth: ResolverTypeWrapper<RevenueMonth>;
  ScheduledCampaign: ResolverTypeWrapper<ScheduledCampaignRow>;
  ScheduledCampaignConnection: ResolverTypeWrapper<ScheduledCampaignConnectionRow>;
  ScheduledCampaignEdge: ResolverTypeWrapper<Omit<ScheduledCampaignEdge, 'node'> & { node: ResolversTypes['ScheduledCampaign'] }>;
  Segment: ResolverTypeWrapper<StoredSegment>;
  SegmentActivationCondition: SegmentActivationCondition;
  SegmentAttributeCondition: SegmentAttributeCondition;
  SegmentBreakdown: ResolverTypeWrapper<BreakdownInRow>;
  SegmentBreakdownInput: SegmentBreakdownInput;
  SegmentBreakdownValue: ResolverTypeWrapper<BreakdownValueInRow>;
  SegmentCampaignCondition: SegmentCampaignCondition;
  SegmentChange: ResolverTypeWrapper<ChangedSegment>;
  SegmentColumnCondition: SegmentColumnCondition;
  SegmentComparison: ResolverTypeWrapper<SegmentComparisonRow>;
  SegmentConditionChange: ResolverTypeWrapper<SegmentConditionChange>;
  SegmentConditionExplanation: ResolverTypeWrapper<SegmentConditionExplanation>;
  SegmentConditionInput: SegmentConditionInput;
  SegmentConnection: ResolverTypeWrapper<SegmentConnectionRow>;
  SegmentConsentCondition: SegmentConsentCondition;
  SegmentContactableCondition: SegmentContactableCondition;
  SegmentDateOperators: SegmentDateOperators;
  SegmentDateRange: SegmentDateRange;
  SegmentDateTimeOperators: SegmentDateTimeOperators;
  SegmentDateTimeRange: SegmentDateTimeRange;
  SegmentDay: ResolverTypeWrapper<SegmentDayRow>;
  SegmentDefinitionInput: SegmentDefinitionInput;
  SegmentDiff: ResolverTypeWrapper<SegmentDiffRow>;
  SegmentEdge: ResolverTypeWrapper<Omit<SegmentEdge, 'node'> & { node: ResolversTypes['Segment'] }>;
  SegmentExplanation: ResolverTypeWrapper<CustomerExplanation>;
  SegmentFlagOperators: SegmentFlagOperators;
  SegmentGroupExplanation: ResolverTypeWrapper<SegmentGroupExplanation>;
  SegmentGroupInput: SegmentGroupInput;
  SegmentInclusion: SegmentInclusion;
  SegmentInsights: ResolverTypeWrapper<SegmentInsightsRow>;
  SegmentJoin: SegmentJoin;
  SegmentList: ResolverTypeWrapper<SegmentListRow>;
  SegmentListCondition: SegmentListCondition;
  SegmentListConnection: ResolverTypeWrapper<Omit<SegmentListConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['SegmentListEdge']> }>;
  SegmentListEdge: ResolverTypeWrapper<Omit<SegmentListEdge, 'node'> & { node: ResolversTypes['SegmentList'] }>;
  SegmentMaterialisation: SegmentMaterialisation;
  SegmentMembershipCondition: SegmentMembershipCondition;
  SegmentMetricCondition: SegmentMetricCondition;
  SegmentMove: ResolverTypeWrapper<MovedCustomer>;
  SegmentMoveConnection: ResolverTypeWrapper<Omit<SegmentMoveConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['SegmentMoveEdge']> }>;
  SegmentMoveEdge: ResolverTypeWrapper<Omit<SegmentMoveEdge, 'node'> & { node: ResolversTypes['SegmentMove'] }>;
  SegmentNumberOperators: SegmentNumberOperators;
  SegmentNumberRange: SegmentNumberRange;
  SegmentOrderAttribute: SegmentOrderAttribute;
  SegmentOrderColumns: SegmentOrderColumns;
  SegmentOrderLineColumns: SegmentOrderLineColumns;
  SegmentOverlap: ResolverTypeWrapper<OverlapInRow>;
  SegmentPart: SegmentPart;
  SegmentProductColumns: SegmentProductColumns;
  SegmentPurchaseCondition: SegmentPurchaseCondition;
  SegmentPurchaseValues: SegmentPurchaseValues;
  SegmentPurchaseWhere: SegmentPurchaseWhere;
  SegmentReach: ResolverTypeWrapper<InsightNumbers>;
  SegmentRevenueTree: ResolverTypeWrapper<RevenueTree>;
  SegmentStatus: SegmentStatus;
  SegmentStay: ResolverTypeWrapper<StayRow>;
  SegmentStayConnection: ResolverTypeWrapper<Omit<SegmentStayConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['SegmentStayEdge']> }>;
  SegmentStayEdge: ResolverTypeWrapper<Omit<SegmentStayEdge, 'node'> & { node: ResolversTypes['SegmentStay'] }>;
  SegmentTextOperators: SegmentTextOperators;
  SegmentTextRange: SegmentTextRange;
  SegmentUpdate: ResolverTypeWrapper<SegmentUpdate>;
  SegmentVersion: ResolverTypeWrapper<StoredVersion>;
  ShrunkCount: ResolverTypeWrapper<ShrunkCount>;
  SourceRecord: ResolverTypeWrapper<SourceRecordRow>;
  SourceRecordConnection: ResolverTypeWrapper<Omit<SourceRecordConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['SourceRecordEdge']> }>;
  SourceRecordEdge: ResolverTypeWrapper<Omit<SourceRecordEdge, 'node'> & { node: ResolversTypes['SourceRecord'] }>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TargetGroup: ResolverTypeWrapper<CampaignRow>;
  TargetingAggregate: ResolverTypeWrapper<AggregateRow>;
  TargetingAggregateConnection: ResolverTypeWrapper<AggregateConnectionRow>;
  TargetingAggregateEdge: ResolverTypeWrapper<Omit<TargetingAggregateEdge, 'node'> & { node: ResolversTypes['TargetingAggregate'] }>;
  TargetingColumn: TargetingColumn;
  TargetingFilter: TargetingFilter;
  TargetingGroupKey: ResolverTypeWrapper<TargetingGroupKey>;
  TargetingGroupOrder: TargetingGroupOrder;
  TargetingGrouping: TargetingGrouping;
  TargetingHaving: TargetingHaving;
  TargetingMeasure: TargetingMeasure;
  TargetingState: TargetingState;
  ValidationResult: ResolverTypeWrapper<ValidationResultRow>;
  ValidationRun: ResolverTypeWrapper<ValidationRunRow>;
  ValidationRunConnection: ResolverTypeWrapper<ValidationRunConnectionRow>;
  ValidationRunEdge: ResolverTypeWrapper<Omit<ValidationRunEdge, 'node'> & { node: ResolversTypes['ValidationRun'] }>;
  ValidationSeverity: ValidationSeverity;
  ValidationSource: ResolverTypeWrapper<ValidationSourceRow>;
  ValidationStatus: ValidationStatus;
  ValidationThreshold: ResolverTypeWrapper<ThresholdRow>;
  ValidationTrendPoint: ResolverTypeWrapper<TrendPointRow>;
  Visit: ResolverTypeWrapper<VisitRow>;
  VisitConnection: ResolverTypeWrapper<Omit<VisitConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['VisitEdge']> }>;
  VisitEdge: ResolverTypeWrapper<Omit<VisitEdge, 'node'> & { node: ResolversTypes['Visit'] }>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Account: EntityRow;
  String: Scalars['String']['output'];
  Int: Scalars['Int']['output'];
  ID: Scalars['ID']['output'];
  Boolean: Scalars['Boolean']['output'];
  AccountConnection: Omit<AccountConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['AccountEdge']> };
  AccountEdge: Omit<AccountEdge, 'node'> & { node: ResolversParentTypes['Account'] };
  AttributeChange: AttributeChange;
  BigInt: Scalars['BigInt']['output'];
  Campaign: CampaignRow;
  CampaignAction: CampaignActionRow;
  CampaignActionChannel: CampaignActionChannelRow;
  CampaignConnection: CampaignConnectionRow;
  CampaignDelivery: DeliveryRow;
  CampaignDeliveryConnection: Omit<CampaignDeliveryConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['CampaignDeliveryEdge']> };
  CampaignDeliveryEdge: Omit<CampaignDeliveryEdge, 'node'> & { node: ResolversParentTypes['CampaignDelivery'] };
  CampaignEdge: Omit<CampaignEdge, 'node'> & { node: ResolversParentTypes['Campaign'] };
  CampaignExplanation: ExplanationRow;
  CampaignOccurrence: CampaignOccurrenceRow;
  CampaignOccurrenceAction: CampaignOccurrenceActionRow;
  CampaignOccurrenceConnection: Omit<CampaignOccurrenceConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['CampaignOccurrenceEdge']> };
  CampaignOccurrenceEdge: Omit<CampaignOccurrenceEdge, 'node'> & { node: ResolversParentTypes['CampaignOccurrence'] };
  CampaignRedemptions: CampaignRedemptionsRow;
  CampaignResult: CampaignResultRow;
  CampaignResults: CampaignResultsRow;
  CampaignResultsConnection: Omit<CampaignResultsConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['CampaignResultsEdge']> };
  CampaignResultsEdge: Omit<CampaignResultsEdge, 'node'> & { node: ResolversParentTypes['CampaignResults'] };
  CampaignTargeting: TargetingRow;
  CampaignTargetingConnection: TargetingConnectionRow;
  CampaignTargetingEdge: Omit<CampaignTargetingEdge, 'node'> & { node: ResolversParentTypes['CampaignTargeting'] };
  CampaignUplift: UpliftRow;
  CampaignValue: CampaignValueRow;
  Float: Scalars['Float']['output'];
  CatalogueUpdate: CatalogueUpdate;
  Company: EntityRow;
  CompanyConnection: Omit<CompanyConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['CompanyEdge']> };
  CompanyEdge: Omit<CompanyEdge, 'node'> & { node: ResolversParentTypes['Company'] };
  ConfidenceInterval: ConfidenceInterval;
  Contract: EntityRow;
  ContractConnection: Omit<ContractConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['ContractEdge']> };
  ContractEdge: Omit<ContractEdge, 'node'> & { node: ResolversParentTypes['Contract'] };
  CouponRedemption: CouponRedemption;
  Customer: CustomerRow;
  CustomerAggregate: AggregateRow;
  CustomerAggregateConnection: AggregateConnectionRow;
  CustomerAggregateEdge: Omit<CustomerAggregateEdge, 'node'> & { node: ResolversParentTypes['CustomerAggregate'] };
  CustomerAttributeChange: CustomerAttributeChangeRow;
  CustomerAttributeChangeConnection: Omit<CustomerAttributeChangeConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['CustomerAttributeChangeEdge']> };
  CustomerAttributeChangeEdge: Omit<CustomerAttributeChangeEdge, 'node'> & { node: ResolversParentTypes['CustomerAttributeChange'] };
  CustomerConnection: CustomerConnectionRow;
  CustomerEdge: Omit<CustomerEdge, 'node'> & { node: ResolversParentTypes['Customer'] };
  CustomerFilter: CustomerFilter;
  CustomerGroupKey: CustomerGroupKey;
  CustomerGroupOrder: CustomerGroupOrder;
  CustomerGrouping: CustomerGrouping;
  CustomerHaving: CustomerHaving;
  CustomerIdentifier: CustomerIdentifierRow;
  CustomerIdentifierConnection: Omit<CustomerIdentifierConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['CustomerIdentifierEdge']> };
  CustomerIdentifierEdge: Omit<CustomerIdentifierEdge, 'node'> & { node: ResolversParentTypes['CustomerIdentifier'] };
  CustomerOrder: CustomerOrder;
  CustomerProfile: CustomerProfileRow;
  CustomerProfileConnection: Omit<CustomerProfileConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['CustomerProfileEdge']> };
  CustomerProfileEdge: Omit<CustomerProfileEdge, 'node'> & { node: ResolversParentTypes['CustomerProfile'] };
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  DeliveryCounts: CountedDelivery;
  DeliveryPartCount: PartCount;
  EmailAddress: Scalars['EmailAddress']['output'];
  Entity: AnyEntityRow;
  EntityMeta: EntityMeta;
  EntityMetrics: EntityMetricsRow;
  EntityMetricsConnection: Omit<EntityMetricsConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['EntityMetricsEdge']> };
  EntityMetricsEdge: Omit<EntityMetricsEdge, 'node'> & { node: ResolversParentTypes['EntityMetrics'] };
  ExpectedRevenueMonth: ExpectedRevenueMonth;
  FacetAttributeFilter: FacetAttributeFilter;
  FacetCampaignAudienceInput: FacetCampaignAudienceInput;
  FacetCampaignFilter: FacetCampaignFilter;
  FacetCampaignScheduleInput: FacetCampaignScheduleInput;
  FacetComparedSegmentInput: FacetComparedSegmentInput;
  FacetConsentRuleInput: FacetConsentRuleInput;
  FacetContactLimitInput: FacetContactLimitInput;
  FacetContactRulesInput: FacetContactRulesInput;
  FacetDateFilter: FacetDateFilter;
  FacetDateRange: FacetDateRange;
  FacetDateTimeFilter: FacetDateTimeFilter;
  FacetDateTimeRange: FacetDateTimeRange;
  FacetFlagFilter: FacetFlagFilter;
  FacetNumberFilter: FacetNumberFilter;
  FacetNumberRange: FacetNumberRange;
  FacetOrderAttributeFilter: FacetOrderAttributeFilter;
  FacetOrderFilter: FacetOrderFilter;
  FacetOrderGroupOrder: FacetOrderGroupOrder;
  FacetOrderGrouping: FacetOrderGrouping;
  FacetOrderHaving: FacetOrderHaving;
  FacetOrderLineFilter: FacetOrderLineFilter;
  FacetOrderLineGroupOrder: FacetOrderLineGroupOrder;
  FacetOrderLineGrouping: FacetOrderLineGrouping;
  FacetOrderLineHaving: FacetOrderLineHaving;
  FacetOrderLineProductFilter: FacetOrderLineProductFilter;
  FacetOutgoingAttributeInput: FacetOutgoingAttributeInput;
  FacetProductFilter: FacetProductFilter;
  FacetRemainingCustomersInput: FacetRemainingCustomersInput;
  FacetSubAudienceInput: FacetSubAudienceInput;
  FacetTextFilter: FacetTextFilter;
  FacetTextRange: FacetTextRange;
  FacetTreatmentDestinationInput: FacetTreatmentDestinationInput;
  FacetTreatmentInput: FacetTreatmentInput;
  FeatureReadiness: FeatureFound;
  FieldAlias: FieldAliasRow;
  ForgottenCustomer: ForgottenCustomer;
  ForgottenTable: ForgottenTable;
  HandedPart: PartSummary;
  Industry: EntityRow;
  JSON: Scalars['JSON']['output'];
  KpiChange: KpiChange;
  LoadedData: LoadedData;
  MarketingImpactDay: MarketingImpactRow;
  MetricAggregate: MetricAggregateRow;
  MetricAggregateConnection: MetricAggregateConnectionRow;
  MetricAggregateEdge: Omit<MetricAggregateEdge, 'node'> & { node: ResolversParentTypes['MetricAggregate'] };
  MetricAvailability: MetricAvailability;
  MetricCondition: MetricCondition;
  MetricDefinition: DefinitionRow;
  MetricEntityFilter: MetricEntityFilter;
  MetricGroupKey: MetricGroupKey;
  MetricGroupOrder: MetricGroupOrder;
  MetricGroupValue: MetricGroupValueRow;
  MetricValue: MetricValueRow;
  MissingTable: MissingTable;
  ModelRequirement: ModelNeedFound;
  Mutation: Record<PropertyKey, never>;
  Node: NodeRow;
  Order: OrderRow;
  OrderAggregate: AggregateRow;
  OrderAggregateConnection: AggregateConnectionRow;
  OrderAggregateEdge: Omit<OrderAggregateEdge, 'node'> & { node: ResolversParentTypes['OrderAggregate'] };
  OrderConnection: OrderConnectionRow;
  OrderEdge: Omit<OrderEdge, 'node'> & { node: ResolversParentTypes['Order'] };
  OrderGroupKey: OrderGroupKey;
  OrderLine: OrderLineRow;
  OrderLineAggregate: AggregateRow;
  OrderLineAggregateConnection: AggregateConnectionRow;
  OrderLineAggregateEdge: Omit<OrderLineAggregateEdge, 'node'> & { node: ResolversParentTypes['OrderLineAggregate'] };
  OrderLineConnection: Omit<OrderLineConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['OrderLineEdge']> };
  OrderLineEdge: Omit<OrderLineEdge, 'node'> & { node: ResolversParentTypes['OrderLine'] };
  PageInfo: PageInfo;
  PlannedCampaign: PlannedCampaignRow;
  PlannedCampaignConnection: PlannedCampaignConnectionRow;
  PlannedCampaignEdge: Omit<PlannedCampaignEdge, 'node'> & { node: ResolversParentTypes['PlannedCampaign'] };
  PlannedCampaignInput: PlannedCampaignInput;
  PlannedDelivery: ToldDelivery;
  PostalAddress: CustomerRow;
  Product: ProductRow;
  ProductConnection: ProductConnectionRow;
  ProductEdge: Omit<ProductEdge, 'node'> & { node: ResolversParentTypes['Product'] };
  ProfileAttribute: AttributeRow;
  ProfileFields: CustomerProfileRow;
  Query: Record<PropertyKey, never>;
  Readiness: ReadinessRow;
  ReadinessNeed: NeedFound;
  ReadinessRule: RuleFound;
  RevenueMonth: RevenueMonth;
  ScheduledCampaign: ScheduledCampaignRow;
  ScheduledCampaignConnection: ScheduledCampaignConnectionRow;
  ScheduledCampaignEdge: Omit<ScheduledCampaignEdge, 'node'> & { node: ResolversParentTypes['ScheduledCampaign'] };
  Segment: StoredSegment;
  SegmentActivationCondition: SegmentActivationCondition;
  SegmentAttributeCondition: SegmentAttributeCondition;
  SegmentBreakdown: BreakdownInRow;
  SegmentBreakdownInput: SegmentBreakdownInput;
  SegmentBreakdownValue: BreakdownValueInRow;
  SegmentCampaignCondition: SegmentCampaignCondition;
  SegmentChange: ChangedSegment;
  SegmentColumnCondition: SegmentColumnCondition;
  SegmentComparison: SegmentComparisonRow;
  SegmentConditionChange: SegmentConditionChange;
  SegmentConditionExplanation: SegmentConditionExplanation;
  SegmentConditionInput: SegmentConditionInput;
  SegmentConnection: SegmentConnectionRow;
  SegmentConsentCondition: SegmentConsentCondition;
  SegmentContactableCondition: SegmentContactableCondition;
  SegmentDateOperators: SegmentDateOperators;
  SegmentDateRange: SegmentDateRange;
  SegmentDateTimeOperators: SegmentDateTimeOperators;
  SegmentDateTimeRange: SegmentDateTimeRange;
  SegmentDay: SegmentDayRow;
  SegmentDefinitionInput: SegmentDefinitionInput;
  SegmentDiff: SegmentDiffRow;
  SegmentEdge: Omit<SegmentEdge, 'node'> & { node: ResolversParentTypes['Segment'] };
  SegmentExplanation: CustomerExplanation;
  SegmentFlagOperators: SegmentFlagOperators;
  SegmentGroupExplanation: SegmentGroupExplanation;
  SegmentGroupInput: SegmentGroupInput;
  SegmentInclusion: SegmentInclusion;
  SegmentInsights: SegmentInsightsRow;
  SegmentList: SegmentListRow;
  SegmentListCondition: SegmentListCondition;
  SegmentListConnection: Omit<SegmentListConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['SegmentListEdge']> };
  SegmentListEdge: Omit<SegmentListEdge, 'node'> & { node: ResolversParentTypes['SegmentList'] };
  SegmentMembershipCondition: SegmentMembershipCondition;
  SegmentMetricCondition: SegmentMetricCondition;
  SegmentMove: MovedCustomer;
  SegmentMoveConnection: Omit<SegmentMoveConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['SegmentMoveEdge']> };
  SegmentMoveEdge: Omit<SegmentMoveEdge, 'node'> & { node: ResolversParentTypes['SegmentMove'] };
  SegmentNumberOperators: SegmentNumberOperators;
  SegmentNumberRange: SegmentNumberRange;
  SegmentOrderAttribute: SegmentOrderAttribute;
  SegmentOrderColumns: SegmentOrderColumns;
  SegmentOrderLineColumns: SegmentOrderLineColumns;
  SegmentOverlap: OverlapInRow;
  SegmentProductColumns: SegmentProductColumns;
  SegmentPurchaseCondition: SegmentPurchaseCondition;
  SegmentPurchaseValues: SegmentPurchaseValues;
  SegmentPurchaseWhere: SegmentPurchaseWhere;
  SegmentReach: InsightNumbers;
  SegmentRevenueTree: RevenueTree;
  SegmentStay: StayRow;
  SegmentStayConnection: Omit<SegmentStayConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['SegmentStayEdge']> };
  SegmentStayEdge: Omit<SegmentStayEdge, 'node'> & { node: ResolversParentTypes['SegmentStay'] };
  SegmentTextOperators: SegmentTextOperators;
  SegmentTextRange: SegmentTextRange;
  SegmentUpdate: SegmentUpdate;
  SegmentVersion: StoredVersion;
  ShrunkCount: ShrunkCount;
  SourceRecord: SourceRecordRow;
  SourceRecordConnection: Omit<SourceRecordConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['SourceRecordEdge']> };
  SourceRecordEdge: Omit<SourceRecordEdge, 'node'> & { node: ResolversParentTypes['SourceRecord'] };
  Subscription: Record<PropertyKey, never>;
  TargetGroup: CampaignRow;
  TargetingAggregate: AggregateRow;
  TargetingAggregateConnection: AggregateConnectionRow;
  TargetingAggregateEdge: Omit<TargetingAggregateEdge, 'node'> & { node: ResolversParentTypes['TargetingAggregate'] };
  TargetingFilter: TargetingFilter;
  TargetingGroupKey: TargetingGroupKey;
  TargetingGroupOrder: TargetingGroupOrder;
  TargetingGrouping: TargetingGrouping;
  TargetingHaving: TargetingHaving;
  ValidationResult: ValidationResultRow;
  ValidationRun: ValidationRunRow;
  ValidationRunConnection: ValidationRunConnectionRow;
  ValidationRunEdge: Omit<ValidationRunEdge, 'node'> & { node: ResolversParentTypes['ValidationRun'] };
  ValidationSource: ValidationSourceRow;
  ValidationThreshold: ThresholdRow;
  ValidationTrendPoint: TrendPointRow;
  Visit: VisitRow;
  VisitConnection: Omit<VisitConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['VisitEdge']> };
  VisitEdge: Omit<VisitEdge, 'node'> & { node: ResolversParentTypes['Visit'] };
};

export type PiiDirectiveArgs = {
  class: FacetPiiClass;
};

export type PiiDirectiveResolver<Result, Parent, ContextType = RequestContext, Args = PiiDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AccountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Account'] = ResolversParentTypes['Account'], FederationReferenceType extends FederationReferenceTypes['Account'] = FederationReferenceTypes['Account']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Account']> | FederationReferenceType, FederationReferenceType, ContextType>;
  contract?: Resolver<Maybe<ResolversTypes['Contract']>, ParentType, ContextType>;
  customerIndustry?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  customers?: Resolver<ResolversTypes['CustomerConnection'], ParentType, ContextType, Partial<AccountCustomersArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isKeyAccount?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  metrics?: Resolver<ReadonlyArray<ResolversTypes['MetricValue']>, ParentType, ContextType, RequireFields<AccountMetricsArgs, 'lastFullMonth'>>;
  nEmployees?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nodeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AccountConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AccountConnection'] = ResolversParentTypes['AccountConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AccountEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AccountEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AccountEdge'] = ResolversParentTypes['AccountEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
};

export type AttributeChangeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AttributeChange'] = ResolversParentTypes['AttributeChange']> = {
  after?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  firstChangedOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface BigIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['BigInt'], any> {
  name: 'BigInt';
}

export type CampaignResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Campaign'] = ResolversParentTypes['Campaign'], FederationReferenceType extends FederationReferenceTypes['Campaign'] = FederationReferenceTypes['Campaign']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Campaign']> | FederationReferenceType, FederationReferenceType, ContextType>;
  actions?: Resolver<ReadonlyArray<ResolversTypes['CampaignAction']>, ParentType, ContextType>;
  brand?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  executionEndDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  executionStartDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  marketingActionName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nodeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  occurrences?: Resolver<ResolversTypes['CampaignOccurrenceConnection'], ParentType, ContextType, Partial<CampaignOccurrencesArgs>>;
  planId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  redemptions?: Resolver<ResolversTypes['CampaignRedemptions'], ParentType, ContextType>;
  results?: Resolver<Maybe<ResolversTypes['CampaignResults']>, ParentType, ContextType, RequireFields<CampaignResultsArgs, 'days'>>;
  status?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tagNames?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  targetGroup?: Resolver<Maybe<ResolversTypes['TargetGroup']>, ParentType, ContextType>;
  targetings?: Resolver<ResolversTypes['CampaignTargetingConnection'], ParentType, ContextType, Partial<CampaignTargetingsArgs>>;
  type?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  typeName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CampaignActionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CampaignAction'] = ResolversParentTypes['CampaignAction']> = {
  campaignActionId?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  campaignActionName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  channels?: Resolver<ReadonlyArray<ResolversTypes['CampaignActionChannel']>, ParentType, ContextType>;
  isControl?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  planDetailId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  planId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type CampaignActionChannelResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CampaignActionChannel'] = ResolversParentTypes['CampaignActionChannel']> = {
  channelId?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  channelName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  planDetailChannelId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  promotionId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  templateId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  templateName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CampaignConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CampaignConnection'] = ResolversParentTypes['CampaignConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CampaignEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CampaignDeliveryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CampaignDelivery'] = ResolversParentTypes['CampaignDelivery']> = {
  campaign?: Resolver<Maybe<ResolversTypes['Campaign']>, ParentType, ContextType>;
  campaignId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  campaignName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  campaignType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  deliveryDatetime?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  destinationName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isControl?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  launchDatetime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  segmentId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  segmentName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  subAudienceName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  treatmentName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CampaignDeliveryConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CampaignDeliveryConnection'] = ResolversParentTypes['CampaignDeliveryConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CampaignDeliveryEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type CampaignDeliveryEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CampaignDeliveryEdge'] = ResolversParentTypes['CampaignDeliveryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CampaignDelivery'], ParentType, ContextType>;
};

export type CampaignEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CampaignEdge'] = ResolversParentTypes['CampaignEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Campaign'], ParentType, ContextType>;
};

export type CampaignExplanationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CampaignExplanation'] = ResolversParentTypes['CampaignExplanation']> = {
  campaign?: Resolver<ResolversTypes['Campaign'], ParentType, ContextType>;
  date?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  occurrence?: Resolver<Maybe<ResolversTypes['CampaignOccurrence']>, ParentType, ContextType>;
  sentence?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  takenBy?: Resolver<Maybe<ResolversTypes['CampaignTargeting']>, ParentType, ContextType>;
  targeting?: Resolver<Maybe<ResolversTypes['CampaignTargeting']>, ParentType, ContextType>;
  verdict?: Resolver<ResolversTypes['FacetCampaignVerdict'], ParentType, ContextType>;
};

export type CampaignOccurrenceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CampaignOccurrence'] = ResolversParentTypes['CampaignOccurrence']> = {
  actions?: Resolver<ReadonlyArray<ResolversTypes['CampaignOccurrenceAction']>, ParentType, ContextType>;
  control?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  excluded?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  executionDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  planId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  results?: Resolver<Maybe<ResolversTypes['CampaignResults']>, ParentType, ContextType, RequireFields<CampaignOccurrenceResultsArgs, 'days'>>;
  targeted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CampaignOccurrenceActionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CampaignOccurrenceAction'] = ResolversParentTypes['CampaignOccurrenceAction']> = {
  action?: Resolver<Maybe<ResolversTypes['CampaignAction']>, ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  planDetailId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type CampaignOccurrenceConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CampaignOccurrenceConnection'] = ResolversParentTypes['CampaignOccurrenceConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CampaignOccurrenceEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type CampaignOccurrenceEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CampaignOccurrenceEdge'] = ResolversParentTypes['CampaignOccurrenceEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CampaignOccurrence'], ParentType, ContextType>;
};

export type CampaignRedemptionsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CampaignRedemptions'] = ResolversParentTypes['CampaignRedemptions']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  customers?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CampaignResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CampaignResult'] = ResolversParentTypes['CampaignResult']> = {
  action?: Resolver<Maybe<ResolversTypes['CampaignAction']>, ParentType, ContextType>;
  averageOrderValue?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  averageUnitRevenue?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  conversionRate?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  conversionUplift?: Resolver<Maybe<ResolversTypes['CampaignUplift']>, ParentType, ContextType>;
  isControl?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  items?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  itemsPerOrder?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  kpis?: Resolver<ReadonlyArray<ResolversTypes['CampaignValue']>, ParentType, ContextType>;
  orders?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ordersPerPurchaser?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  planDetailId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  purchasers?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  recipients?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  redeemers?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  redemptions?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  revenue?: Resolver<ResolversTypes['CampaignValue'], ParentType, ContextType>;
  sent?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  subAudienceId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  subAudienceName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  treatmentId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  treatmentName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CampaignResultsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CampaignResults'] = ResolversParentTypes['CampaignResults']> = {
  campaign?: Resolver<Maybe<ResolversTypes['Campaign']>, ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  days?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  executionDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  isComplete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  key?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  measuredFrom?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  measuredTo?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  results?: Resolver<ReadonlyArray<ResolversTypes['CampaignResult']>, ParentType, ContextType>;
};

export type CampaignResultsConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CampaignResultsConnection'] = ResolversParentTypes['CampaignResultsConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CampaignResultsEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type CampaignResultsEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CampaignResultsEdge'] = ResolversParentTypes['CampaignResultsEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CampaignResults'], ParentType, ContextType>;
};

export type CampaignTargetingResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CampaignTargeting'] = ResolversParentTypes['CampaignTargeting'], FederationReferenceType extends FederationReferenceTypes['CampaignTargeting'] = FederationReferenceTypes['CampaignTargeting']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['CampaignTargeting']> | FederationReferenceType, FederationReferenceType, ContextType>;
  brand?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  campaign?: Resolver<Maybe<ResolversTypes['Campaign']>, ParentType, ContextType>;
  campaignActionId?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  campaignActionName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  channels?: Resolver<ReadonlyArray<ResolversTypes['CampaignActionChannel']>, ParentType, ContextType>;
  computedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  customerId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  exclusionReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  exclusionReasonDescription?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  exclusionReasonId?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  executionDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  kpiAfter?: Resolver<ReadonlyArray<ResolversTypes['KpiChange']>, ParentType, ContextType, RequireFields<CampaignTargetingKpiAfterArgs, 'days' | 'kpis'>>;
  lastUpdatedTime?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  lifecycleStage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  planDetailId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  planId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  profileOnExecutionDate?: Resolver<Maybe<ResolversTypes['CustomerProfile']>, ParentType, ContextType>;
  redemptions?: Resolver<ReadonlyArray<ResolversTypes['CouponRedemption']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['TargetingState'], ParentType, ContextType>;
  takenFromCampaign?: Resolver<Maybe<ResolversTypes['Campaign']>, ParentType, ContextType>;
  takenFromPlanId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type CampaignTargetingConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CampaignTargetingConnection'] = ResolversParentTypes['CampaignTargetingConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CampaignTargetingEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CampaignTargetingEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CampaignTargetingEdge'] = ResolversParentTypes['CampaignTargetingEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CampaignTargeting'], ParentType, ContextType>;
};

export type CampaignUpliftResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CampaignUplift'] = ResolversParentTypes['CampaignUplift']> = {
  interval?: Resolver<Maybe<ResolversTypes['ConfidenceInterval']>, ParentType, ContextType>;
  isTooSmall?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  lift?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  liftInterval?: Resolver<Maybe<ResolversTypes['ConfidenceInterval']>, ParentType, ContextType>;
  perRecipient?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  sentence?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  totalInterval?: Resolver<Maybe<ResolversTypes['ConfidenceInterval']>, ParentType, ContextType>;
};

export type CampaignValueResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CampaignValue'] = ResolversParentTypes['CampaignValue']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  perRecipient?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  recipients?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  standardDeviation?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  uplift?: Resolver<Maybe<ResolversTypes['CampaignUplift']>, ParentType, ContextType>;
};

export type CatalogueUpdateResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CatalogueUpdate'] = ResolversParentTypes['CatalogueUpdate']> = {
  added?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  removed?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CompanyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Company'] = ResolversParentTypes['Company'], FederationReferenceType extends FederationReferenceTypes['Company'] = FederationReferenceTypes['Company']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Company']> | FederationReferenceType, FederationReferenceType, ContextType>;
  contracts?: Resolver<ResolversTypes['ContractConnection'], ParentType, ContextType, Partial<CompanyContractsArgs>>;
  country?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  customerIndustry?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  industry?: Resolver<Maybe<ResolversTypes['Industry']>, ParentType, ContextType>;
  metrics?: Resolver<ReadonlyArray<ResolversTypes['MetricValue']>, ParentType, ContextType, RequireFields<CompanyMetricsArgs, 'lastFullMonth'>>;
  nEmployees?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nodeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CompanyConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CompanyConnection'] = ResolversParentTypes['CompanyConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CompanyEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type CompanyEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CompanyEdge'] = ResolversParentTypes['CompanyEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Company'], ParentType, ContextType>;
};

export type ConfidenceIntervalResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ConfidenceInterval'] = ResolversParentTypes['ConfidenceInterval']> = {
  lower?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  upper?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type ContractResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Contract'] = ResolversParentTypes['Contract'], FederationReferenceType extends FederationReferenceTypes['Contract'] = FederationReferenceTypes['Contract']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Contract']> | FederationReferenceType, FederationReferenceType, ContextType>;
  accounts?: Resolver<ResolversTypes['AccountConnection'], ParentType, ContextType, Partial<ContractAccountsArgs>>;
  company?: Resolver<Maybe<ResolversTypes['Company']>, ParentType, ContextType>;
  customerIndustry?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  metrics?: Resolver<ReadonlyArray<ResolversTypes['MetricValue']>, ParentType, ContextType, RequireFields<ContractMetricsArgs, 'lastFullMonth'>>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nodeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ContractConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ContractConnection'] = ResolversParentTypes['ContractConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ContractEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ContractEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ContractEdge'] = ResolversParentTypes['ContractEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Contract'], ParentType, ContextType>;
};

export type CouponRedemptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CouponRedemption'] = ResolversParentTypes['CouponRedemption']> = {
  couponId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  planId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  redemptionDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
};

export type CustomerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer'], FederationReferenceType extends FederationReferenceTypes['Customer'] = FederationReferenceTypes['Customer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Customer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  accountId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  address?: Resolver<Maybe<ResolversTypes['PostalAddress']>, ParentType, ContextType>;
  birthdate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  campaignDeliveries?: Resolver<ResolversTypes['CampaignDeliveryConnection'], ParentType, ContextType, Partial<CustomerCampaignDeliveriesArgs>>;
  campaignExplanation?: Resolver<Maybe<ResolversTypes['CampaignExplanation']>, ParentType, ContextType, RequireFields<CustomerCampaignExplanationArgs, 'date' | 'planId'>>;
  campaignTargetings?: Resolver<ResolversTypes['CampaignTargetingConnection'], ParentType, ContextType, Partial<CustomerCampaignTargetingsArgs>>;
  company?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  currentSegments?: Resolver<ReadonlyArray<ResolversTypes['Segment']>, ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['EmailAddress']>, ParentType, ContextType>;
  explain?: Resolver<Maybe<ResolversTypes['SegmentExplanation']>, ParentType, ContextType, Partial<CustomerExplainArgs>>;
  fullName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  gender?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  generationalSuffix?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  givenName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  identifiers?: Resolver<ResolversTypes['CustomerIdentifierConnection'], ParentType, ContextType, Partial<CustomerIdentifiersArgs>>;
  loyaltyId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  marketingImpact?: Resolver<ReadonlyArray<ResolversTypes['MarketingImpactDay']>, ParentType, ContextType, RequireFields<CustomerMarketingImpactArgs, 'cumulative' | 'kpis'>>;
  matches?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<CustomerMatchesArgs, 'definition'>>;
  metrics?: Resolver<ReadonlyArray<ResolversTypes['MetricValue']>, ParentType, ContextType, RequireFields<CustomerMetricsArgs, 'lastFullMonth'>>;
  newestProfile?: Resolver<Maybe<ResolversTypes['CustomerProfile']>, ParentType, ContextType>;
  nodeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  orders?: Resolver<ResolversTypes['OrderConnection'], ParentType, ContextType, Partial<CustomerOrdersArgs>>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  profile?: Resolver<Maybe<ResolversTypes['CustomerProfile']>, ParentType, ContextType, Partial<CustomerProfileArgs>>;
  profileChanges?: Resolver<ReadonlyArray<ResolversTypes['AttributeChange']>, ParentType, ContextType, RequireFields<CustomerProfileChangesArgs, 'from' | 'to'>>;
  profiles?: Resolver<ResolversTypes['CustomerProfileConnection'], ParentType, ContextType, Partial<CustomerProfilesArgs>>;
  records?: Resolver<ResolversTypes['SourceRecordConnection'], ParentType, ContextType, Partial<CustomerRecordsArgs>>;
  segmentHistory?: Resolver<ResolversTypes['SegmentStayConnection'], ParentType, ContextType, Partial<CustomerSegmentHistoryArgs>>;
  segments?: Resolver<ReadonlyArray<ResolversTypes['Segment']>, ParentType, ContextType, Partial<CustomerSegmentsArgs>>;
  sourceRecords?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  surname?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  visits?: Resolver<ResolversTypes['VisitConnection'], ParentType, ContextType, Partial<CustomerVisitsArgs>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CustomerAggregateResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerAggregate'] = ResolversParentTypes['CustomerAggregate']> = {
  average?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType, Partial<CustomerAggregateAverageArgs>>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  distinct?: Resolver<ResolversTypes['Int'], ParentType, ContextType, Partial<CustomerAggregateDistinctArgs>>;
  keys?: Resolver<ReadonlyArray<ResolversTypes['CustomerGroupKey']>, ParentType, ContextType>;
  maximum?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<CustomerAggregateMaximumArgs>>;
  minimum?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<CustomerAggregateMinimumArgs>>;
  sum?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType, Partial<CustomerAggregateSumArgs>>;
};

export type CustomerAggregateConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerAggregateConnection'] = ResolversParentTypes['CustomerAggregateConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CustomerAggregateEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CustomerAggregateEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerAggregateEdge'] = ResolversParentTypes['CustomerAggregateEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CustomerAggregate'], ParentType, ContextType>;
};

export type CustomerAttributeChangeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerAttributeChange'] = ResolversParentTypes['CustomerAttributeChange']> = {
  after?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  firstChangedOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CustomerAttributeChangeConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerAttributeChangeConnection'] = ResolversParentTypes['CustomerAttributeChangeConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CustomerAttributeChangeEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type CustomerAttributeChangeEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerAttributeChangeEdge'] = ResolversParentTypes['CustomerAttributeChangeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CustomerAttributeChange'], ParentType, ContextType>;
};

export type CustomerConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerConnection'] = ResolversParentTypes['CustomerConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CustomerEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CustomerEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerEdge'] = ResolversParentTypes['CustomerEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
};

export type CustomerGroupKeyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerGroupKey'] = ResolversParentTypes['CustomerGroupKey']> = {
  grain?: Resolver<Maybe<ResolversTypes['FacetTimeGrain']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CustomerIdentifierResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerIdentifier'] = ResolversParentTypes['CustomerIdentifier'], FederationReferenceType extends FederationReferenceTypes['CustomerIdentifier'] = FederationReferenceTypes['CustomerIdentifier']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['CustomerIdentifier']> | FederationReferenceType, FederationReferenceType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  system?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CustomerIdentifierConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerIdentifierConnection'] = ResolversParentTypes['CustomerIdentifierConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CustomerIdentifierEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type CustomerIdentifierEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerIdentifierEdge'] = ResolversParentTypes['CustomerIdentifierEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CustomerIdentifier'], ParentType, ContextType>;
};

export type CustomerProfileResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerProfile'] = ResolversParentTypes['CustomerProfile'], FederationReferenceType extends FederationReferenceTypes['CustomerProfile'] = FederationReferenceTypes['CustomerProfile']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['CustomerProfile']> | FederationReferenceType, FederationReferenceType, ContextType>;
  attributes?: Resolver<ReadonlyArray<ResolversTypes['ProfileAttribute']>, ParentType, ContextType, Partial<CustomerProfileAttributesArgs>>;
  computedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  date?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  fields?: Resolver<ResolversTypes['ProfileFields'], ParentType, ContextType>;
  nodeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CustomerProfileConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerProfileConnection'] = ResolversParentTypes['CustomerProfileConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CustomerProfileEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type CustomerProfileEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerProfileEdge'] = ResolversParentTypes['CustomerProfileEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CustomerProfile'], ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type DeliveryCountsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeliveryCounts'] = ResolversParentTypes['DeliveryCounts']> = {
  entered?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  enteredSample?: Resolver<ReadonlyArray<ResolversTypes['Customer']>, ParentType, ContextType>;
  left?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  leftSample?: Resolver<ReadonlyArray<ResolversTypes['Customer']>, ParentType, ContextType>;
  parts?: Resolver<ReadonlyArray<ResolversTypes['DeliveryPartCount']>, ParentType, ContextType>;
  stayed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type DeliveryPartCountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeliveryPartCount'] = ResolversParentTypes['DeliveryPartCount']> = {
  customers?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  dropReason?: Resolver<Maybe<ResolversTypes['FacetDropReason']>, ParentType, ContextType>;
  isControl?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isSent?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  sample?: Resolver<ReadonlyArray<ResolversTypes['Customer']>, ParentType, ContextType>;
  subAudience?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  treatmentId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export interface EmailAddressScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['EmailAddress'], any> {
  name: 'EmailAddress';
}

export type EntityResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Entity'] = ResolversParentTypes['Entity']> = {
  __resolveType: TypeResolveFn<'Account' | 'Company' | 'Contract' | 'Customer' | 'Industry', ParentType, ContextType>;
};

export type EntityMetaResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EntityMeta'] = ResolversParentTypes['EntityMeta']> = {
  accountId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  accountName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  companyId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  companyName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  contractId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  contractName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  country?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  customerId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  customerIndustry?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  industryId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  industryName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isKeyAccount?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  nEmployees?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type EntityMetricsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EntityMetrics'] = ResolversParentTypes['EntityMetrics']> = {
  app?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  entity?: Resolver<ResolversTypes['Entity'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['AggregationLevel'], ParentType, ContextType>;
  meta?: Resolver<ResolversTypes['EntityMeta'], ParentType, ContextType>;
  metrics?: Resolver<ReadonlyArray<ResolversTypes['MetricValue']>, ParentType, ContextType>;
};

export type EntityMetricsConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EntityMetricsConnection'] = ResolversParentTypes['EntityMetricsConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['EntityMetricsEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type EntityMetricsEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EntityMetricsEdge'] = ResolversParentTypes['EntityMetricsEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['EntityMetrics'], ParentType, ContextType>;
};

export type ExpectedRevenueMonthResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExpectedRevenueMonth'] = ResolversParentTypes['ExpectedRevenueMonth']> = {
  currency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  differencePercent?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  foundRevenue?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  isWithin?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  month?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  revenue?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type FeatureReadinessResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FeatureReadiness'] = ResolversParentTypes['FeatureReadiness']> = {
  feature?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  isReady?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  needs?: Resolver<ReadonlyArray<ResolversTypes['ReadinessNeed']>, ParentType, ContextType, Partial<FeatureReadinessNeedsArgs>>;
  rule?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FieldAliasResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FieldAlias'] = ResolversParentTypes['FieldAlias'], FederationReferenceType extends FederationReferenceTypes['FieldAlias'] = FederationReferenceTypes['FieldAlias']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['FieldAlias']> | FederationReferenceType, FederationReferenceType, ContextType>;
  category?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fieldId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  formerNames?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  graphqlName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  piiClass?: Resolver<Maybe<ResolversTypes['FacetPiiClass']>, ParentType, ContextType>;
  slot?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['FacetAttributeType'], ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  validFrom?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  validTo?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
};

export type ForgottenCustomerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ForgottenCustomer'] = ResolversParentTypes['ForgottenCustomer']> = {
  blocked?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  days?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  files?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  forgottenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  receiptId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  tables?: Resolver<ReadonlyArray<ResolversTypes['ForgottenTable']>, ParentType, ContextType>;
  unreachedFiles?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  wasForgotten?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ForgottenTableResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ForgottenTable'] = ResolversParentTypes['ForgottenTable']> = {
  rows?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  table?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  way?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type HandedPartResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['HandedPart'] = ResolversParentTypes['HandedPart']> = {
  assigned?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  destination?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  expanded?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  locations?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nextAttemptAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  rejected?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  retriable?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sent?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  shrunk?: Resolver<ReadonlyArray<ResolversTypes['ShrunkCount']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['FacetHandedState'], ParentType, ContextType>;
  treatmentId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  waiting?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type IndustryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Industry'] = ResolversParentTypes['Industry'], FederationReferenceType extends FederationReferenceTypes['Industry'] = FederationReferenceTypes['Industry']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Industry']> | FederationReferenceType, FederationReferenceType, ContextType>;
  companies?: Resolver<ResolversTypes['CompanyConnection'], ParentType, ContextType, Partial<IndustryCompaniesArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  metrics?: Resolver<ReadonlyArray<ResolversTypes['MetricValue']>, ParentType, ContextType, RequireFields<IndustryMetricsArgs, 'lastFullMonth'>>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nodeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type KpiChangeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['KpiChange'] = ResolversParentTypes['KpiChange']> = {
  after?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  change?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type LoadedDataResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LoadedData'] = ResolversParentTypes['LoadedData']> = {
  finishedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  loadId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  newestCompleteDay?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
};

export type MarketingImpactDayResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MarketingImpactDay'] = ResolversParentTypes['MarketingImpactDay'], FederationReferenceType extends FederationReferenceTypes['MarketingImpactDay'] = FederationReferenceTypes['MarketingImpactDay']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['MarketingImpactDay']> | FederationReferenceType, FederationReferenceType, ContextType>;
  customerId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  date?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  kpis?: Resolver<ReadonlyArray<ResolversTypes['ProfileAttribute']>, ParentType, ContextType>;
  profile?: Resolver<Maybe<ResolversTypes['CustomerProfile']>, ParentType, ContextType>;
  targetings?: Resolver<ReadonlyArray<ResolversTypes['CampaignTargeting']>, ParentType, ContextType, Partial<MarketingImpactDayTargetingsArgs>>;
};

export type MetricAggregateResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MetricAggregate'] = ResolversParentTypes['MetricAggregate']> = {
  keys?: Resolver<ReadonlyArray<ResolversTypes['MetricGroupKey']>, ParentType, ContextType>;
  values?: Resolver<ReadonlyArray<ResolversTypes['MetricGroupValue']>, ParentType, ContextType>;
};

export type MetricAggregateConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MetricAggregateConnection'] = ResolversParentTypes['MetricAggregateConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['MetricAggregateEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['MetricAggregate'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MetricAggregateEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MetricAggregateEdge'] = ResolversParentTypes['MetricAggregateEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['MetricAggregate'], ParentType, ContextType>;
};

export type MetricAvailabilityResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MetricAvailability'] = ResolversParentTypes['MetricAvailability']> = {
  app?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  effectiveDates?: Resolver<ReadonlyArray<ResolversTypes['Date']>, ParentType, ContextType>;
  level?: Resolver<ResolversTypes['AggregationLevel'], ParentType, ContextType>;
};

export type MetricDefinitionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MetricDefinition'] = ResolversParentTypes['MetricDefinition'], FederationReferenceType extends FederationReferenceTypes['MetricDefinition'] = FederationReferenceTypes['MetricDefinition']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['MetricDefinition']> | FederationReferenceType, FederationReferenceType, ContextType>;
  acrossEntities?: Resolver<ResolversTypes['FacetRollUpRule'], ParentType, ContextType>;
  acrossTime?: Resolver<ResolversTypes['FacetRollUpRule'], ParentType, ContextType>;
  availability?: Resolver<ReadonlyArray<ResolversTypes['MetricAvailability']>, ParentType, ContextType>;
  baseName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  category?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  grains?: Resolver<ReadonlyArray<ResolversTypes['FacetTimeGrain']>, ParentType, ContextType>;
  label?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  levels?: Resolver<ReadonlyArray<ResolversTypes['AggregationLevel']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  storedLevels?: Resolver<ReadonlyArray<ResolversTypes['AggregationLevel']>, ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  weight?: Resolver<Maybe<ResolversTypes['MetricDefinition']>, ParentType, ContextType>;
};

export type MetricGroupKeyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MetricGroupKey'] = ResolversParentTypes['MetricGroupKey']> = {
  grain?: Resolver<Maybe<ResolversTypes['FacetTimeGrain']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type MetricGroupValueResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MetricGroupValue'] = ResolversParentTypes['MetricGroupValue']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  definition?: Resolver<ResolversTypes['MetricDefinition'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['MetricValueGap']>, ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  valueFormatted?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, RequireFields<MetricGroupValueValueFormattedArgs, 'locale'>>;
};

export type MetricValueResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MetricValue'] = ResolversParentTypes['MetricValue'], FederationReferenceType extends FederationReferenceTypes['MetricValue'] = FederationReferenceTypes['MetricValue']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['MetricValue']> | FederationReferenceType, FederationReferenceType, ContextType>;
  app?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  children?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  childrenWithValue?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  computedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  definition?: Resolver<ResolversTypes['MetricDefinition'], ParentType, ContextType>;
  effectiveDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  entityId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['AggregationLevel'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  origin?: Resolver<ResolversTypes['MetricOrigin'], ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  valueFormatted?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, RequireFields<MetricValueValueFormattedArgs, 'locale'>>;
};

export type MissingTableResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MissingTable'] = ResolversParentTypes['MissingTable']> = {
  checks?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  table?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ModelRequirementResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ModelRequirement'] = ResolversParentTypes['ModelRequirement']> = {
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  isMet?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  measured?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  remedy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  requirement?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  archiveCampaign?: Resolver<ResolversTypes['PlannedCampaign'], ParentType, ContextType, RequireFields<MutationArchiveCampaignArgs, 'id'>>;
  archiveSegment?: Resolver<ResolversTypes['Segment'], ParentType, ContextType, RequireFields<MutationArchiveSegmentArgs, 'id'>>;
  createCampaign?: Resolver<ResolversTypes['PlannedCampaign'], ParentType, ContextType, RequireFields<MutationCreateCampaignArgs, 'definition'>>;
  createSegment?: Resolver<ResolversTypes['SegmentChange'], ParentType, ContextType, RequireFields<MutationCreateSegmentArgs, 'definition' | 'materialise' | 'name'>>;
  deliverCampaign?: Resolver<ResolversTypes['PlannedCampaign'], ParentType, ContextType, RequireFields<MutationDeliverCampaignArgs, 'id'>>;
  forgetCustomer?: Resolver<ResolversTypes['ForgottenCustomer'], ParentType, ContextType, RequireFields<MutationForgetCustomerArgs, 'id'>>;
  removeValidationThreshold?: Resolver<Maybe<ResolversTypes['ValidationThreshold']>, ParentType, ContextType, RequireFields<MutationRemoveValidationThresholdArgs, 'check'>>;
  scheduleCampaign?: Resolver<ResolversTypes['PlannedCampaign'], ParentType, ContextType, RequireFields<MutationScheduleCampaignArgs, 'id'>>;
  setValidationThreshold?: Resolver<ResolversTypes['ValidationThreshold'], ParentType, ContextType, RequireFields<MutationSetValidationThresholdArgs, 'check'>>;
  unscheduleCampaign?: Resolver<ResolversTypes['PlannedCampaign'], ParentType, ContextType, RequireFields<MutationUnscheduleCampaignArgs, 'id'>>;
  updateCampaign?: Resolver<ResolversTypes['PlannedCampaign'], ParentType, ContextType, RequireFields<MutationUpdateCampaignArgs, 'definition' | 'id'>>;
  updateSegment?: Resolver<ResolversTypes['SegmentChange'], ParentType, ContextType, RequireFields<MutationUpdateSegmentArgs, 'id'>>;
};

export type NodeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Account' | 'Campaign' | 'Company' | 'Contract' | 'Customer' | 'CustomerProfile' | 'Industry' | 'Order' | 'Product', ParentType, ContextType>;
};

export type OrderResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order'], FederationReferenceType extends FederationReferenceTypes['Order'] = FederationReferenceTypes['Order']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Order']> | FederationReferenceType, FederationReferenceType, ContextType>;
  attributes?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  brand?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  cancelledQuantity?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  cancelledRevenue?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  cost?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  customerId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  digitalChannel?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  discountAmount?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  discountPercent?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lineCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lineDiscountAmount?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  lineRevenue?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  lines?: Resolver<ResolversTypes['OrderLineConnection'], ParentType, ContextType, Partial<OrderLinesArgs>>;
  listPrice?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  netRevenue?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  nodeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  orderedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  paymentMethod?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  purchaseBrand?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  purchaseChannel?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  returnedQuantity?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  returnedRevenue?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  returns?: Resolver<ResolversTypes['OrderLineConnection'], ParentType, ContextType, Partial<OrderReturnsArgs>>;
  revenue?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  sourceCustomerId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  storeId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  subtotal?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  taxAmount?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrderAggregateResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderAggregate'] = ResolversParentTypes['OrderAggregate']> = {
  average?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType, RequireFields<OrderAggregateAverageArgs, 'column'>>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  customers?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  distinct?: Resolver<ResolversTypes['Int'], ParentType, ContextType, RequireFields<OrderAggregateDistinctArgs, 'column'>>;
  keys?: Resolver<ReadonlyArray<ResolversTypes['OrderGroupKey']>, ParentType, ContextType>;
  maximum?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, RequireFields<OrderAggregateMaximumArgs, 'column'>>;
  minimum?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, RequireFields<OrderAggregateMinimumArgs, 'column'>>;
  sum?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType, RequireFields<OrderAggregateSumArgs, 'column'>>;
};

export type OrderAggregateConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderAggregateConnection'] = ResolversParentTypes['OrderAggregateConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['OrderAggregateEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OrderAggregateEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderAggregateEdge'] = ResolversParentTypes['OrderAggregateEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['OrderAggregate'], ParentType, ContextType>;
};

export type OrderConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderConnection'] = ResolversParentTypes['OrderConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['OrderEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OrderEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderEdge'] = ResolversParentTypes['OrderEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
};

export type OrderGroupKeyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderGroupKey'] = ResolversParentTypes['OrderGroupKey']> = {
  grain?: Resolver<Maybe<ResolversTypes['FacetTimeGrain']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type OrderLineResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderLine'] = ResolversParentTypes['OrderLine']> = {
  attributes?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  brand?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  cost?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  digitalChannel?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  discountAmount?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  discountPercent?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  isCancellation?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  isReturn?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  lineId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  listPrice?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  orderDiscountAmount?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  orderedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  paymentMethod?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  productId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  profit?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  purchaseBrand?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  purchaseChannel?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  revenue?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  storeId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  subtotal?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  taxAmount?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type OrderLineAggregateResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderLineAggregate'] = ResolversParentTypes['OrderLineAggregate']> = {
  average?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType, RequireFields<OrderLineAggregateAverageArgs, 'column'>>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  customers?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  distinct?: Resolver<ResolversTypes['Int'], ParentType, ContextType, RequireFields<OrderLineAggregateDistinctArgs, 'column'>>;
  keys?: Resolver<ReadonlyArray<ResolversTypes['OrderGroupKey']>, ParentType, ContextType>;
  maximum?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, RequireFields<OrderLineAggregateMaximumArgs, 'column'>>;
  minimum?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, RequireFields<OrderLineAggregateMinimumArgs, 'column'>>;
  orders?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sum?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType, RequireFields<OrderLineAggregateSumArgs, 'column'>>;
};

export type OrderLineAggregateConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderLineAggregateConnection'] = ResolversParentTypes['OrderLineAggregateConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['OrderLineAggregateEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OrderLineAggregateEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderLineAggregateEdge'] = ResolversParentTypes['OrderLineAggregateEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['OrderLineAggregate'], ParentType, ContextType>;
};

export type OrderLineConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderLineConnection'] = ResolversParentTypes['OrderLineConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['OrderLineEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type OrderLineEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderLineEdge'] = ResolversParentTypes['OrderLineEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['OrderLine'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PlannedCampaignResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PlannedCampaign'] = ResolversParentTypes['PlannedCampaign'], FederationReferenceType extends FederationReferenceTypes['PlannedCampaign'] = FederationReferenceTypes['PlannedCampaign']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['PlannedCampaign']> | FederationReferenceType, FederationReferenceType, ContextType>;
  app?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  brand?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  campaign?: Resolver<Maybe<ResolversTypes['Campaign']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  definition?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  deliveries?: Resolver<ReadonlyArray<ResolversTypes['PlannedDelivery']>, ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  labels?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nextDueAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  plan?: Resolver<ResolversTypes['DeliveryCounts'], ParentType, ContextType, RequireFields<PlannedCampaignPlanArgs, 'sample'>>;
  scheduledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  scheduledBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PlannedCampaignStatus'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['PlannedCampaignType'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  updatedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PlannedCampaignConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PlannedCampaignConnection'] = ResolversParentTypes['PlannedCampaignConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['PlannedCampaignEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PlannedCampaignEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PlannedCampaignEdge'] = ResolversParentTypes['PlannedCampaignEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['PlannedCampaign'], ParentType, ContextType>;
};

export type PlannedDeliveryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PlannedDelivery'] = ResolversParentTypes['PlannedDelivery']> = {
  assignedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  counts?: Resolver<Maybe<ResolversTypes['DeliveryCounts']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  deliveryId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  dueAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  executionDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  handedOver?: Resolver<ReadonlyArray<ResolversTypes['HandedPart']>, ParentType, ContextType>;
  launchDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  scheduledBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['FacetDeliveryState'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PostalAddressResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PostalAddress'] = ResolversParentTypes['PostalAddress']> = {
  city?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  country?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  line1?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  line2?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  postal?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProductResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Product'] = ResolversParentTypes['Product'], FederationReferenceType extends FederationReferenceTypes['Product'] = FederationReferenceTypes['Product']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Product']> | FederationReferenceType, FederationReferenceType, ContextType>;
  brand?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  category?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  class?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  color?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  department?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  gender?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  msrp?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nodeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  season?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  size?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sku?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  subcategory?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  upc?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProductConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ProductConnection'] = ResolversParentTypes['ProductConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ProductEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProductEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ProductEdge'] = ResolversParentTypes['ProductEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
};

export type ProfileAttributeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ProfileAttribute'] = ResolversParentTypes['ProfileAttribute']> = {
  formatted?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  graphqlName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  slot?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['FacetAttributeType'], ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProfileFieldsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ProfileFields'] = ResolversParentTypes['ProfileFields']> = {
  date?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  attributeChanges?: Resolver<ResolversTypes['CustomerAttributeChangeConnection'], ParentType, ContextType, RequireFields<QueryAttributeChangesArgs, 'from' | 'names' | 'to'>>;
  campaign?: Resolver<Maybe<ResolversTypes['Campaign']>, ParentType, ContextType, RequireFields<QueryCampaignArgs, 'planId'>>;
  campaignPlan?: Resolver<ResolversTypes['DeliveryCounts'], ParentType, ContextType, RequireFields<QueryCampaignPlanArgs, 'definition' | 'sample'>>;
  campaignResults?: Resolver<ResolversTypes['CampaignResultsConnection'], ParentType, ContextType, RequireFields<QueryCampaignResultsArgs, 'days' | 'groupBy'>>;
  campaigns?: Resolver<ResolversTypes['CampaignConnection'], ParentType, ContextType, Partial<QueryCampaignsArgs>>;
  compareSegments?: Resolver<ResolversTypes['SegmentComparison'], ParentType, ContextType, RequireFields<QueryCompareSegmentsArgs, 'segments'>>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType, RequireFields<QueryCustomerArgs, 'id'>>;
  customerByIdentifier?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType, RequireFields<QueryCustomerByIdentifierArgs, 'system' | 'value'>>;
  customers?: Resolver<ResolversTypes['CustomerConnection'], ParentType, ContextType, Partial<QueryCustomersArgs>>;
  customersAggregate?: Resolver<ResolversTypes['CustomerAggregateConnection'], ParentType, ContextType, Partial<QueryCustomersAggregateArgs>>;
  deliveryResults?: Resolver<ResolversTypes['CampaignResults'], ParentType, ContextType, RequireFields<QueryDeliveryResultsArgs, 'campaignId' | 'days'>>;
  fieldAliases?: Resolver<ReadonlyArray<ResolversTypes['FieldAlias']>, ParentType, ContextType, Partial<QueryFieldAliasesArgs>>;
  metricDefinitions?: Resolver<ReadonlyArray<ResolversTypes['MetricDefinition']>, ParentType, ContextType, Partial<QueryMetricDefinitionsArgs>>;
  metrics?: Resolver<Maybe<ResolversTypes['EntityMetrics']>, ParentType, ContextType, RequireFields<QueryMetricsArgs, 'entityId' | 'lastFullMonth' | 'level'>>;
  metricsAggregate?: Resolver<ResolversTypes['MetricAggregateConnection'], ParentType, ContextType, RequireFields<QueryMetricsAggregateArgs, 'lastFullMonth' | 'level' | 'names'>>;
  metricsForEntities?: Resolver<ResolversTypes['EntityMetricsConnection'], ParentType, ContextType, RequireFields<QueryMetricsForEntitiesArgs, 'lastFullMonth' | 'level'>>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'nodeId'>>;
  nodes?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Node']>>, ParentType, ContextType, RequireFields<QueryNodesArgs, 'nodeIds'>>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType, RequireFields<QueryOrderArgs, 'id'>>;
  orderLinesAggregate?: Resolver<ResolversTypes['OrderLineAggregateConnection'], ParentType, ContextType, Partial<QueryOrderLinesAggregateArgs>>;
  ordersAggregate?: Resolver<ResolversTypes['OrderAggregateConnection'], ParentType, ContextType, Partial<QueryOrdersAggregateArgs>>;
  plannedCampaign?: Resolver<Maybe<ResolversTypes['PlannedCampaign']>, ParentType, ContextType, RequireFields<QueryPlannedCampaignArgs, 'id'>>;
  plannedCampaigns?: Resolver<ResolversTypes['PlannedCampaignConnection'], ParentType, ContextType, Partial<QueryPlannedCampaignsArgs>>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType, RequireFields<QueryProductArgs, 'id'>>;
  products?: Resolver<ResolversTypes['ProductConnection'], ParentType, ContextType, Partial<QueryProductsArgs>>;
  readiness?: Resolver<Maybe<ResolversTypes['Readiness']>, ParentType, ContextType>;
  scheduledCampaigns?: Resolver<ResolversTypes['ScheduledCampaignConnection'], ParentType, ContextType, Partial<QueryScheduledCampaignsArgs>>;
  segment?: Resolver<Maybe<ResolversTypes['Segment']>, ParentType, ContextType, RequireFields<QuerySegmentArgs, 'id'>>;
  segmentInsights?: Resolver<ResolversTypes['SegmentInsights'], ParentType, ContextType, RequireFields<QuerySegmentInsightsArgs, 'definition'>>;
  segmentList?: Resolver<Maybe<ResolversTypes['SegmentList']>, ParentType, ContextType, RequireFields<QuerySegmentListArgs, 'id'>>;
  segmentLists?: Resolver<ResolversTypes['SegmentListConnection'], ParentType, ContextType, Partial<QuerySegmentListsArgs>>;
  segments?: Resolver<ResolversTypes['SegmentConnection'], ParentType, ContextType, RequireFields<QuerySegmentsArgs, 'status'>>;
  targetingsAggregate?: Resolver<ResolversTypes['TargetingAggregateConnection'], ParentType, ContextType, Partial<QueryTargetingsAggregateArgs>>;
  validation?: Resolver<Maybe<ResolversTypes['ValidationRun']>, ParentType, ContextType, RequireFields<QueryValidationArgs, 'id'>>;
  validationRuns?: Resolver<ResolversTypes['ValidationRunConnection'], ParentType, ContextType, Partial<QueryValidationRunsArgs>>;
  validationThresholds?: Resolver<ReadonlyArray<ResolversTypes['ValidationThreshold']>, ParentType, ContextType>;
};

export type ReadinessResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Readiness'] = ResolversParentTypes['Readiness']> = {
  features?: Resolver<ReadonlyArray<ResolversTypes['FeatureReadiness']>, ParentType, ContextType>;
  missingTables?: Resolver<ReadonlyArray<ResolversTypes['MissingTable']>, ParentType, ContextType>;
  models?: Resolver<ReadonlyArray<ResolversTypes['ModelRequirement']>, ParentType, ContextType>;
  rules?: Resolver<ReadonlyArray<ResolversTypes['ReadinessRule']>, ParentType, ContextType>;
  run?: Resolver<ResolversTypes['ValidationRun'], ParentType, ContextType>;
};

export type ReadinessNeedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReadinessNeed'] = ResolversParentTypes['ReadinessNeed']> = {
  column?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isOptional?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  remedy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  rows?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['FacetReadinessState'], ParentType, ContextType>;
  table?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ReadinessRuleResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReadinessRule'] = ResolversParentTypes['ReadinessRule']> = {
  found?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  isMet?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  remedy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  requirement?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RevenueMonthResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RevenueMonth'] = ResolversParentTypes['RevenueMonth']> = {
  currency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lineQuantity?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  lineRevenue?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  month?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  orderQuantity?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  orderRevenue?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type ScheduledCampaignResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ScheduledCampaign'] = ResolversParentTypes['ScheduledCampaign']> = {
  action?: Resolver<Maybe<ResolversTypes['CampaignAction']>, ParentType, ContextType>;
  campaign?: Resolver<ResolversTypes['Campaign'], ParentType, ContextType>;
  channel?: Resolver<Maybe<ResolversTypes['CampaignActionChannel']>, ParentType, ContextType>;
};

export type ScheduledCampaignConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ScheduledCampaignConnection'] = ResolversParentTypes['ScheduledCampaignConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ScheduledCampaignEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ScheduledCampaignEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ScheduledCampaignEdge'] = ResolversParentTypes['ScheduledCampaignEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ScheduledCampaign'], ParentType, ContextType>;
};

export type SegmentResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Segment'] = ResolversParentTypes['Segment'], FederationReferenceType extends FederationReferenceTypes['Segment'] = FederationReferenceTypes['Segment']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Segment']> | FederationReferenceType, FederationReferenceType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  customers?: Resolver<ResolversTypes['CustomerConnection'], ParentType, ContextType, Partial<SegmentCustomersArgs>>;
  days?: Resolver<ReadonlyArray<ResolversTypes['SegmentDay']>, ParentType, ContextType, Partial<SegmentDaysArgs>>;
  definition?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  diff?: Resolver<ResolversTypes['SegmentDiff'], ParentType, ContextType, RequireFields<SegmentDiffArgs, 'from' | 'to'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  insights?: Resolver<Maybe<ResolversTypes['SegmentInsights']>, ParentType, ContextType, Partial<SegmentInsightsArgs>>;
  isFromConfig?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  materialise?: Resolver<ResolversTypes['SegmentMaterialisation'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sentence?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  size?: Resolver<ResolversTypes['Int'], ParentType, ContextType, Partial<SegmentSizeArgs>>;
  status?: Resolver<ResolversTypes['SegmentStatus'], ParentType, ContextType>;
  stays?: Resolver<ResolversTypes['SegmentStayConnection'], ParentType, ContextType, Partial<SegmentStaysArgs>>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  updatedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  usedBy?: Resolver<ReadonlyArray<ResolversTypes['Segment']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  versions?: Resolver<ReadonlyArray<ResolversTypes['SegmentVersion']>, ParentType, ContextType>;
};

export type SegmentBreakdownResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SegmentBreakdown'] = ResolversParentTypes['SegmentBreakdown']> = {
  grain?: Resolver<Maybe<ResolversTypes['FacetTimeGrain']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  valueCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  values?: Resolver<ReadonlyArray<ResolversTypes['SegmentBreakdownValue']>, ParentType, ContextType>;
};

export type SegmentBreakdownValueResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SegmentBreakdownValue'] = ResolversParentTypes['SegmentBreakdownValue']> = {
  activeCustomers?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  customers?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  revenue?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  revenuePerActive?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  share?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  shareOfActive?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  shareOfRevenue?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SegmentChangeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SegmentChange'] = ResolversParentTypes['SegmentChange']> = {
  isChanged?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  segment?: Resolver<ResolversTypes['Segment'], ParentType, ContextType>;
  size?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sizeBefore?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type SegmentComparisonResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SegmentComparison'] = ResolversParentTypes['SegmentComparison']> = {
  overlaps?: Resolver<ReadonlyArray<ResolversTypes['SegmentOverlap']>, ParentType, ContextType>;
  segments?: Resolver<ReadonlyArray<ResolversTypes['SegmentInsights']>, ParentType, ContextType>;
};

export type SegmentConditionChangeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SegmentConditionChange'] = ResolversParentTypes['SegmentConditionChange']> = {
  heldBefore?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  holds?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sentence?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  valueBefore?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SegmentConditionExplanationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SegmentConditionExplanation'] = ResolversParentTypes['SegmentConditionExplanation']> = {
  hasPast?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  holds?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sentence?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SegmentConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SegmentConnection'] = ResolversParentTypes['SegmentConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SegmentEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SegmentDayResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SegmentDay'] = ResolversParentTypes['SegmentDay']> = {
  day?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  entered?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  left?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  size?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SegmentDiffResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SegmentDiff'] = ResolversParentTypes['SegmentDiff']> = {
  entered?: Resolver<ResolversTypes['SegmentMoveConnection'], ParentType, ContextType, Partial<SegmentDiffEnteredArgs>>;
  enteredCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  left?: Resolver<ResolversTypes['SegmentMoveConnection'], ParentType, ContextType, Partial<SegmentDiffLeftArgs>>;
  leftCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  stayed?: Resolver<ResolversTypes['SegmentMoveConnection'], ParentType, ContextType, Partial<SegmentDiffStayedArgs>>;
  stayedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
};

export type SegmentEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SegmentEdge'] = ResolversParentTypes['SegmentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Segment'], ParentType, ContextType>;
};

export type SegmentExplanationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SegmentExplanation'] = ResolversParentTypes['SegmentExplanation']> = {
  day?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  groups?: Resolver<ReadonlyArray<ResolversTypes['SegmentGroupExplanation']>, ParentType, ContextType>;
  isMember?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  join?: Resolver<ResolversTypes['SegmentJoin'], ParentType, ContextType>;
  profileDay?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
};

export type SegmentGroupExplanationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SegmentGroupExplanation'] = ResolversParentTypes['SegmentGroupExplanation']> = {
  conditions?: Resolver<ReadonlyArray<ResolversTypes['SegmentConditionExplanation']>, ParentType, ContextType>;
  holds?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isExcluding?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  join?: Resolver<ResolversTypes['SegmentJoin'], ParentType, ContextType>;
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SegmentInsightsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SegmentInsights'] = ResolversParentTypes['SegmentInsights']> = {
  activeCustomers?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  breakdowns?: Resolver<ReadonlyArray<ResolversTypes['SegmentBreakdown']>, ParentType, ContextType, RequireFields<SegmentInsightsBreakdownsArgs, 'by' | 'size'>>;
  currency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  customers?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  day?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  otherCurrencies?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  profileDay?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  reachable?: Resolver<ResolversTypes['SegmentReach'], ParentType, ContextType>;
  revenue?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  revenueTree?: Resolver<Maybe<ResolversTypes['SegmentRevenueTree']>, ParentType, ContextType>;
  sample?: Resolver<ReadonlyArray<ResolversTypes['Customer']>, ParentType, ContextType, RequireFields<SegmentInsightsSampleArgs, 'size'>>;
  segment?: Resolver<Maybe<ResolversTypes['Segment']>, ParentType, ContextType>;
  share?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type SegmentListResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SegmentList'] = ResolversParentTypes['SegmentList'], FederationReferenceType extends FederationReferenceTypes['SegmentList'] = FederationReferenceTypes['SegmentList']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['SegmentList']> | FederationReferenceType, FederationReferenceType, ContextType>;
  ambiguous?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  matched?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rows?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unmatched?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  uploadedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  uploadedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SegmentListConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SegmentListConnection'] = ResolversParentTypes['SegmentListConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SegmentListEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type SegmentListEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SegmentListEdge'] = ResolversParentTypes['SegmentListEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['SegmentList'], ParentType, ContextType>;
};

export type SegmentMoveResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SegmentMove'] = ResolversParentTypes['SegmentMove']> = {
  changes?: Resolver<ReadonlyArray<ResolversTypes['SegmentConditionChange']>, ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  customerId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type SegmentMoveConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SegmentMoveConnection'] = ResolversParentTypes['SegmentMoveConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SegmentMoveEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type SegmentMoveEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SegmentMoveEdge'] = ResolversParentTypes['SegmentMoveEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['SegmentMove'], ParentType, ContextType>;
};

export type SegmentOverlapResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SegmentOverlap'] = ResolversParentTypes['SegmentOverlap']> = {
  activeCustomers?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  customers?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  onlyCustomers?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  places?: Resolver<ReadonlyArray<ResolversTypes['Int']>, ParentType, ContextType>;
  revenue?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type SegmentReachResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SegmentReach'] = ResolversParentTypes['SegmentReach']> = {
  address?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  customers?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  email?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  paidSocial?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  phone?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SegmentRevenueTreeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SegmentRevenueTree'] = ResolversParentTypes['SegmentRevenueTree']> = {
  averageOrderValue?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  averageUnitRevenue?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  customers?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  netRevenue?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  ordersPerCustomer?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  revenuePerCustomer?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  unitsPerTransaction?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type SegmentStayResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SegmentStay'] = ResolversParentTypes['SegmentStay']> = {
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  customerId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  enteredOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  leftOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  segment?: Resolver<Maybe<ResolversTypes['Segment']>, ParentType, ContextType>;
  segmentId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type SegmentStayConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SegmentStayConnection'] = ResolversParentTypes['SegmentStayConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SegmentStayEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type SegmentStayEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SegmentStayEdge'] = ResolversParentTypes['SegmentStayEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['SegmentStay'], ParentType, ContextType>;
};

export type SegmentUpdateResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SegmentUpdate'] = ResolversParentTypes['SegmentUpdate']> = {
  day?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  entered?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  left?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parts?: Resolver<ReadonlyArray<ResolversTypes['SegmentPart']>, ParentType, ContextType>;
  segmentId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  size?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['SegmentStatus'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SegmentVersionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SegmentVersion'] = ResolversParentTypes['SegmentVersion']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  definition?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sentence?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  size?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ShrunkCountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ShrunkCount'] = ResolversParentTypes['ShrunkCount']> = {
  customers?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  missing?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SourceRecordResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SourceRecord'] = ResolversParentTypes['SourceRecord']> = {
  accountId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  birthdate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  city?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  company?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  country?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  dataSource?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fullName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  gender?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  generationalSuffix?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  givenName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  key?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  line1?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  line2?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  loyaltyId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  postal?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  surname?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type SourceRecordConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SourceRecordConnection'] = ResolversParentTypes['SourceRecordConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SourceRecordEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type SourceRecordEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SourceRecordEdge'] = ResolversParentTypes['SourceRecordEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['SourceRecord'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  catalogueChanged?: SubscriptionResolver<ResolversTypes['CatalogueUpdate'], "catalogueChanged", ParentType, ContextType>;
  dataLoaded?: SubscriptionResolver<ResolversTypes['LoadedData'], "dataLoaded", ParentType, ContextType, Partial<SubscriptionDataLoadedArgs>>;
  segmentChanged?: SubscriptionResolver<ResolversTypes['SegmentUpdate'], "segmentChanged", ParentType, ContextType, RequireFields<SubscriptionSegmentChangedArgs, 'id'>>;
};

export type TargetGroupResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TargetGroup'] = ResolversParentTypes['TargetGroup']> = {
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  priority?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type TargetingAggregateResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TargetingAggregate'] = ResolversParentTypes['TargetingAggregate']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  customers?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  distinct?: Resolver<ResolversTypes['Int'], ParentType, ContextType, RequireFields<TargetingAggregateDistinctArgs, 'column'>>;
  keys?: Resolver<ReadonlyArray<ResolversTypes['TargetingGroupKey']>, ParentType, ContextType>;
  maximum?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, RequireFields<TargetingAggregateMaximumArgs, 'column'>>;
  minimum?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, RequireFields<TargetingAggregateMinimumArgs, 'column'>>;
};

export type TargetingAggregateConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TargetingAggregateConnection'] = ResolversParentTypes['TargetingAggregateConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['TargetingAggregateEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TargetingAggregateEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TargetingAggregateEdge'] = ResolversParentTypes['TargetingAggregateEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['TargetingAggregate'], ParentType, ContextType>;
};

export type TargetingGroupKeyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TargetingGroupKey'] = ResolversParentTypes['TargetingGroupKey']> = {
  grain?: Resolver<Maybe<ResolversTypes['FacetTimeGrain']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ValidationResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ValidationResult'] = ResolversParentTypes['ValidationResult']> = {
  check?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  columns?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  errorAbove?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  evaluatedRows?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  failingPercent?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  failingRows?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  failsWhen?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  keyColumns?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  query?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  remedy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sampleKeys?: Resolver<ReadonlyArray<ReadonlyArray<Maybe<ResolversTypes['String']>>>, ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['ValidationSeverity'], ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['ValidationSource']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ValidationStatus'], ParentType, ContextType>;
  table?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  trend?: Resolver<ReadonlyArray<ResolversTypes['ValidationTrendPoint']>, ParentType, ContextType>;
  warnAbove?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type ValidationRunResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ValidationRun'] = ResolversParentTypes['ValidationRun'], FederationReferenceType extends FederationReferenceTypes['ValidationRun'] = FederationReferenceTypes['ValidationRun']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ValidationRun']> | FederationReferenceType, FederationReferenceType, ContextType>;
  errors?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  expectedRevenue?: Resolver<ReadonlyArray<ResolversTypes['ExpectedRevenueMonth']>, ParentType, ContextType>;
  finishedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isPartial?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  passed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  readiness?: Resolver<ResolversTypes['Readiness'], ParentType, ContextType>;
  results?: Resolver<ReadonlyArray<ResolversTypes['ValidationResult']>, ParentType, ContextType, Partial<ValidationRunResultsArgs>>;
  revenue?: Resolver<ReadonlyArray<ResolversTypes['RevenueMonth']>, ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ValidationStatus'], ParentType, ContextType>;
  warnings?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ValidationRunConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ValidationRunConnection'] = ResolversParentTypes['ValidationRunConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ValidationRunEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ValidationRunEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ValidationRunEdge'] = ResolversParentTypes['ValidationRunEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ValidationRun'], ParentType, ContextType>;
};

export type ValidationSourceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ValidationSource'] = ResolversParentTypes['ValidationSource']> = {
  evaluatedRows?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  failingRows?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ValidationThresholdResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ValidationThreshold'] = ResolversParentTypes['ValidationThreshold']> = {
  check?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  errorAbove?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  setAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  setBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  warnAbove?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type ValidationTrendPointResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ValidationTrendPoint'] = ResolversParentTypes['ValidationTrendPoint']> = {
  failingPercent?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  run?: Resolver<ResolversTypes['ValidationRun'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ValidationStatus'], ParentType, ContextType>;
};

export type VisitResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Visit'] = ResolversParentTypes['Visit']> = {
  browser?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  campaign?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  channelGroup?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  clickId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  clickIdType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  content?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  day?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  device?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  events?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  exitPage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  landingPage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  medium?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  pageViews?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  pages?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  referrer?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  term?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type VisitConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['VisitConnection'] = ResolversParentTypes['VisitConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['VisitEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type VisitEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['VisitEdge'] = ResolversParentTypes['VisitEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Visit'], ParentType, ContextType>;
};

export type Resolvers<ContextType = RequestContext> = {
  Account?: AccountResolvers<ContextType>;
  AccountConnection?: AccountConnectionResolvers<ContextType>;
  AccountEdge?: AccountEdgeResolvers<ContextType>;
  AttributeChange?: AttributeChangeResolvers<ContextType>;
  BigInt?: GraphQLScalarType;
  Campaign?: CampaignResolvers<ContextType>;
  CampaignAction?: CampaignActionResolvers<ContextType>;
  CampaignActionChannel?: CampaignActionChannelResolvers<ContextType>;
  CampaignConnection?: CampaignConnectionResolvers<ContextType>;
  CampaignDelivery?: CampaignDeliveryResolvers<ContextType>;
  CampaignDeliveryConnection?: CampaignDeliveryConnectionResolvers<ContextType>;
  CampaignDeliveryEdge?: CampaignDeliveryEdgeResolvers<ContextType>;
  CampaignEdge?: CampaignEdgeResolvers<ContextType>;
  CampaignExplanation?: CampaignExplanationResolvers<ContextType>;
  CampaignOccurrence?: CampaignOccurrenceResolvers<ContextType>;
  CampaignOccurrenceAction?: CampaignOccurrenceActionResolvers<ContextType>;
  CampaignOccurrenceConnection?: CampaignOccurrenceConnectionResolvers<ContextType>;
  CampaignOccurrenceEdge?: CampaignOccurrenceEdgeResolvers<ContextType>;
  CampaignRedemptions?: CampaignRedemptionsResolvers<ContextType>;
  CampaignResult?: CampaignResultResolvers<ContextType>;
  CampaignResults?: CampaignResultsResolvers<ContextType>;
  CampaignResultsConnection?: CampaignResultsConnectionResolvers<ContextType>;
  CampaignResultsEdge?: CampaignResultsEdgeResolvers<ContextType>;
  CampaignTargeting?: CampaignTargetingResolvers<ContextType>;
  CampaignTargetingConnection?: CampaignTargetingConnectionResolvers<ContextType>;
  CampaignTargetingEdge?: CampaignTargetingEdgeResolvers<ContextType>;
  CampaignUplift?: CampaignUpliftResolvers<ContextType>;
  CampaignValue?: CampaignValueResolvers<ContextType>;
  CatalogueUpdate?: CatalogueUpdateResolvers<ContextType>;
  Company?: CompanyResolvers<ContextType>;
  CompanyConnection?: CompanyConnectionResolvers<ContextType>;
  CompanyEdge?: CompanyEdgeResolvers<ContextType>;
  ConfidenceInterval?: ConfidenceIntervalResolvers<ContextType>;
  Contract?: ContractResolvers<ContextType>;
  ContractConnection?: ContractConnectionResolvers<ContextType>;
  ContractEdge?: ContractEdgeResolvers<ContextType>;
  CouponRedemption?: CouponRedemptionResolvers<ContextType>;
  Customer?: CustomerResolvers<ContextType>;
  CustomerAggregate?: CustomerAggregateResolvers<ContextType>;
  CustomerAggregateConnection?: CustomerAggregateConnectionResolvers<ContextType>;
  CustomerAggregateEdge?: CustomerAggregateEdgeResolvers<ContextType>;
  CustomerAttributeChange?: CustomerAttributeChangeResolvers<ContextType>;
  CustomerAttributeChangeConnection?: CustomerAttributeChangeConnectionResolvers<ContextType>;
  CustomerAttributeChangeEdge?: CustomerAttributeChangeEdgeResolvers<ContextType>;
  CustomerConnection?: CustomerConnectionResolvers<ContextType>;
  CustomerEdge?: CustomerEdgeResolvers<ContextType>;
  CustomerGroupKey?: CustomerGroupKeyResolvers<ContextType>;
  CustomerIdentifier?: CustomerIdentifierResolvers<ContextType>;
  CustomerIdentifierConnection?: CustomerIdentifierConnectionResolvers<ContextType>;
  CustomerIdentifierEdge?: CustomerIdentifierEdgeResolvers<ContextType>;
  CustomerProfile?: CustomerProfileResolvers<ContextType>;
  CustomerProfileConnection?: CustomerProfileConnectionResolvers<ContextType>;
  CustomerProfileEdge?: CustomerProfileEdgeResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  DeliveryCounts?: DeliveryCountsResolvers<ContextType>;
  DeliveryPartCount?: DeliveryPartCountResolvers<ContextType>;
  EmailAddress?: GraphQLScalarType;
  Entity?: EntityResolvers<ContextType>;
  EntityMeta?: EntityMetaResolvers<ContextType>;
  EntityMetrics?: EntityMetricsResolvers<ContextType>;
  EntityMetricsConnection?: EntityMetricsConnectionResolvers<ContextType>;
  EntityMetricsEdge?: EntityMetricsEdgeResolvers<ContextType>;
  ExpectedRevenueMonth?: ExpectedRevenueMonthResolvers<ContextType>;
  FeatureReadiness?: FeatureReadinessResolvers<ContextType>;
  FieldAlias?: FieldAliasResolvers<ContextType>;
  ForgottenCustomer?: ForgottenCustomerResolvers<ContextType>;
  ForgottenTable?: ForgottenTableResolvers<ContextType>;
  HandedPart?: HandedPartResolvers<ContextType>;
  Industry?: IndustryResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  KpiChange?: KpiChangeResolvers<ContextType>;
  LoadedData?: LoadedDataResolvers<ContextType>;
  MarketingImpactDay?: MarketingImpactDayResolvers<ContextType>;
  MetricAggregate?: MetricAggregateResolvers<ContextType>;
  MetricAggregateConnection?: MetricAggregateConnectionResolvers<ContextType>;
  MetricAggregateEdge?: MetricAggregateEdgeResolvers<ContextType>;
  MetricAvailability?: MetricAvailabilityResolvers<ContextType>;
  MetricDefinition?: MetricDefinitionResolvers<ContextType>;
  MetricGroupKey?: MetricGroupKeyResolvers<ContextType>;
  MetricGroupValue?: MetricGroupValueResolvers<ContextType>;
  MetricValue?: MetricValueResolvers<ContextType>;
  MissingTable?: MissingTableResolvers<ContextType>;
  ModelRequirement?: ModelRequirementResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  OrderAggregate?: OrderAggregateResolvers<ContextType>;
  OrderAggregateConnection?: OrderAggregateConnectionResolvers<ContextType>;
  OrderAggregateEdge?: OrderAggregateEdgeResolvers<ContextType>;
  OrderConnection?: OrderConnectionResolvers<ContextType>;
  OrderEdge?: OrderEdgeResolvers<ContextType>;
  OrderGroupKey?: OrderGroupKeyResolvers<ContextType>;
  OrderLine?: OrderLineResolvers<ContextType>;
  OrderLineAggregate?: OrderLineAggregateResolvers<ContextType>;
  OrderLineAggregateConnection?: OrderLineAggregateConnectionResolvers<ContextType>;
  OrderLineAggregateEdge?: OrderLineAggregateEdgeResolvers<ContextType>;
  OrderLineConnection?: OrderLineConnectionResolvers<ContextType>;
  OrderLineEdge?: OrderLineEdgeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PlannedCampaign?: PlannedCampaignResolvers<ContextType>;
  PlannedCampaignConnection?: PlannedCampaignConnectionResolvers<ContextType>;
  PlannedCampaignEdge?: PlannedCampaignEdgeResolvers<ContextType>;
  PlannedDelivery?: PlannedDeliveryResolvers<ContextType>;
  PostalAddress?: PostalAddressResolvers<ContextType>;
  Product?: ProductResolvers<ContextType>;
  ProductConnection?: ProductConnectionResolvers<ContextType>;
  ProductEdge?: ProductEdgeResolvers<ContextType>;
  ProfileAttribute?: ProfileAttributeResolvers<ContextType>;
  ProfileFields?: ProfileFieldsResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Readiness?: ReadinessResolvers<ContextType>;
  ReadinessNeed?: ReadinessNeedResolvers<ContextType>;
  ReadinessRule?: ReadinessRuleResolvers<ContextType>;
  RevenueMonth?: RevenueMonthResolvers<ContextType>;
  ScheduledCampaign?: ScheduledCampaignResolvers<ContextType>;
  ScheduledCampaignConnection?: ScheduledCampaignConnectionResolvers<ContextType>;
  ScheduledCampaignEdge?: ScheduledCampaignEdgeResolvers<ContextType>;
  Segment?: SegmentResolvers<ContextType>;
  SegmentBreakdown?: SegmentBreakdownResolvers<ContextType>;
  SegmentBreakdownValue?: SegmentBreakdownValueResolvers<ContextType>;
  SegmentChange?: SegmentChangeResolvers<ContextType>;
  SegmentComparison?: SegmentComparisonResolvers<ContextType>;
  SegmentConditionChange?: SegmentConditionChangeResolvers<ContextType>;
  SegmentConditionExplanation?: SegmentConditionExplanationResolvers<ContextType>;
  SegmentConnection?: SegmentConnectionResolvers<ContextType>;
  SegmentDay?: SegmentDayResolvers<ContextType>;
  SegmentDiff?: SegmentDiffResolvers<ContextType>;
  SegmentEdge?: SegmentEdgeResolvers<ContextType>;
  SegmentExplanation?: SegmentExplanationResolvers<ContextType>;
  SegmentGroupExplanation?: SegmentGroupExplanationResolvers<ContextType>;
  SegmentInsights?: SegmentInsightsResolvers<ContextType>;
  SegmentList?: SegmentListResolvers<ContextType>;
  SegmentListConnection?: SegmentListConnectionResolvers<ContextType>;
  SegmentListEdge?: SegmentListEdgeResolvers<ContextType>;
  SegmentMove?: SegmentMoveResolvers<ContextType>;
  SegmentMoveConnection?: SegmentMoveConnectionResolvers<ContextType>;
  SegmentMoveEdge?: SegmentMoveEdgeResolvers<ContextType>;
  SegmentOverlap?: SegmentOverlapResolvers<ContextType>;
  SegmentReach?: SegmentReachResolvers<ContextType>;
  SegmentRevenueTree?: SegmentRevenueTreeResolvers<ContextType>;
  SegmentStay?: SegmentStayResolvers<ContextType>;
  SegmentStayConnection?: SegmentStayConnectionResolvers<ContextType>;
  SegmentStayEdge?: SegmentStayEdgeResolvers<ContextType>;
  SegmentUpdate?: SegmentUpdateResolvers<ContextType>;
  SegmentVersion?: SegmentVersionResolvers<ContextType>;
  ShrunkCount?: ShrunkCountResolvers<ContextType>;
  SourceRecord?: SourceRecordResolvers<ContextType>;
  SourceRecordConnection?: SourceRecordConnectionResolvers<ContextType>;
  SourceRecordEdge?: SourceRecordEdgeResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  TargetGroup?: TargetGroupResolvers<ContextType>;
  TargetingAggregate?: TargetingAggregateResolvers<ContextType>;
  TargetingAggregateConnection?: TargetingAggregateConnectionResolvers<ContextType>;
  TargetingAggregateEdge?: TargetingAggregateEdgeResolvers<ContextType>;
  TargetingGroupKey?: TargetingGroupKeyResolvers<ContextType>;
  ValidationResult?: ValidationResultResolvers<ContextType>;
  ValidationRun?: ValidationRunResolvers<ContextType>;
  ValidationRunConnection?: ValidationRunConnectionResolvers<ContextType>;
  ValidationRunEdge?: ValidationRunEdgeResolvers<ContextType>;
  ValidationSource?: ValidationSourceResolvers<ContextType>;
  ValidationThreshold?: ValidationThresholdResolvers<ContextType>;
  ValidationTrendPoint?: ValidationTrendPointResolvers<ContextType>;
  Visit?: VisitResolvers<ContextType>;
  VisitConnection?: VisitConnectionResolvers<ContextType>;
  VisitEdge?: VisitEdgeResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = RequestContext> = {
  pii?: PiiDirectiveResolver<any, any, ContextType>;
};
