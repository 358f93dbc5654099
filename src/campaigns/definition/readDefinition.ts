import type { z } from 'zod';
import { UserError } from '../../lib/errors/UserError.js';
import { printable } from '../../lib/text/printable.js';
import { shortened } from '../../lib/text/shortened.js';
import { checkDefinition } from '../../segments/definition/checkDefinition.js';
import { campaignDefinition, type CampaignDefinition } from './campaignDefinition.js';

/** Where a fault is: `subAudiences[0].treatments[1].name`. */
const pathText = (path: readonly PropertyKey[]): string =>
  path.map((part, n) => (typeof part === 'number' ? `[${part}]` : `${n === 0 ? '' : '.'}${String(part)}`)).join('');

/** Sentences that tell of at most so many faults. */
const mostFaults = 5;

/** A variable that was forgotten must not make a campaign without rules. */
const nullWords = 'is null: leave it out, or give it a value';

function words(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys')
    return `has no ${issue.keys
      .slice(0, mostFaults)
      .map((key) => `"${shortened(printable(key))}"`)
      .join(', ')}`;
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) return 'is missing';
  if (issue.code === 'invalid_type' && issue.message.endsWith('received null')) return nullWords;
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

/** The criteria of sub-audiences with their paths, of whatever was given. */
const criteriaIn = (given: unknown): [path: string, criteria: unknown][] => {
  const list = (given as { subAudiences?: unknown } | null | undefined)?.subAudiences;
  if (!Array.isArray(list)) return [];
  return (list as unknown[]).slice(0, 60).flatMap((one, n) => {
    const criteria = (one as { criteria?: unknown } | null)?.criteria;
    return criteria === undefined ? [] : [[`subAudiences[${n}].criteria`, criteria]];
  });
};

/**
 * Checks the definition of a campaign in all that needs no database, and fills in what is left out. Throws a `UserError` that names each
 * fault by its path.
 */
export function readDefinition(given: unknown): CampaignDefinition {
  for (const [path, criteria] of criteriaIn(given)) checkDefinition(criteria, path);
  const parsed = campaignDefinition.safeParse(given);
  if (!parsed.success) throw new UserError(sentence(parsed.error), 'INVALID_CAMPAIGN');
  return parsed.data;
}
