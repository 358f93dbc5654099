import { keyOf } from '../../federation/keyOf.js';
import type { Subgraph } from '../../federation/subgraph.js';
import { checkKey } from '../../lib/checks/checkKey.js';
import { loadList, loadSegment } from './loaders.js';
import { segmentResolvers } from './resolvers.js';

export const segmentsSubgraph: Subgraph = {
  name: 'segments',
  resolvers: segmentResolvers,
  references: {
    // Customers are known elsewhere: here their key is all that is needed. All are promises, so that a bad key fails together
    // with what other subgraphs say of it, and leaves none of their failures unheard.
    Customer: async (representation) => ({ id: checkKey(keyOf(representation, 'id'), 'id') }),
    SegmentList: async (representation, context) => loadList(context, checkKey(keyOf(representation, 'id'), 'id')),
    Segment: async (representation, context) => loadSegment(context, checkKey(keyOf(representation, 'id'), 'id')),
  },
};
