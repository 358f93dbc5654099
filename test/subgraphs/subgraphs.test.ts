import { mergeResolvers } from '@graphql-tools/merge';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { subgraphs } from '../../src/subgraphs/index.js';
import { entitiesOf } from '../contract/rules/federationFaults.js';
import { sourceFaults, type NamesByType } from '../contract/rules/sourceFaults.js';
import { committedSdls, serviceDocument } from '../support/contract.js';
import { aliasRows } from './aliases/rows.js';
import { campaignRows } from './campaigns/rows.js';
import { customerRows } from './customers/rows.js';
import { metricRows } from './metrics/rows.js';
import { newsRows } from './news/rows.js';
import { orderRows } from './orders/rows.js';
import { plannedCampaignRows } from './plannedCampaigns/rows.js';
import { segmentRows } from './segments/rows.js';
import { validationRows } from './validation/rows.js';

/** What stands behind the types of each subgraph. */
const rooms: readonly NamesByType[] = [
  aliasRows,
  campaignRows,
  customerRows,
  metricRows,
  newsRows,
  orderRows,
  plannedCampaignRows,
  segmentRows,
  validationRows,
];

/** What stands behind each type, in all rooms together. */
const rows: NamesByType = Object.fromEntries(
  rooms.flatMap(Object.keys).map((type) => [type, Object.assign({}, ...rooms.map((room) => room[type]))]),
);

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

  it('have a resolver or a key of the row behind every field', () => {
    const resolvers = mergeResolvers(subgraphs.map((subgraph) => subgraph.resolvers)) as NamesByType;
    expect(sourceFaults(serviceDocument, resolvers, rows)).toEqual([]);
  });
});
