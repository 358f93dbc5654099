import type { z } from 'zod';
import { UserError } from '../../lib/errors/UserError.js';
import { printable } from '../../lib/text/printable.js';
import { shortened } from '../../lib/text/shortened.js';
import { campaignDefinition, type CampaignDefinition } from './campaignDefinition.js';

/** What GraphQL gives for members that a client has left empty. */
function withoutNulls(given: unknown): unknown {
  if (Array.isArray(given)) return given.map(withoutNulls);
  if (typeof given !== 'object' || given === null) return given;
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (value === null ? [] : [[name, withoutNulls(value)]])),
  );
}

/** Where a fault is: `subAudiences[0].treatments[1].name`. */
const pathText = (path: readonly PropertyKey[]): string =>
  path.map((part, n) => (typeof part === 'number' ? `[${part}]` : `${n === 0 ? '' : '.'}${String(part)}`)).join('');

/** Sentences that tell of at most so many faults. */
const mostFaults = 5;

function words(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys')
    return `has no ${issue.keys
      .slice(0, mostFaults)
      .map((key) => `"${shortened(printable(key))}"`)
      .join(', ')}`;
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) return 'is missing';
  return issue.message.replace(/\.$/, '').replace(/^Invalid input: /, 'is wrong: ');
}

function sentence({ issues }: z.ZodError): string {
  const told = issues.slice(0, mostFaults).map((issue) => {
    const place = pathText(issue.path);
    return `"${place === '' ? 'definition' : place}" ${words(issue)}`;
  });
  const more = issues.length > mostFaults ? ` (and ${issues.length - mostFaults} more)` : '';
  return `The campaign cannot be so: ${told.join('; ')}${more}.`;
}

/** Checks the definition of a campaign and fills in what is left out. Throws a `UserError` that names each fault by its path. */
export function readDefinition(given: unknown): CampaignDefinition {
  const parsed = campaignDefinition.safeParse(withoutNulls(given));
  if (!parsed.success) throw new UserError(sentence(parsed.error), 'INVALID_CAMPAIGN');
  return parsed.data;
}
