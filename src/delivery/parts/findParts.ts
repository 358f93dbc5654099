import type { Sql } from '../../db/client.js';
import type { DeliveryPartState } from '../../words/deliveryWords.js';
import type { OutgoingColumn } from '../OutgoingColumn.js';

/** A part of a delivery as it is kept. */
export interface StoredPart {
  readonly deliveryId: string;
  readonly partNumber: number;
  readonly subAudienceId: string;
  readonly treatmentId: string;
  readonly destinationId: string;
  readonly name: string;
  /** Empty until the part is prepared. */
  readonly columns: readonly OutgoingColumn[];
  readonly state: DeliveryPartState;
  /** Null until the part is prepared. */
  readonly preparedAt: string | null;
}

/** The parts of a delivery in their order. */
export const findParts = async (client: Sql, deliveryId: string): Promise<StoredPart[]> =>
  client<StoredPart[]>`
    select delivery_id as "deliveryId", part_number as "partNumber", sub_audience_id as "subAudienceId",
      treatment_id as "treatmentId", destination_id as "destinationId", name, attributes as "columns", state,
      prepared_at as "preparedAt"
    from facet.delivery_parts where delivery_id = ${deliveryId} order by part_number`;
