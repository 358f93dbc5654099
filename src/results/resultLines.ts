import { divideDecimals, multiplyDecimals } from '../lib/numbers/decimals.js';
import { plural } from '../lib/text/plural.js';
import { printable } from '../lib/text/printable.js';
import type { CampaignResultRow, CampaignResultsRow } from './CampaignResultsRow.js';

function armLines(result: CampaignResultRow): string[] {
  const { planDetailId, isControl, recipients, purchasers, orders, revenue, conversionUplift } = result;
  const rate = divideDecimals(multiplyDecimals(String(purchasers), '100'), String(recipients));
  const figures = [
    `  ${printable(planDetailId ?? '')}${isControl ? ' (control)' : ''}`,
    plural(recipients, 'recipient'),
    `${plural(purchasers, 'purchaser')} (${Number(rate).toFixed(2)} %)`,
    plural(orders, 'order'),
    [revenue.total ?? '0', revenue.unit ?? []].flat().map(printable).join(' '),
  ];
  return [
    figures.join('\t'),
    ...(conversionUplift === null ? [] : [`    purchasers: ${conversionUplift.sentence}`]),
    ...(revenue.uplift === null ? [] : [`    revenue: ${revenue.uplift.sentence}`]),
  ];
}

/** The lines by which a command tells the results of a campaign; none where it reached nobody. */
export const resultLines = ({ measuredFrom, measuredTo, isComplete, results }: CampaignResultsRow): string[] =>
  results.length === 0
    ? []
    : [
        `Measured from ${measuredFrom} to ${measuredTo}${isComplete ? '' : ', which is not over yet'}.`,
        ...results.flatMap(armLines),
      ];
