import type { GraphQLResolveInfo } from 'graphql';
import { shownValue } from '../../access/shownValue.js';
import type { RequestContext } from '../../federation/requestContext.js';
import { noteMasked } from '../../lib/rights/maskedPlaces.js';

type OwnAttributes = Readonly<Record<string, string | null>> | null;

/**
 * What a source gives of an order or a line beside its columns, as the viewer may see it: nobody has classified it. Throws a
 * `UserError` (`VALUE_NOT_READABLE`) where the viewer may not ask for such values.
 */
export function ownAttributes(
  { attributes }: { readonly attributes: OwnAttributes },
  _: object,
  context: RequestContext,
  info: GraphQLResolveInfo,
): OwnAttributes {
  const asked = { kind: 'text', pii: null, name: 'attributes' } as const;
  const shown = Object.entries(attributes ?? {}).map(
    ([name, value]) => [name, shownValue(context.viewer, asked, value)] as const,
  );
  if (attributes === null) return shownValue(context.viewer, asked, null).value as null;
  if (shown.some(([, { isMasked }]) => isMasked)) noteMasked(context, info);
  return Object.fromEntries(shown.map(([name, { value }]) => [name, value]));
}
