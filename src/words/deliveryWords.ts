/** States of a part of a delivery: not yet prepared; its rows are fixed; all sent; given up with an error. */
export const deliveryPartStates = ['planned', 'prepared', 'sent', 'failed'] as const;

/** What has become of a part of a delivery. */
export type DeliveryPartState = (typeof deliveryPartStates)[number];

/** States of a batch: not sent yet, taken by the destination, given up. */
export const deliveryBatchStates = ['waiting', 'sent', 'failed'] as const;
