import type { Subgraph } from '../../federation/subgraph.js';
import { newsResolvers } from './resolvers.js';

export const newsSubgraph: Subgraph = { name: 'news', resolvers: newsResolvers, references: {} };
