import type { JoinedHealth } from '../../joining/JoinedHealth.js';

/** The health of joined subgraphs as it is answered. */
export const joinedFields = ({ subgraphs, isBehind }: JoinedHealth) => ({
  supergraph: isBehind ? 'behind' : 'current',
  subgraphs: subgraphs.map(({ name, state, since, counts }) => ({ name, state, since: since ?? 'never', ...counts })),
});
