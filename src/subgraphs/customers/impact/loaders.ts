import DataLoader from 'dataloader';
import { loaderOf, type RequestContext } from '../../../federation/requestContext.js';
import { listDays } from '../../../lib/time/days.js';
import { checkSize, exactProfileLoader } from '../profile/loaders.js';
import { toSelection, type ProfileSelection } from '../../../catalogue/reading/selection.js';
import type { CustomerProfileRow } from '../profile/shape.js';
import type { Stretch } from './shape.js';

const nothing = toSelection([]);

/**
 * For each customer the snapshots of all days of a stretch; null on a day without one, and where nothing of them is selected.
 * Stretches that are loaded together are read by one statement.
 */
export const impactLoader = (context: RequestContext, { from, to }: Stretch, selection: ProfileSelection | null) =>
  loaderOf<string, (CustomerProfileRow | null)[]>(
    context,
    `impact ${from} ${to} ${JSON.stringify(selection?.key)}`,
    () =>
      new DataLoader(async (ids) => {
        const days = listDays(from, to);
        // Days without a snapshot are answered too, so they count.
        checkSize(`customers: ${ids.length}, days: ${days.length}`, ids.length * days.length, selection ?? nothing);
        const profiles = exactProfileLoader(context);
        const ofCustomer = async (customerId: string) =>
          selection === null
            ? days.map(() => null)
            : Promise.all(days.map((day) => profiles.load({ customerId, day, selection })));
        return Promise.all(ids.map(ofCustomer));
      }),
  );
