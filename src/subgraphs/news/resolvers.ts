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
      subscribe: (_, { id }, context) => newsOf(context).segments.listen(context.viewer, checkKey(id, 'id')),
      resolve: whole,
    },
  },
};
