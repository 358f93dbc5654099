import { createCatalogue, type Catalogue } from '../../src/catalogue/catalogue.js';
import { planChange } from '../../src/catalogue/plan.js';
import { readConfig } from '../../src/config.js';
import { additionsFor } from '../../src/enrichment/syncCatalogue.js';
import { localSdl } from '../../src/federation/buildSchema.js';
import { subgraphs } from '../../src/subgraphs/index.js';
import { compose } from './composeSupergraph.js';

/** Any day will do: what is added to an empty catalogue holds on every day. */
const today = '2026-01-01';

/** The catalogue that the first snapshot gives to an empty database with the default configuration. */
export function firstCatalogue(): Catalogue {
  const facts = { today, newestDay: null, oldestDay: null };
  let catalogue = createCatalogue(0, []);
  for (const addition of additionsFor(readConfig({}))) {
    const plan = planChange(catalogue, addition, facts);
    if (plan.do !== 'insert') throw new Error(`An empty catalogue cannot take "${addition.alias}": ${plan.sentence}`);
    const fieldId = catalogue.meanings.length + 1;
    catalogue = createCatalogue(0, [...catalogue.meanings, { ...plan.meaning, fieldId }]);
  }
  return catalogue;
}

/** The SDL that `_service` answers with over that catalogue. */
export const demoSdl = (): string => localSdl(subgraphs, firstCatalogue(), today);

/** The whole schema as a client sees it, generated fields included, without what only federation needs. */
export const demoClientSchema = (): string => compose([{ name: 'facet', sdl: demoSdl() }]).publicSdl;
