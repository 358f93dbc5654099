import type { CampaignDefinition } from '../campaigns/definition/campaignDefinition.js';
import { checkDestinationNames } from '../campaigns/definition/checkDestinationNames.js';
import { treatmentsOf } from '../campaigns/definition/treatmentsOf.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import type { DestinationConfig } from '../config.js';
import { checkHandedOver } from './checkHandedOver.js';

/** Checks the destinations of a definition, and what they are to be given. It throws a `UserError` for what is not known. */
export const checkDestinations =
  (destinations: readonly DestinationConfig[], catalogue: Catalogue) =>
  (definition: CampaignDefinition): void => {
    checkDestinationNames(definition, destinations);
    checkHandedOver(
      destinations,
      catalogue,
      treatmentsOf(definition).flatMap(({ treatment }) => treatment.destinations),
    );
  };
