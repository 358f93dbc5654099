import type { Sql } from '../../db/client.js';
import type { OutgoingRow } from '../OutgoingColumn.js';
import type { WaitingBatch } from './nextBatch.js';

interface KeptRow {
  readonly customer_id: string;
  readonly row_number: number;
  readonly values: OutgoingRow;
}

/** Rows that are in memory at once. */
const pageRows = 5000;

/** The rows of a batch by customer, a page at a time: they were fixed before, so it holds no transaction open. */
export async function* batchPages(client: Sql, batch: WaitingBatch): AsyncGenerator<readonly OutgoingRow[]> {
  const { deliveryId, partNumber, batchNumber } = batch;
  let [customer, number] = ['', 0];
  for (;;) {
    const rows: readonly KeptRow[] = await client<KeptRow[]>`
      select customer_id, row_number, "values" from facet.delivery_rows
      where delivery_id = ${deliveryId} and part_number = ${partNumber} and batch_number = ${batchNumber}
        and customer_id >= ${customer} and (customer_id, row_number) > (${customer}, ${number})
      order by customer_id, row_number limit ${pageRows}`;
    if (rows.length > 0) yield rows.map(({ values }) => values);
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageRows) return;
    [customer, number] = [last.customer_id, last.row_number];
  }
}
