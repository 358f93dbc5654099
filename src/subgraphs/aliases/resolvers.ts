import { meaningsOn } from '../../catalogue/catalogue.js';
import type { Resolvers } from '../../generated/resolvers.js';
import { isToldOf, toFieldAlias } from './shape.js';

/** The catalogue is part of the schema in force, so no field here asks the database. */
export const aliasResolvers: Resolvers = {
  Query: {
    fieldAliases: (_, { asOf }, { catalogue, viewer }) =>
      (asOf == null ? catalogue.meanings : meaningsOn(catalogue, asOf))
        .filter((meaning) => isToldOf(viewer, meaning))
        .map(toFieldAlias),
  },
};
