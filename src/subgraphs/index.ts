import type { Subgraph } from '../federation/subgraph.js';
import { aliases } from './aliases/index.js';
import { customers } from './customers/index.js';
import { campaigns } from './campaigns/index.js';
import { metrics } from './metrics/index.js';

/** Every subgraph that this process serves. */
export const subgraphs: readonly Subgraph[] = [customers, aliases, metrics, campaigns];
