import type { Check } from '../../definitions/Check.js';
import type { CheckSettings } from '../../definitions/CheckSettings.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { tableRows } from '../../rows/tableRows.js';
import { instantLiteral } from '../predicates.js';

/** Lines and orders without a time, or of the future. */
export const lineDate = ({ now }: CheckSettings): readonly Check[] => {
  const words = {
    id: 'TXN_DATE',
    title: 'Without a time, or of the future',
    failsWhen: 'A row fails when its time is missing, or later than the validation.',
    remedy: "Check the format and the time zone of the source's times.",
    thresholds: defaultThresholds.never,
    columns: ['order_datetime'],
    fails: `t.order_datetime is null or t.order_datetime > ${instantLiteral(now)}`,
  };
  return [
    { ...words, rows: tableRows('unified_itemized_transactions') },
    { ...words, rows: tableRows('unified_transactions') },
  ];
};
