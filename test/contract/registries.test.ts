import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mergeResolvers } from '@graphql-tools/merge';
import { describe, expect, it } from '@jest/globals';
import { Kind, parse, print, type DocumentNode, type InputObjectTypeDefinitionNode } from 'graphql';
import { firstCatalogue } from '../../scripts/lib/demoSchema.js';
import { toAddition } from '../../src/catalogue/configuredChanges.js';
import { dataTypeNames } from '../../src/catalogue/dataTypes.js';
import { piiClasses } from '../../src/catalogue/piiClasses.js';
import { AggregationLevel } from '../../src/client/AggregationLevel.js';
import { readConfig } from '../../src/config.js';
import { createRegistry } from '../../src/enrichment/registry.js';
import type { EntityRow } from '../../src/levels/entities.js';
import { attributeOfEnum, entityAttributes, groupingEnum } from '../../src/levels/groups/entityAttributes.js';
import { measuresOf } from '../../src/levels/groups/metricGroups.js';
import { aggregationLevels, rollUpRules } from '../../src/levels/levels.js';
import { toMeta } from '../../src/levels/meta.js';
import type { MetricValueRow } from '../../src/levels/values.js';
import type { AvailabilityRow, DefinitionRow } from '../../src/levels/definitions.js';
import { graphqlName } from '../../src/lib/graphqlName.js';
import { toConnection, toPage } from '../../src/lib/page.js';
import {
  columnEnum,
  columnOfEnum,
  customerColumns as customerOperandColumns,
} from '../../src/population/customerColumns.js';
import { toGroupKey } from '../../src/population/groups/groupKey.js';
import { columnOperand } from '../../src/population/operands.js';
import { measureFields, toAggregate } from '../../src/subgraphs/customers/aggregates/shape.js';
import type {
  AttributeChangeRow,
  CustomerAttributeChangeRow,
} from '../../src/subgraphs/customers/profile/changes/shape.js';
import type { KpiChangeRow } from '../../src/subgraphs/customers/impact/shape.js';
import { toFieldAlias } from '../../src/subgraphs/aliases/shape.js';
import { attributesOf } from '../../src/subgraphs/customers/profile/attributes.js';
import { customerColumns } from '../../src/subgraphs/customers/shape.js';
import { metricValueGaps, toMetricAggregate } from '../../src/subgraphs/metrics/aggregates/shape.js';
import { ruleName, toEntityMetrics } from '../../src/subgraphs/metrics/shape.js';
import { subgraphs } from '../../src/subgraphs/index.js';
import { committedSdls, serviceDocument } from '../support/contract.js';
import { planRows } from './planRows.js';
import { entitiesOf } from './rules/federationFaults.js';
import { fieldedTypes } from './rules/relayFaults.js';
import { sourceFaults, unclassedFields, type NamesByType } from './rules/sourceFaults.js';
import { targetingRows } from './targetingRows.js';

const { definitions } = createRegistry(readConfig({}));

/** The values of an enum in each committed file that has it. */
const enumValues = (name: string): string[][] =>
  Object.values(committedSdls)
    .flatMap((sdl) => parse(sdl).definitions)
    .flatMap((definition) =>
      definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === name
        ? [(definition.values ?? []).map((value) => value.name.value)]
        : [],
    );

const filterOf = {
  text: 'TextFilter',
  number: 'NumberFilter',
  date: 'DateFilter',
  dateTime: 'DateTimeFilter',
  flag: 'FlagFilter',
};

/** The members of a filter that compare something, with the filters that they take. */
const filterMembers = (filterName: string): (readonly [string, string])[] => {
  const filter = serviceDocument.definitions.find(
    (one) => one.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION && one.name.value === filterName,
  ) as InputObjectTypeDefinitionNode;
  return (filter.fields ?? [])
    .map(({ name, type }) => [name.value, print(type)] as const)
    .filter(([, type]) => type.endsWith('Filter') && type !== filterName);
};

const piiClassOf = (document: DocumentNode, type: string, field: string): string | undefined => {
  const found = fieldedTypes(document)
    .find(({ name }) => name.value === type)
    ?.fields?.find(({ name }) => name.value === field);
  const value = found?.directives?.find(({ name }) => name.value === 'pii')?.arguments?.[0]?.value;
  return value?.kind === Kind.ENUM ? value.value : undefined;
};

describe('subgraphs', () => {
  it('have an SDL file each, and each file has a subgraph', () => {
    expect(subgraphs.map(({ name }) => name).toSorted()).toEqual(Object.keys(committedSdls).toSorted());
  });

  it.each(subgraphs.map((subgraph) => [subgraph.name, subgraph] as const))(
    '%s answers references of exactly its entities',
    (name, { references }) => {
      expect(Object.keys(references).toSorted()).toEqual(entitiesOf(parse(committedSdls[name] ?? '')).toSorted());
    },
  );
});

