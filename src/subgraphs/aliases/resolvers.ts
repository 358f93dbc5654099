import { meaningsOn } from '../../catalogue/catalogue.js';
import type { Resolvers } from '../../generated/resolvers.js';
import { toFieldAlias } from './shape.js';

/** The catalogue is part of the schema in force, so no field here asks the database. */
export const aliasResolvers: Resolvers = {
  Query: {
    fieldAliases: (_, { asOf }, { catalogue }) =>
      (asOf == null ? catalogue.meanings : meaningsOn(catalogue, asOf)).map(toFieldAlias),
  },
};
