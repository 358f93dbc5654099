import DataLoader from 'dataloader';
import { checkRows } from '../../../federation/answeredRows.js';
import { columnLoaderOf, loaderOf, type RequestContext } from '../../../federation/requestContext.js';
import type { Page } from '../../../lib/relay/page.js';
import { findIdentifierPages, findRecordPages } from './queries.js';
import type { CustomerIdentifierRow, SourceRecordRow } from './shape.js';

/** A page of identifiers of each customer. */
export const identifierPageLoader = (context: RequestContext, page: Page) =>
  loaderOf<string, CustomerIdentifierRow[]>(
    context,
    `identifiers of customers ${JSON.stringify(page)}`,
    () =>
      new DataLoader(async (ids) => {
        checkRows(ids.length, page, 'identifiers');
        return findIdentifierPages(context, ids, page);
      }),
  );

/** A page of source records of each customer, with at least some columns. */
export const recordPageLoader = (context: RequestContext, page: Page, columns: readonly string[]) =>
  columnLoaderOf<string, SourceRecordRow[], string>(
    context,
    `source records of customers ${JSON.stringify(page)}`,
    { columns, texts: [] },
    (read) =>
      new DataLoader(async (ids) => {
        checkRows(ids.length, page, 'source records');
        return findRecordPages(context, ids, page, read().columns);
      }),
  );
