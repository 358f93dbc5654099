import { idAlone } from '../../federation/keyAlone.js';
import { keyOf } from '../../federation/keyOf.js';
import type { Subgraph } from '../../federation/subgraph.js';
import { loadOrder } from './askedOrder.js';
import { loadProduct } from './products/loaders.js';
import { orderResolvers } from './resolvers.js';

export const ordersSubgraph: Subgraph = {
  name: 'orders',
  resolvers: orderResolvers,
  references: {
    // All are promises, as `idAlone` tells.
    Customer: idAlone(),
    Order: async (representation, context, info) =>
      loadOrder(context, { customerId: keyOf(representation, 'customerId'), id: keyOf(representation, 'id') }, info),
    Product: async (representation, context, info) => loadProduct(context, keyOf(representation, 'id'), info),
  },
};
