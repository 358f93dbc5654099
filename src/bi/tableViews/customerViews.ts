import { customers, unifiedCustomers } from '../../db/tables/index.js';
import { PiiClass } from '../../words/piiClasses.js';
import { personWords } from './personWords.js';
import type { TableRows } from './TableRows.js';
import { describeColumns, ofAnybody, withJoinKey, type DescribedColumns, type TableView } from './tableView.js';

/** Where the winning value of a group came from, and how complete it is. */
const winner = (group: string, complete: number): DescribedColumns => ({
  [`${group}_pk`]: { says: `Key of the source record that the ${group} was taken from.`, pii: PiiClass.IDENTITY },
  [`${group}_datasource`]: `Data source of the record that the ${group} was taken from.`,
  [`${group}_update_dt`]: `When that record was last changed.`,
  [`${group}_priority`]: `Priority of that record; 1 is the strongest.`,
  [`${group}_completion`]: `How complete the ${group} is, from 0 to ${complete}.`,
});

const times = {
  create_dt: 'When a source first recorded the person.',
  update_dt: 'When a source last changed what it says.',
};

/** What the sources say, record by record. */
const unifiedCustomer = (rows: TableRows): TableView => ({
  name: 'unified_customer',
  comment: 'One row per source record. A person whom several sources know has several.',
  ...ofAnybody(rows, 'unified_customers'),
  columns: withJoinKey(
    describeColumns(unifiedCustomers, {
      datasource: 'The system that the record comes from.',
      pk: { says: 'Key of the record there.', pii: PiiClass.IDENTITY },
      app: 'Application that the record belongs to.',
      ...personWords,
      ...times,
      priority: 'How strong the record is where several disagree; 1 is the strongest.',
      foreign_keys: { says: 'Keys of the person in other systems, by namespace.', pii: PiiClass.IDENTITY },
      is_linked: 'Whether linking found the customer, because the source gave none.',
    }),
  ),
});

const mergedCustomers = (rows: TableRows): TableView => ({
  name: 'merged_customers',
  comment: 'One row per customer: the best that the source records say.',
  from: rows('customers', 't'),
  columns: withJoinKey([
    ...describeColumns(customers, {
      app: 'Application that the customer belongs to.',
      ...personWords,
      ...times,
      ...winner('name', 1),
      ...winner('address', 4),
      ...winner('email', 1),
      ...winner('phone', 1),
      ...winner('birthdate', 1),
      ...winner('gender', 1),
      source_records: 'How many source records were merged.',
    }),
  ]),
});

/** The views about who customers are. */
export const customerViews = (rows: TableRows): readonly TableView[] => [unifiedCustomer(rows), mergedCustomers(rows)];