describe('enums', () => {
  it('AttributeType holds the data types of the catalogue', () => {
    const wanted = dataTypeNames.map((type) => type.toUpperCase());
    expect(enumValues('AttributeType')).toEqual([wanted, wanted]);
  });

  it('the config file may name the data types of the catalogue', () => {
    const folder = mkdtempSync(join(tmpdir(), 'facet-types-'));
    const FACET_CONFIG = join(folder, 'facet.yml');
    const wish = (type: string) => {
      writeFileSync(FACET_CONFIG, `aliases: { add: [{ alias: A, type: ${type} }] }`);
      return readConfig({ FACET_CONFIG }).aliases.add[0]?.type;
    };
    try {
      expect(dataTypeNames.map(wish)).toEqual(dataTypeNames);
      const expected = `expected one of ${dataTypeNames.map((type) => `"${type}"`).join('|')}.`;
      expect(() => wish('other')).toThrow(expected);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('CustomerColumn, and the filter beside it, hold the columns that can be asked for', () => {
    const names = Object.keys(customerOperandColumns);
    expect(enumValues('CustomerColumn')).toEqual([names.map(columnEnum)]);
    expect(filterMembers('CustomerFilter')).toEqual(
      Object.entries(customerOperandColumns).map(([name, { kind }]) => [name, filterOf[kind]]),
    );
    for (const name of names) expect(columnOfEnum(columnEnum(name))).toBe(name);
  });

  it('MetricGrouping, and the filter beside it, hold the attributes of entities', () => {
    const names = Object.keys(entityAttributes);
    expect(enumValues('MetricGrouping')).toEqual([names.map(groupingEnum)]);
    expect(filterMembers('MetricEntityFilter')).toEqual(
      Object.entries(entityAttributes).map(([name, { kind }]) => [name, filterOf[kind]]),
    );
    for (const name of names) expect(attributeOfEnum(groupingEnum(name))).toBe(name);
  });

  it('MetricValueGap holds the reasons that there are', () => {
    expect(enumValues('MetricValueGap')).toEqual([[...metricValueGaps]]);
  });

  it('AggregateMeasure holds the measures that groups have as fields', () => {
    expect(enumValues('AggregateMeasure')).toEqual([[...measureFields.values()]]);
  });

  it('AggregationLevel and RollUpRule hold the levels and rules that there are', () => {
    expect(enumValues('AggregationLevel')).toEqual([[...aggregationLevels]]);
    expect([...new Set(Object.values(AggregationLevel))]).toEqual([...aggregationLevels]);
    expect(enumValues('RollUpRule')).toEqual([rollUpRules.map(ruleName)]);
  });

  it('PiiClass holds the classes of the catalogue, which are those that the config file may name', () => {
    const wanted = [...piiClasses];
    expect(enumValues('PiiClass')).toEqual([wanted, wanted]);
    const wish = (piiClass: string) => () => toAddition({ alias: 'X', type: 'text', piiClass }, [], 'EUR');
    for (const piiClass of wanted) expect(wish(piiClass)).not.toThrow();
    expect(wish('SECRET')).toThrow(`none of ${wanted.join(', ')}`);
  });
});

/** Fields that say nothing about a person, and `address`, whose own fields carry the class. */
const impersonal = [
  'id',
  'nodeId',
  'address',
  'accountId',
  'sourceRecords',
  'createdAt',
  'updatedAt',
  'profile',
  'profiles',
  'profileChanges',
  'marketingImpact',
  'account',
  'metrics',
  'campaignTargetings',
  'campaignDeliveries',
  'campaignExplanation',
];

describe('@pii', () => {
  it('stands on every field of a customer but those that are listed as not personal', () => {
    const listed = impersonal.map((field) => `Customer.${field}`);
    expect(unclassedFields(serviceDocument, 'Customer', listed)).toEqual([]);
    expect(unclassedFields(serviceDocument, 'PostalAddress', [])).toEqual([]);
  });

  it('stands on the generated fields as their definitions say', () => {
    const served = definitions.map(({ alias }) => piiClassOf(serviceDocument, 'ProfileFields', graphqlName(alias)));
    expect(served).toEqual(definitions.map(({ piiClass }) => piiClass));
    expect(served).toContain('CONTACT');
  });

  it('is missed where it is missing', () => {
    const document = parse('type Customer { id: ID! name: String @pii(class: IDENTITY) nickname: String }');
    expect(unclassedFields(document, 'Customer', ['Customer.id'])).toEqual(['Customer.nickname']);
  });
});

describe('every field', () => {
  const catalogue = firstCatalogue();
  const columnsOf = (fields: readonly string[]) =>
    Object.fromEntries(fields.flatMap((field) => customerColumns[field] ?? []));
  const list = { name: 'rows', question: '' };
  const page = toConnection(list, toPage(list, {}), [{ key: 'a' }], ({ key }) => [key]);
  const [attribute] = attributesOf(catalogue, { _customer: 'A', date: '2026-01-01' }, ['AGE']);
  const [meaning] = catalogue.meanings;
  const change: AttributeChangeRow = { name: '', before: null, after: null, firstChangedOn: '' };
  const customerChange: CustomerAttributeChangeRow = { ...change, customerId: '', key: '' };
  const kpiChange: KpiChangeRow = { name: '', unit: null, before: null, after: null, change: null };
  const aggregate = toAggregate([], [], () => null);
  const [connection, edge] = [{ ...page }, { ...page.edges[0] }];

  const entity: EntityRow = {
    level: 'ACCOUNT',
    id: '',
    name: null,
    parentId: null,
    customerIndustry: null,
    isKeyAccount: null,
    nEmployees: null,
    country: null,
  };
  const metas = aggregationLevels.map((level) => toMeta({ ...entity, level }));
  const value: MetricValueRow = {
    name: '',
    value: null,
    unit: null,
    effectiveDate: '',
    origin: 'STORED',
    children: null,
    childrenWithValue: null,
    computedAt: null,
  };
  const definition: DefinitionRow = {
    name: '',
    label: null,
    description: '',
    unit: null,
    category: null,
    storedLevels: [],
    acrossEntities: 'none',
    acrossTime: 'none',
    weightName: null,
    baseName: null,
  };
  const metricAggregate = toMetricAggregate([], [[definition, measuresOf('')]], () => null);
  const availability: AvailabilityRow = { level: 'ACCOUNT', app: '', effectiveDates: [] };

  /** The keys of the rows that stand behind each type, from the functions that make them. */
  const rows: NamesByType = {
    ...planRows,
    Customer: { id: '', ...columnsOf(Object.keys(customerColumns).filter((field) => field !== 'address')) },
    PostalAddress: columnsOf(['address']),
    CustomerConnection: connection,
    CustomerEdge: edge,
    CustomerAggregateConnection: connection,
    CustomerAggregateEdge: edge,
    CustomerAggregate: { ...aggregate },
    CustomerGroupKey: { ...toGroupKey({ operand: columnOperand('city'), grain: null }, null) },
    CustomerProfile: { date: '' },
    CustomerProfileConnection: connection,
    CustomerProfileEdge: edge,
    PageInfo: { ...page.pageInfo },
    ProfileAttribute: { ...attribute },
    ProfileFields: { date: '', ...Object.fromEntries(catalogue.namesByGraphqlName) },
    AttributeChange: { ...change },
    CustomerAttributeChangeConnection: connection,
    CustomerAttributeChangeEdge: edge,
    CustomerAttributeChange: { ...customerChange },
    MarketingImpactDay: { customerId: '', date: '' },
    KpiChange: { ...kpiChange },
    FieldAlias: meaning === undefined ? {} : { ...toFieldAlias(meaning) },
    Account: { ...entity },
    Contract: { ...entity },
    Company: { ...entity },
    Industry: { ...entity },
    AccountConnection: connection,
    AccountEdge: edge,
    ContractConnection: connection,
    ContractEdge: edge,
    CompanyConnection: connection,
    CompanyEdge: edge,
    EntityMetrics: { ...toEntityMetrics(entity, { app: '', names: null, dates: null }) },
    EntityMetricsConnection: connection,
    EntityMetricsEdge: edge,
    EntityMeta: Object.assign({}, ...metas),
    MetricValue: { ...value },
    MetricAggregateConnection: connection,
    MetricAggregateEdge: edge,
    MetricAggregate: { ...metricAggregate },
    MetricGroupKey: { ...toGroupKey({ operand: columnOperand('city'), grain: null }, null) },
    MetricGroupValue: { ...metricAggregate.values[0] },
    MetricDefinition: { ...definition },
    MetricAvailability: { ...availability },
    ...targetingRows,
  };

  it('has a resolver or a key of the row behind it', () => {
    const resolvers = mergeResolvers(subgraphs.map((subgraph) => subgraph.resolvers)) as NamesByType;
    expect(sourceFaults(serviceDocument, resolvers, rows)).toEqual([]);
  });

  it('is missed where nothing answers it', () => {
    const document = parse('type Query { thing: Thing } type Thing { id: ID! name: String size: Int lost: Int }');
    expect(sourceFaults(document, { Query: { thing: 1 }, Thing: { name: 1 } }, { Thing: { id: 1, size: 1 } })).toEqual([
      'Thing.lost has no resolver and no column',
    ]);
  });
});
