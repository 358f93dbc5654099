import { idAlone } from '../../federation/keyAlone.js';
import { keyOf } from '../../federation/keyOf.js';
import type { Subgraph } from '../../federation/subgraph.js';
import { checkKey } from '../../lib/checks/checkKey.js';
import { loadList, loadSegment } from './loaders.js';
import { segmentResolvers } from './resolvers.js';

export const segmentsSubgraph: Subgraph = {
  name: 'segments',
  resolvers: segmentResolvers,
  references: {
    // All are promises, as `idAlone` tells.
    Customer: idAlone(),
    SegmentList: async (representation, context) => loadList(context, checkKey(keyOf(representation, 'id'), 'id')),
    Segment: async (representation, context) => loadSegment(context, checkKey(keyOf(representation, 'id'), 'id')),
  },
};
