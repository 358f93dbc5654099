import { attributeViews } from './attributeViews.js';
import { campaignRecipientsView } from './campaignRecipientsView.js';
import { customerViews } from './customerViews.js';
import { metricValuesView } from './metricValuesView.js';
import { orderViews } from './orderViews.js';
import { allRows, type TableRows } from './TableRows.js';
import type { TableView } from './tableView.js';

/** The views that show tables as they stand, under the column names of customer data platforms (spec A3 to A13); all rows unless told. */
export const tableViews = (rows: TableRows = allRows): readonly TableView[] => [
  ...customerViews(rows),
  ...orderViews(rows),
  ...attributeViews(rows),
  campaignRecipientsView(rows),
  metricValuesView(rows),
];
