import { Command } from 'commander';
import { defineCheck } from './checkCommand.js';
import { defineCompose } from './composeCommand.js';
import { definePublish } from './publishCommand.js';

/** `facet supergraph compose | check | publish` */
export function supergraphCommand(): Command {
  const supergraph = new Command('supergraph').description(
    'The supergraph of this server and the subgraphs that the config names',
  );
  defineCompose(supergraph);
  defineCheck(supergraph);
  definePublish(supergraph);
  return supergraph;
}
