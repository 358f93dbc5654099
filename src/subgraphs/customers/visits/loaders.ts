import DataLoader from 'dataloader';
import { checkRows } from '../../../federation/answeredRows.js';
import { columnLoaderOf, type RequestContext } from '../../../federation/requestContext.js';
import { findVisitPages, type VisitPage } from './queries.js';
import type { PlacedVisit, VisitColumn } from './shape.js';

/** A page of visits of each customer, with at least some columns. */
export const visitPageLoader = (context: RequestContext, { range, page, columns }: VisitPage) =>
  columnLoaderOf<string, PlacedVisit[], VisitColumn>(
    context,
    `visits of customers ${JSON.stringify([range, page])}`,
    { columns, texts: [] },
    (read) =>
      new DataLoader(async (ids) => {
        checkRows(ids.length, page, 'visits');
        return findVisitPages(context, ids, { range, page, columns: read().columns });
      }),
  );
