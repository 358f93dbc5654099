import { UserError } from '../../lib/errors/UserError.js';
import { didYouMean } from '../../lib/text/nearNames.js';
import { shortened } from '../../lib/text/shortened.js';
import type { CampaignDefinition } from './campaignDefinition.js';

/** Throws a `UserError` with the path of a destination that the config does not have. */
export function checkDestinationNames(
  { subAudiences, remaining }: CampaignDefinition,
  destinations: readonly { readonly name: string }[],
): void {
  const known = destinations.map(({ name }) => name);
  const lists = [
    ...subAudiences.map(({ treatments }, n) => ({ path: `subAudiences[${n}]`, treatments })),
    ...(remaining === undefined ? [] : [{ path: 'remaining', treatments: remaining.treatments }]),
  ];
  for (const { path, treatments } of lists)
    for (const [n, treatment] of treatments.entries())
      for (const [m, { destination }] of treatment.destinations.entries())
        if (!known.includes(destination))
          throw new UserError(
            `"${path}.treatments[${n}].destinations[${m}].destination" is "${shortened(destination)}", which is none of the config.` +
              didYouMean(destination, known),
            'INVALID_CAMPAIGN',
          );
}
