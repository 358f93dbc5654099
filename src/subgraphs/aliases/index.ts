import { keyOf } from '../../federation/entities.js';
import type { Subgraph } from '../../federation/subgraph.js';
import { resolvers } from './resolvers.js';
import { toFieldAlias } from './shape.js';

export const aliases: Subgraph = {
  name: 'aliases',
  resolvers,
  references: {
    FieldAlias: (representation, { catalogue }) => {
      const fieldId = keyOf(representation, 'fieldId');
      const meaning = catalogue.meanings.find((candidate) => String(candidate.fieldId) === fieldId);
      return meaning === undefined ? null : toFieldAlias(meaning);
    },
  },
};
