import { loadavg } from 'node:os';
import { openDataSet } from '../serve/dataSet.js';
import { installPeers } from '../serve/installPeers.js';
import { startLoad } from '../serve/loadProcess.js';
import type { Pace } from '../serve/measure.js';
import { chosenNames, type ServeOptions } from '../serve/serveBench.js';
import { federationCases } from './federationCases.js';
import { gatewayNames, startGateways, type Gateways } from './gateways.js';
import { gatewayFigureTable, gatewayRatioTable, type GatewayReport } from './gatewayTable.js';
import { checkGateways, measureGateways } from './measureGateways.js';

/** What the options mean, for `--help`. */
export const federationHelp = `
  federation        Facet as the gateway of one remote subgraph, beside Hive Gateway over the same two subgraphs, on the data
                    set of "serve"; and what a gateway costs operations that need none
    --quick         short rounds: for a first look
    --only CASES    some cases alone: ${federationCases.map(({ name }) => name).join(', ')}
    --by NAMES      some gateways alone: ${gatewayNames.join(', ')}
    --fresh         makes the data set anew`;

const paces: Readonly<Record<'quick' | 'whole', Pace>> = {
  quick: { rounds: 3, seconds: 0.5, warmUpSeconds: 1 },
  whole: { rounds: 9, seconds: 2, warmUpSeconds: 4 },
};

/** Measures and prints. Throws where gateways answer differently. */
export async function federationBench(options: ServeOptions): Promise<void> {
  const names = chosenNames(options.only, federationCases.map(({ name }) => name), 'case'); // prettier-ignore
  const by = chosenNames(options.by, gatewayNames, 'gateway');
  const pace = paces[options.quick === true ? 'quick' : 'whole'];
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const [busy = 0] = loadavg();
  installPeers();
  const data = await openDataSet({ fresh: options.fresh === true });
  const load = await startLoad();
  const reports: GatewayReport[] = [];
  let gateways: Gateways | undefined;
  try {
    gateways = await startGateways(data, by);
    const { all } = gateways;
    for (const asked of federationCases.filter(({ name }) => names.includes(name))) {
      const chosen = all.filter(({ name }) => asked.by.includes(name) && by.includes(name));
      if (chosen.length === 0) continue;
      await checkGateways(chosen, asked);
      console.error(asked.title);
      const ofCase = options.quick === true ? pace : { ...pace, ...asked.finely };
      reports.push({ asked, measured: await measureGateways(load, chosen, asked, ofCase) });
    }
  } finally {
    await gateways?.stop();
    await load.stop();
    await data.close();
  }
  const how = `medians of ${pace.rounds} rounds of ${pace.seconds} s, of local questions of more and shorter ones`;
  console.log(`Node ${process.versions.node}; a load of ${busy.toFixed(1)} before; ${how}.\n`);
  console.log(`${gatewayRatioTable(reports)}\n\n${gatewayFigureTable(reports)}`);
}
