import type { Catalogue } from '../catalogue/catalogue.js';
import type { DestinationConfig, OutgoingAttributes } from '../config.js';
import { UserError } from '../lib/errors/UserError.js';
import { didYouMean } from '../lib/text/nearNames.js';
import { shortened } from '../lib/text/shortened.js';
import { outgoingValue } from './values/outgoingValue.js';

/** What a definition says that a destination is given; its own attributes where they are left out. */
interface HandedOver {
  readonly destination: string;
  readonly attributes?: OutgoingAttributes | undefined;
}

/**
 * Checks that what is to be handed over is there, before it is. Throws a `UserError` that names a destination, a column or an
 * attribute that is not known, or what cannot be hashed.
 */
export function checkHandedOver(
  destinations: readonly DestinationConfig[],
  catalogue: Catalogue,
  all: readonly HandedOver[],
): void {
  for (const { destination, attributes } of all) {
    const config = destinations.find(({ name }) => name === destination);
    if (config === undefined) {
      const near = didYouMean(
        destination,
        destinations.map(({ name }) => name),
      );
      throw new UserError(`There is no destination "${shortened(destination)}" in the config.${near}`);
    }
    const settings = { catalogue, day: null, callingCode: config.callingCode };
    for (const one of attributes ?? config.attributes ?? []) outgoingValue(one, settings);
  }
}
