import { printable } from '../../lib/text/printable.js';
import { plural } from '../../lib/text/plural.js';
import { exclusionReasons } from '../../words/plannedCampaignWords.js';
import type { CountedDelivery, PartCount } from './CountedDelivery.js';

const partLine = ({ treatmentId, isControl, isSent, dropReason, customers, sample }: PartCount): string => {
  const who =
    sample.length === 0 ? '' : `: ${sample.map(printable).join(', ')}${customers > sample.length ? ', …' : ''}`;
  if (dropReason !== null)
    return `  dropped, ${exclusionReasons[dropReason].name}\t${plural(customers, 'customer')}${who}`;
  const kind = isControl ? ' (control)' : isSent ? '' : ' (no destination)';
  return `  ${printable(treatmentId ?? '')}${kind}\t${plural(customers, 'customer')}${who}`;
};

/** The lines by which a command tells what a delivery would be. */
export const planLines = ({ entered, left, stayed, parts }: CountedDelivery): string[] => [
  `${plural(entered, 'customer')} would enter, ${plural(left, 'customer')} leave, ${plural(stayed, 'customer')} stay.`,
  ...parts.map(partLine),
];
