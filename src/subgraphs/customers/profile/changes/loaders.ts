import DataLoader from 'dataloader';
import { loaderOf, type RequestContext } from '../../../../federation/requestContext.js';
import type { ProfileSelection } from '../../../../catalogue/reading/selection.js';
import { findChanges } from './queries.js';
import type { ChangeEnds, ChangeRow } from './shape.js';

/** What changed for each customer from one written day (null: before all) to another. */
export const changesLoader = (context: RequestContext, ends: ChangeEnds, selection: ProfileSelection) =>
  loaderOf<string, ChangeRow[]>(
    context,
    `changes ${JSON.stringify(ends)} ${selection.key}`,
    () => new DataLoader((ids) => findChanges(context, ids, ends, selection)),
  );
