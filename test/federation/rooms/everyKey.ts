import {
  getNamedType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  Kind,
  print,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { keyedTypes, type EntityKey } from '../../../src/subgraphSchema/entityKeys.js';

const page = (field: string): string => `${field} { edges { node { ... } } }`;
const ofCustomers = (field: string): string => `customers(first: 4) { edges { node { ${field} } } }`;

/** Where objects of each entity type are found without their keys; `...` stands for what is asked of them. */
export const doors: Readonly<Record<string, string>> = {
  Customer: page('customers(first: 9)'),
  CustomerProfile: ofCustomers('newestProfile { ... }'),
  CustomerIdentifier: ofCustomers(page('identifiers(first: 3)')),
  MarketingImpactDay: ofCustomers('marketingImpact(kpis: []) { ... }'),
  MetricValue: ofCustomers('metrics { ... } account { metrics { ... } contract { metrics { ... } } }'),
  Account: ofCustomers('account { ... }'),
  Contract: ofCustomers('account { contract { ... } }'),
  Company: ofCustomers('account { contract { company { ... } } }'),
  Industry: ofCustomers('account { contract { company { industry { ... } } } }'),
  Order: ofCustomers(page('orders(first: 3)')),
  Product: page('products(first: 9)'),
  Campaign: page('campaigns(first: 9)'),
  CampaignTargeting: ofCustomers(page('campaignTargetings(first: 5)')),
  Segment: page('segments'),
  SegmentList: page('segmentLists'),
  PlannedCampaign: page('plannedCampaigns'),
  MetricDefinition: 'metricDefinitions { ... }',
  FieldAlias: 'fieldAliases { ... }',
  ValidationRun: page('validationRuns'),
};

/** The keys of a type that are answered for. */
export const answeredKeys = (schema: GraphQLSchema, type: string): readonly EntityKey[] => {
  const node = schema.getType(type)?.astNode;
  const [found] = node == null ? [] : keyedTypes({ kind: Kind.DOCUMENT, definitions: [node] }, 'key');
  return (found?.keys ?? []).filter(({ resolvable }) => resolvable);
};

/** The types that references are answered of. */
export const answeredTypes = (schema: GraphQLSchema): string[] =>
  Object.keys(schema.getTypeMap()).filter(
    (type) => isObjectType(schema.getType(type)) && answeredKeys(schema, type).length > 0,
  );

/** All plain fields of a type. */
export function plainFields(schema: GraphQLSchema, type: string): string {
  const found = schema.getType(type);
  if (!isObjectType(found)) return '__typename';
  return Object.values(found.getFields())
    .filter((field) => isLeafType(getNamedType(field.type)) && !field.args.some(isRequiredArgument))
    .map(({ name }) => name)
    .join(' ');
}

/** A key as the fields of an object under an alias of its own. */
export const keyText = ({ selection }: EntityKey): string => print(selection).slice(1, -1);

type Row = Readonly<Record<string, unknown>>;

/** All objects of a type in an answer. */
export function objectsOf(type: string, value: unknown): Row[] {
  if (typeof value !== 'object' || value === null) return [];
  if ((value as Row)['__typename'] === type) return [value as Row];
  return Object.values(value).flatMap((one) => objectsOf(type, one));
}

const picked = (row: Row, { selections }: SelectionSetNode): Row =>
  Object.fromEntries(
    selections.flatMap((one) => {
      if (one.kind !== Kind.FIELD) return [];
      const value = row[one.name.value];
      return [[one.name.value, one.selectionSet === undefined ? value : picked(value as Row, one.selectionSet)]];
    }),
  );

/** An object as another subgraph would know it by a key. */
export const representationOf = (type: string, row: Row, { selection }: EntityKey): Row => ({
  __typename: type,
  ...picked(row, selection),
});
