import { refuseForLeast } from '../../access/leastGroup.js';
import { readsAllValues, unreadable } from '../../access/rights.js';
import type { Viewer } from '../../access/viewer.js';
import type { Resolvers } from '../../generated/resolvers.js';
import type { RequestContext } from '../../federation/requestContext.js';
import { checkKey } from '../../lib/checks/checkKey.js';
import { checkLength } from '../../lib/checks/checkLength.js';
import { UserError } from '../../lib/errors/UserError.js';
import { passing } from '../../lib/async/passing.js';
import type { News } from '../../news/News.js';
import { listLimits } from '../../words/limits.js';

function newsOf({ news }: RequestContext): News {
  if (news !== undefined) return news;
  throw new UserError('Subscriptions are answered by a server that stays, and not here.', 'OPERATION_NOT_SUPPORTED');
}

/**
 * Refuses news of segments to those who may not read everything, or are not told of small groups: how many came and left tells of what
 * its definition compares, whatever that comes to be. Throws a `UserError`.
 */
function checkFollower(viewer: Viewer): void {
  if (!readsAllValues(viewer)) throw unreadable(viewer, 'segmentChanged');
  refuseForLeast(viewer, 'segmentChanged');
}

/** What a field gives of a piece of news: the whole of it. */
const whole = <N>(news: N): N => news;

export const newsResolvers: Resolvers = {
  Subscription: {
    dataLoaded: {
      subscribe: async (_, { kinds }, context) => {
        checkLength(kinds ?? [], 'kinds', listLimits.loadKinds);
        const loads = await newsOf(context).loads.listen();
        return kinds == null ? loads : passing(loads, ({ kind }) => kinds.includes(kind));
      },
      resolve: whole,
    },
    catalogueChanged: { subscribe: (_, __, context) => newsOf(context).catalogue.listen(), resolve: whole },
    segmentChanged: {
      subscribe(_, { id }, context) {
        checkFollower(context.viewer);
        return newsOf(context).segments.listen(context.viewer, checkKey(id, 'id'));
      },
      resolve: whole,
    },
  },
};
