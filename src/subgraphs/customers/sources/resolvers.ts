import type { GraphQLResolveInfo } from 'graphql';
import { chargedPage } from '../../../federation/answeredRows.js';
import { planOf, type RequestContext } from '../../../federation/requestContext.js';
import type { Resolvers } from '../../../generated/resolvers.js';
import { toPage, type Connection, type PageArguments } from '../../../lib/relay/page.js';
import { nodesOfPage, selectedColumns } from '../../../lib/relay/selection.js';
import { positioned, readPage, toCursorKey } from '../../../population/position.js';
import { identifierPageLoader, recordPageLoader } from './loaders.js';
import { identifiersOfCustomers, recordsOfCustomers } from './lists.js';
import { sourceRecordColumns, type CustomerIdentifierRow, type SourceRecordRow } from './shape.js';

const identifierList = { name: 'identifiers', question: '' };

async function identifierPage(
  context: RequestContext,
  customerId: string,
  { first, after }: PageArguments,
  info: GraphQLResolveInfo,
): Promise<Connection<CustomerIdentifierRow>> {
  const { page, loader } = planOf(context, 'identifiers', info.fieldNodes, () => {
    const asked = toPage(identifierList, { first, after });
    return { page: asked, loader: identifierPageLoader(context, positioned(asked, identifiersOfCustomers.order)) };
  });
  const rows = await readPage(page, () => loader.load(customerId));
  return chargedPage(context, identifierList, page, rows, ({ system, value }) => toCursorKey(null, [system, value]));
}

/** The columns beside the key that the selection below a page of source records needs. */
const askedRecords = (info: GraphQLResolveInfo): string[] =>
  selectedColumns(info, 'SourceRecord', sourceRecordColumns, nodesOfPage(info, 'SourceRecord'));

const recordList = { name: 'records', question: '' };

async function recordPage(
  context: RequestContext,
  customerId: string,
  { first, after }: PageArguments,
  info: GraphQLResolveInfo,
): Promise<Connection<SourceRecordRow>> {
  const { page, loader } = planOf(context, 'source records', info.fieldNodes, () => {
    const asked = toPage(recordList, { first, after });
    return {
      page: asked,
      loader: recordPageLoader(context, positioned(asked, recordsOfCustomers.order), askedRecords(info)),
    };
  });
  const rows = await readPage(page, () => loader.load(customerId));
  return chargedPage(context, recordList, page, rows, ({ dataSource, key }) => toCursorKey(null, [dataSource, key]));
}

export const sourceResolvers = {
  Customer: {
    identifiers: ({ id }, asked, context, info) => identifierPage(context, id, asked, info),
    records: ({ id }, asked, context, info) => recordPage(context, id, asked, info),
  },
} satisfies Resolvers;
