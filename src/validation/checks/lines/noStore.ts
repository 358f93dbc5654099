import type { Check } from '../../definitions/Check.js';
import type { CheckSettings } from '../../definitions/CheckSettings.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { tableRows } from '../../rows/tableRows.js';
import { textLiterals } from '../predicates.js';

/** Purchases in a store without the store. */
export const noStore = ({ keys }: CheckSettings): readonly Check[] => {
  const words = {
    id: 'TXN_NO_STORE',
    title: 'Without a store',
    failsWhen: 'A row fails when it was sold through a channel of stores and names none.',
    remedy: 'Map the store; where other channels have stores, name them in validation.storeChannels.',
    thresholds: defaultThresholds.completeness,
    evaluated: `lower(t.purchase_channel) in (${textLiterals(keys.storeChannels)})`,
    columns: ['store_id', 'purchase_channel'],
    fails: 't.store_id is null',
  };
  return [
    { ...words, rows: tableRows('unified_itemized_transactions') },
    { ...words, rows: tableRows('unified_transactions') },
  ];
};
