/*
 * Leaf fields without `@pii`, looked at one by one: type, colon, fields. Nothing in them says who a person is, where they live, how to reach
 * them or what they are like. Customers' own numbers (`customerId`, `Customer.id`) are keys of the graph and shown to whoever sees the row.
 */
const lists = `
Account: id nodeId name customerIndustry isKeyAccount nEmployees
AccountEdge: cursor
AttributeChange: name firstChangedOn
Campaign: planId nodeId name type typeName marketingActionName status tagNames executionStartDate executionEndDate brand
CampaignAction: planId planDetailId campaignActionId campaignActionName isControl
CampaignActionChannel: planDetailChannelId channelId channelName templateId templateName promotionId
CampaignConnection: totalCount
CampaignDelivery: campaignId campaignName campaignType segmentId segmentName subAudienceName treatmentName isControl destinationName deliveryDatetime launchDatetime
CampaignDeliveryEdge: cursor
CampaignEdge: cursor
CampaignExplanation: verdict sentence date
CampaignOccurrence: planId executionDate targeted control excluded
CampaignOccurrenceAction: planDetailId count
CampaignOccurrenceEdge: cursor
CampaignRedemptions: count customers
CampaignResult: planDetailId subAudienceId subAudienceName treatmentId treatmentName isControl recipients sent purchasers orders items conversionRate averageOrderValue averageUnitRevenue itemsPerOrder ordersPerPurchaser redeemers redemptions
CampaignResults: key executionDate days measuredFrom measuredTo isComplete currency
CampaignResultsEdge: cursor
CampaignTargeting: customerId executionDate planId state planDetailId campaignActionId campaignActionName exclusionReasonId exclusionReason exclusionReasonDescription takenFromPlanId lifecycleStage brand lastUpdatedTime computedAt
CampaignTargetingConnection: totalCount
CampaignTargetingEdge: cursor
CampaignUplift: perRecipient total lift isTooSmall sentence
CampaignValue: name unit recipients total perRecipient standardDeviation
CatalogueUpdate: version added removed
Company: id nodeId name customerIndustry country nEmployees
CompanyEdge: cursor
ConfidenceInterval: lower upper
Contract: id nodeId name customerIndustry
ContractEdge: cursor
CouponRedemption: redemptionDate couponId planId
Customer: id nodeId accountId sourceRecords createdAt updatedAt matches
CustomerAggregate: count
CustomerAggregateConnection: totalCount
CustomerAggregateEdge: cursor
CustomerAttributeChange: name firstChangedOn
CustomerAttributeChangeEdge: cursor
CustomerConnection: totalCount
CustomerEdge: cursor
CustomerGroupKey: name grain
CustomerIdentifier: system
CustomerIdentifierEdge: cursor
CustomerProfile: nodeId date computedAt
CustomerProfileEdge: cursor
DeliveryCounts: entered left stayed
DeliveryPartCount: subAudience treatmentId isControl isSent dropReason customers
EntityMeta: customerId accountId accountName contractId contractName companyId companyName industryId industryName customerIndustry isKeyAccount nEmployees country
EntityMetrics: level app
EntityMetricsEdge: cursor
ExpectedRevenueMonth: month currency revenue foundRevenue differencePercent isWithin
FeatureReadiness: feature title rule isReady
FieldAlias: fieldId name formerNames slot graphqlName type unit description category piiClass validFrom validTo
ForgottenCustomer: receiptId forgottenAt wasForgotten days files unreachedFiles blocked
ForgottenTable: table way rows
HandedPart: name treatmentId destination state error assigned expanded sent rejected retriable waiting locations nextAttemptAt
Industry: id nodeId name
KpiChange: name unit
LoadedData: loadId kind finishedAt newestCompleteDay
MarketingImpactDay: customerId date
MetricAggregateConnection: totalCount
MetricAggregateEdge: cursor
MetricAvailability: level app effectiveDates
MetricDefinition: name label description unit category levels storedLevels grains acrossEntities acrossTime baseName
MetricGroupKey: name grain value
MetricGroupValue: name unit reason count
MetricValue: level entityId app name unit effectiveDate origin children childrenWithValue computedAt
MissingTable: table reason checks
ModelRequirement: requirement description measured unit isMet remedy
Node: nodeId
Order: id customerId nodeId orderedAt quantity revenue returnedQuantity returnedRevenue cancelledQuantity cancelledRevenue netRevenue listPrice discountAmount discountPercent subtotal taxAmount cost lineRevenue lineDiscountAmount lineCount currency purchaseChannel digitalChannel purchaseBrand brand paymentMethod storeId
OrderAggregate: count customers sum average minimum maximum distinct
OrderAggregateConnection: totalCount
OrderAggregateEdge: cursor
OrderConnection: totalCount
OrderEdge: cursor
OrderGroupKey: name grain value
OrderLine: lineId orderedAt isReturn isCancellation productId quantity revenue listPrice discountAmount discountPercent subtotal cost profit taxAmount orderDiscountAmount currency purchaseChannel digitalChannel purchaseBrand brand paymentMethod storeId
OrderLineAggregate: count orders customers sum average minimum maximum distinct
OrderLineAggregateConnection: totalCount
OrderLineAggregateEdge: cursor
OrderLineEdge: cursor
PageInfo: hasNextPage hasPreviousPage startCursor endCursor
PlannedCampaign: id name type labels status version definition nextDueAt scheduledAt scheduledBy error app brand createdAt createdBy updatedAt updatedBy
PlannedCampaignConnection: totalCount
PlannedCampaignEdge: cursor
PlannedDelivery: deliveryId number version dueAt executionDate launchDate state error scheduledBy createdAt assignedAt finishedAt
Product: id nodeId name description sku upc msrp brand category subcategory class department type color size season gender
ProductConnection: totalCount
ProductEdge: cursor
ProfileAttribute: name slot graphqlName type unit
ProfileFields: date
ReadinessNeed: table column state isOptional rows remedy
ReadinessRule: rule requirement isMet found remedy
RevenueMonth: month currency lineRevenue lineQuantity orderRevenue orderQuantity
ScheduledCampaignConnection: totalCount
ScheduledCampaignEdge: cursor
Segment: id name description status version materialise isFromConfig definition sentence createdBy createdAt updatedBy updatedAt size
SegmentBreakdown: name grain valueCount
SegmentBreakdownValue: customers share activeCustomers shareOfActive revenue shareOfRevenue revenuePerActive
SegmentChange: isChanged sizeBefore size
SegmentConditionChange: path sentence
SegmentConditionExplanation: path sentence hasPast
SegmentConnection: totalCount
SegmentDay: day version size entered left
SegmentDiff: from to enteredCount leftCount stayedCount
SegmentEdge: cursor
SegmentExplanation: isMember day profileDay join
SegmentGroupExplanation: path isExcluding join holds
SegmentInsights: day profileDay customers share activeCustomers revenue currency otherCurrencies
SegmentList: id name system uploadedBy uploadedAt rows matched unmatched ambiguous
SegmentListEdge: cursor
SegmentMove: customerId
SegmentMoveEdge: cursor
SegmentOverlap: places customers onlyCustomers activeCustomers revenue
SegmentReach: customers email phone address paidSocial
SegmentRevenueTree: netRevenue customers revenuePerCustomer ordersPerCustomer averageOrderValue averageUnitRevenue unitsPerTransaction
SegmentStay: customerId segmentId enteredOn leftOn
SegmentStayEdge: cursor
SegmentUpdate: segmentId parts name status version day size entered left
SegmentVersion: version name description definition sentence size createdBy createdAt
ShrunkCount: missing customers
SourceRecord: dataSource priority accountId createdAt updatedAt
SourceRecordEdge: cursor
TargetGroup: id name priority
TargetingAggregate: count customers minimum maximum distinct
TargetingAggregateConnection: totalCount
TargetingAggregateEdge: cursor
TargetingGroupKey: name grain value
ValidationResult: check table title failsWhen columns severity status evaluatedRows failingRows failingPercent warnAbove errorAbove remedy keyColumns query
ValidationRun: id startedAt finishedAt status isPartial errors warnings passed
ValidationRunConnection: totalCount
ValidationRunEdge: cursor
ValidationSource: source evaluatedRows failingRows
ValidationThreshold: check warnAbove errorAbove setBy setAt
ValidationTrendPoint: status failingPercent
Visit: day startedAt endedAt events pageViews landingPage exitPage referrer source medium campaign term content clickIdType channelGroup device browser pages
VisitEdge: cursor
`;

/*
 * Fields whose values are of whatever class the attribute, column or metric has that is named where they are asked for, or that a source
 * gave: they are refused, masked or hidden by their resolvers, see `docs/role-schemas.md`.
 */
const listsByName = `
AttributeChange: before after
CustomerAggregate: sum average minimum maximum distinct
CustomerAttributeChange: before after
CustomerGroupKey: value
KpiChange: before after change
MetricGroupValue: value valueFormatted
MetricValue: value valueFormatted
Order: attributes
OrderLine: attributes
ProfileAttribute: value formatted
SegmentBreakdownValue: value
SegmentConditionChange: heldBefore holds
SegmentConditionExplanation: holds
`;

const coordinatesIn = (text: string): string[] =>
  text
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [type = '', fields = ''] = line.split(': ');
      return fields.split(' ').map((field) => `${type}.${field}`);
    });

/** Coordinates of leaf fields that are not personal, whatever they hold. */
export const impersonalFields: readonly string[] = coordinatesIn(lists);

/** Coordinates of leaf fields whose class depends on what is asked for. */
export const fieldsClassedByName: readonly string[] = coordinatesIn(listsByName);
