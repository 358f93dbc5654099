/** Entries that lists of a question have at the most, and conditions. */
export const listLimits = {
  /** Of a page, where `first` and `last` say nothing. */
  pageSize: 20,
  page: 1000,
  /** Entities on a page with their metrics, of which each has many values. */
  entityPage: 100,
  /** Runs on a page with their results, of which each has many. */
  validationPage: 100,
  /** Segments or uploaded lists on a page. */
  segmentPage: 100,
  /** Customers on a page with what changed for each. */
  segmentMoves: 100,
  /** Segments that one statement looks for customers in. */
  segmentsTogether: 200,
  /** Segments that are compared. */
  comparedSegments: 5,
  /** Columns and attributes that a segment's members are broken down by at once. */
  breakdowns: 6,
  /** Members of a segment that are shown of it. */
  segmentSample: 100,
  /** Versions of a segment that are shown, the newest. */
  segmentVersions: 100,
  /** Planned campaigns on a page with their definitions. */
  plannedCampaignPage: 100,
  /** Newest deliveries of a planned campaign. */
  campaignDeliveries: 100,
  /** Customers that are shown of each group of a plan. */
  planSample: 100,
  /** Kinds of runs that a subscription names. */
  loadKinds: 20,
  /** Runs that a trend is made of. */
  trendRuns: 100,
  /** Keys: `entityIds`, `nodeIds`, `planIds`. */
  keys: 1000,
  /** Names of metrics or attributes whose values are asked for. */
  names: 500,
  /** Names of attributes that are compared on many days, of one customer or between all. */
  comparedNames: 50,
  /** Metrics whose values are put together in groups. */
  groupedMetrics: 16,
  effectiveDates: 1000,
  targetingStates: 3,
  groupings: 8,
  orderTerms: 8,
  /** Conditions on groups, or on the values that are put together. */
  groupConditions: 50,
  /** Measures of groups that one statement works out. */
  measures: 50,
  /** Names of what the source of one order line gives beside its columns. */
  lineAttributes: 100,
  /** Conditions and branches of a filter. */
  filterConditions: 500,
  filterDepth: 20,
  /** Values of `in` and `notIn`. */
  filterValues: 1000,
  /** Values in a list of a filter of campaigns or products that holds no keys. */
  listValues: 100,
  searchWords: 10,
  /** Groups of a segment's definition that are included, and that are excluded. */
  segmentGroups: 50,
  /** Conditions of a segment's definition. */
  segmentConditions: 200,
  /** The same with those of the segments that it names. */
  segmentNested: 500,
  /** How deep segments name others at the most. */
  segmentDepth: 10,
} as const;

/** What the definition of a planned campaign has at the most. */
export const campaignLimits = {
  labels: 10,
  subAudiences: 60,
  /** Segments that are included, that are excluded, and that make a sub-audience. */
  segments: 10,
  /** Of one sub-audience. */
  treatments: 20,
  /** Of one treatment. */
  destinations: 20,
  /** That one destination is given. */
  attributes: 100,
  consentRules: 10,
  /** That the contact rule counts campaigns in. */
  contactDays: 366,
  /** From the delivery to the launch. */
  launchDays: 365,
} as const;

/** Characters that texts of a question have at the most. */
export const textLimits = {
  /** What stored texts are compared with: what a long one costs grows with its square. */
  comparedText: 1000,
  comparedNumber: 100,
  searchWord: 100,
  listSearch: 200,
  /** A list makes no longer cursor, unless of huge texts. */
  cursor: 100_000,
  /** Bytes of a key: more do not surely fit into an index. */
  keyBytes: 1000,
  /** Bytes of all texts of a key together: an entry of an index has 2,704 at the most. */
  wholeKeyBytes: 2600,
  /** A name in PostgreSQL has no more. */
  alias: 63,
  apiKeyName: 100,
  /** The name of what the source of an order line gives beside its columns; its value may have `comparedText`. */
  lineAttributeName: 100,
  /** Of a segment or an uploaded list. */
  segmentName: 200,
  segmentDescription: 2000,
} as const;

/** Characters that trusted documents have at the most. */
export const documentLimits = { id: 256, name: 255 } as const;

/** What one statement brings at the most: more would hold up every other request while it is written out. */
export const answerLimits = {
  /** Values of metrics: a page of 100 entities with 12 metrics of 24 months is 28,800. */
  metricValues: 30_000,
  /** Values of attributes. */
  attributeValues: 200_000,
  /** Rows of lists below campaigns, customers and orders, and days of customers. */
  listRows: 50_000,
  /** The same in one answer, counted as often as they stand in it. */
  shownRows: 100_000,
  /** Redemptions that a targeting shows: with more, a common page of customers and targetings would be too large. */
  redemptions: 20,
  /** Days of a stretch, or after an occurrence. */
  days: 400,
} as const;

/** What a request may have unless the configuration says otherwise, under `limits`. */
export const requestLimits = {
  depth: 12,
  tokens: 2000,
  /** Different entries of `representations`. */
  representations: 10_000,
  /** Bytes of the body. */
  body: 1_000_000,
  /** Seconds until it is answered. */
  seconds: 30,
  /** Bytes of the answer. */
  answer: 32_000_000,
  /** Fields under aliases, in one operation. */
  aliases: 500,
  /** Fields of the root, in one operation. */
  rootFields: 200,
  /** Directives, in one operation. */
  directives: 200,
  /** Estimated points of one operation: a page of 1,000 customers with 20 orders of 10 lines each has some 500,000. */
  cost: 1_000_000,
  /** The same of all that run. */
  runningCost: 20_000_000,
  /** Entries of a list of which nothing says how long it is. */
  listLength: 10,
} as const;

/** Subscriptions that are open at the same time unless the configuration says otherwise. */
export const subscriptionLimits = { most: 1000, mostPerKey: 100 } as const;

/** How deep the JSON of a request nests lists and objects at the most. */
export const mostNesting = 100;

/** What the catalogue holds at the most; PostgreSQL allows a table or a view 1,600 columns. */
export const catalogueLimits = {
  /** Columns of the profile table: the views with real names need room for former names. */
  slots: 1400,
  /** Names, current or former: each is a column of a view. */
  names: 1500,
} as const;
