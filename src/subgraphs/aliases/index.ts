import { keyOf } from '../../federation/keyOf.js';
import type { Subgraph } from '../../federation/subgraph.js';
import { aliasResolvers } from './resolvers.js';
import { isToldOf, toFieldAlias } from './shape.js';

export const aliasesSubgraph: Subgraph = {
  name: 'aliases',
  resolvers: aliasResolvers,
  references: {
    FieldAlias: (representation, { catalogue, viewer }) => {
      const fieldId = keyOf(representation, 'fieldId');
      const meaning = catalogue.meanings.find((candidate) => String(candidate.fieldId) === fieldId);
      return meaning === undefined || !isToldOf(viewer, meaning) ? null : toFieldAlias(meaning);
    },
  },
};
