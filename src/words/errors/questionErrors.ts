import type { CodeTable } from './CodeFacts.js';

/** Codes of what is asked for: errors of one field, beside the data of the others, or of the whole question of a command. */
export const questionErrors = {
  AMBIGUOUS_IDENTIFIER: {
    means: 'Several customers are known by the identifier.',
    remedy: "Ask by the customer's key, or by another identifier.",
  },
  AMBIGUOUS_ORDER: {
    means: 'Several customers have an order of the number.',
    remedy: 'Name the customer too, or ask for the orders of the customer.',
  },
  ATTRIBUTE_NOT_AT_LEVEL: {
    means: 'Entities of the level do not have the attribute, because several of those that have it are part of each.',
    remedy: 'Leave the attribute out, or ask at a lower level.',
  },
  ATTRIBUTE_TYPE_MISMATCH: {
    means: 'A filter, measure or period is for values of another type.',
    remedy: 'Use the one that the sentence names.',
  },
  BAD_REPRESENTATION: {
    means: 'An entry of `representations` has no `__typename` or key that this subgraph resolves.',
    remedy: 'Compose the supergraph from the current schema of the subgraph.',
  },
  BAD_USER_INPUT: {
    means: 'A value cannot be meant so: the sentence names it.',
    remedy: 'Give another value.',
  },
  CAMPAIGN_STATUS: {
    means:
      'A planned campaign cannot be changed so where it stands in its life, or was changed by somebody else meanwhile.',
    remedy: 'Do first what the sentence says, such as unscheduling it.',
  },
  FIELD_NOT_READABLE: {
    means: 'A field holds what the role of the viewer may not read.',
    remedy: 'Leave the field out, or have the role of the key changed.',
  },
  CUSTOMER_UNKNOWN: {
    means: 'Nothing is known of a customer with the id, or by the identifier.',
    remedy: 'Give the id that customers have here, or an identifier as `SYSTEM:VALUE`.',
  },
  FILTER_TOO_LARGE: {
    means: 'A filter has too many conditions, compares too many values, or lies too deep.',
    remedy: 'Use lists (`in`) in place of many conditions, or ask in several parts.',
  },
  FORGETTING_NOT_ALLOWED: {
    means:
      'The viewer may not have customers forgotten: its role does not see all rows, or lacks the scope `customers:forget`.',
    remedy: 'Ask with a key of a role that may, or have `facet forget` run.',
    status: 403,
  },
  GRAIN_NOT_SUPPORTED: {
    means: 'Values of one of the metrics are not put together across time.',
    remedy: 'Ask for a period among the `grains` of every metric, or leave the metric out.',
  },
  GROUP_TOO_SMALL: {
    means: 'The answer could tell of a group of fewer customers than the role is told of.',
    remedy: 'Ask for larger groups: with another filter, or a coarser key to group by.',
  },
  INTROSPECTION_DISABLED: {
    means: 'The role of the viewer may not ask for the schema itself.',
    remedy: 'Read the schema from who gave the key, or with a key of another role.',
  },
  INVALID_CAMPAIGN: {
    means: 'The definition of a planned campaign has faults, each of which the sentence names by its path.',
    remedy: 'Mend them.',
  },
  INVALID_CURSOR: {
    means: 'A cursor is no cursor of this list and question.',
    remedy: 'Use cursors as they came, with the same filter, search, order and day.',
  },
  INVALID_NODE_ID: {
    means: 'A text is no global identifier of this server.',
    remedy: 'Use a `nodeId` as it came; by a key ask with the field of its type.',
  },
  METRIC_NOT_ASKED: {
    means: 'A condition or an order is about a metric that is not among `names`.',
    remedy: 'Name the metric in `names` too.',
  },
  MIXED_CURRENCIES: {
    means: 'A group would hold money of several currencies, or of one beside money of which nobody knows the currency.',
    remedy: 'Group by the currency, or filter by one: nothing is converted.',
  },
  NOT_SEGMENTABLE: {
    means: 'A definition of a segment asks by a table, column, attribute or metric by which none may be made.',
    remedy: 'Leave the condition out, or have `segmentable` in the config file changed.',
  },
  NUMBER_OUT_OF_RANGE: {
    means: 'A number in the question, or one that its answer is made of, is greater than the database can hold.',
    remedy: 'Give smaller numbers, or leave the measure out.',
  },
  PAGE_SIZE_EXCEEDED: {
    means: '`first` or `last` is greater than a page of the list may be.',
    remedy: 'Ask for smaller pages, and go on by cursors.',
  },
  SEARCH_TOO_LARGE: {
    means: 'A search has too many words, or a text or key is longer than any that is kept.',
    remedy: 'Look for less.',
  },
  SEGMENT_ARCHIVED: {
    means: 'A segment that was put away would be changed, or named by another.',
    remedy: 'Make a new one.',
  },
  SEGMENT_CHANGED: {
    means: 'Somebody has changed the segment since the version that a change is of.',
    remedy: 'Read it again, and change what is there now.',
  },
  SEGMENT_FROM_CONFIG: {
    means: 'The config file says what the segment is, so nothing else may change it.',
    remedy: 'Change it below `segments` there, or take it out and run `facet segments apply`.',
  },
  SEGMENT_IN_USE: {
    means: 'A segment would be put away that others, or planned campaigns, name.',
    remedy: 'Change or put away first what the sentence names.',
  },
  SEGMENT_TAKEN: {
    means: 'There is a segment or a list of the id already.',
    remedy: 'Choose another id, or change the one that is there.',
  },
  STATEMENT_TIMEOUT: {
    means: 'The database needed longer than `database.statementTimeout` for one statement.',
    remedy: 'Ask for less at once, or for what an index serves (`facet aliases index`).',
    status: 503,
  },
  SUBGRAPH_BAD_ANSWER: {
    means: 'What a joined subgraph answered is no answer, is too large, or is not of the type that its schema tells.',
    remedy: 'Ask again later, or tell whoever runs the subgraph that `extensions.subgraph` names.',
  },
  SUBGRAPH_ERROR: {
    means: 'A joined subgraph answered with an error that has no code of its own.',
    remedy: 'Read the sentence, which is that of the subgraph that `extensions.subgraph` names.',
  },
  SUBGRAPH_TIMEOUT: {
    means: 'A joined subgraph did not answer in time.',
    remedy: 'Ask again, or for less at once.',
  },
  SUBGRAPH_UNAVAILABLE: {
    means: 'A joined subgraph cannot be reached, or failed so often that it is not asked for a while.',
    remedy: 'Ask again later; everything else of the answer stands.',
  },
  TOO_MANY_DAYS: {
    means: 'A stretch has more days than may be asked for at once.',
    remedy: 'Ask for shorter stretches.',
  },
  TOO_MANY_ENTRIES: {
    means: 'A list of the question has more entries than it may have; the sentence names both.',
    remedy: 'Ask in several parts.',
  },
  TOO_MANY_MEASURES: {
    means: 'The question asks for more measures of groups than one statement works out.',
    remedy: 'Ask in several questions.',
  },
  TOO_MANY_VALUES: {
    means: 'The answer would hold more values than one statement brings, or take more memory than `limits.memory`.',
    remedy: 'Ask for smaller pages, fewer fields, days, metrics or aliases.',
    status: 400,
  },
  PLAN_NOT_READABLE: {
    means:
      'What a campaign would do, or has done, is counted over all customers and values, and the role of the viewer does not see all.',
    remedy: 'Ask with a key whose role sees all rows and classes.',
  },
  READ_ONLY_KEY: {
    means: 'The API key may only read, and the operation would change something.',
    remedy: 'Make a key with `facet keys create NAME --role ROLE --write`.',
  },
  UNKNOWN_APP: {
    means: 'The configuration has no application of the name.',
    remedy: 'Use one that the sentence names, or add it to `apps`.',
  },
  UNKNOWN_ATTRIBUTE: {
    means: 'There is no alias, former name, slot or calculated attribute of the name.',
    remedy:
      'Use one of `fieldAliases` or, for what enrichment calculates, of docs/attributes.md; near names are suggested.',
  },
  UNKNOWN_CAMPAIGN: {
    means: 'There is no planned campaign of the key.',
    remedy: 'See `plannedCampaigns`, or `facet campaigns list`.',
  },
  UNKNOWN_CHECK: {
    means: 'There is no check of the data with the name.',
    remedy: 'Take a name of docs/checks.md, or one that the config declares.',
  },
  UNKNOWN_METRIC: {
    means: 'There is no metric of the name.',
    remedy: 'Use one of `metricDefinitions`; near names are suggested.',
  },
  UNKNOWN_SEGMENT: {
    means: 'There is no segment of the id.',
    remedy: 'Use the id of one of `segments`; near ones are suggested.',
  },
  UNKNOWN_SYSTEM: {
    means: 'No customer has an identifier of the system.',
    remedy: 'Use one that the sentence names.',
  },
  VALUE_NOT_READABLE: {
    means:
      'The question filters, orders, groups, searches or pages by a value that the role of the viewer may not read.',
    remedy: 'Ask by other values, or have the role allowed the class that the sentence names (`access.roles`).',
  },
  WRITER_NOT_FULL: {
    means: 'The viewer may write, and what it would save is evaluated over rows or values that its role does not see.',
    remedy: 'Write with a key of the role `full`, or of one that sees everything.',
  },
} as const satisfies CodeTable;
