import type { Subgraph } from '../federation/subgraph.js';
import { aliasesSubgraph } from './aliases/index.js';
import { customersSubgraph } from './customers/index.js';
import { campaignsSubgraph } from './campaigns/index.js';
import { metricsSubgraph } from './metrics/index.js';
import { newsSubgraph } from './news/index.js';
import { ordersSubgraph } from './orders/index.js';
import { plannedCampaignsSubgraph } from './plannedCampaigns/index.js';
import { segmentsSubgraph } from './segments/index.js';
import { validationSubgraph } from './validation/index.js';

/** Every subgraph that this process serves. */
export const subgraphs: readonly Subgraph[] = [
  customersSubgraph,
  aliasesSubgraph,
  metricsSubgraph,
  campaignsSubgraph,
  ordersSubgraph,
  plannedCampaignsSubgraph,
  segmentsSubgraph,
  validationSubgraph,
  newsSubgraph,
];
