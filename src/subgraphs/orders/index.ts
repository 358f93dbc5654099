import { keyOf } from '../../federation/keyOf.js';
import type { Subgraph } from '../../federation/subgraph.js';
import { checkKey } from '../../lib/checks/checkKey.js';
import { loadOrder } from './askedOrder.js';
import { loadProduct } from './products/loaders.js';
import { orderResolvers } from './resolvers.js';

export const ordersSubgraph: Subgraph = {
  name: 'orders',
  resolvers: orderResolvers,
  references: {
    // Customers are known elsewhere: here their key is all that is needed. All are promises, so that a bad key fails together
    // with what other subgraphs say of it, and leaves none of their failures unheard.
    Customer: async (representation) => ({ id: checkKey(keyOf(representation, 'id'), 'id') }),
    Order: async (representation, context, info) =>
      loadOrder(context, { customerId: keyOf(representation, 'customerId'), id: keyOf(representation, 'id') }, info),
    Product: async (representation, context, info) => loadProduct(context, keyOf(representation, 'id'), info),
  },
};
