import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { packageRoot } from '../../src/lib/process/packageRoot.js';
import type { DataSet } from '../serve/dataSet.js';
import { facetCommand } from '../serve/servers.js';
import { startCommand, type Command, type Started } from '../serve/startCommand.js';

/**
 * Who is measured: Facet as the gateway that joins its own subgraph in the process; Facet as a gateway of which both subgraphs
 * are elsewhere, as they are for the others; Hive Gateway as it comes and with its planner in Rust; Facet without a gateway, twice, to
 * see how much two processes of the same differ.
 */
export const gatewayNames = ['facet', 'facet-remote', 'hive', 'hive-router', 'facet-alone', 'facet-again'] as const;

/** Those who have Facet's own data in their process. */
const ownData: ReadonlySet<string> = new Set(['facet', 'facet-alone', 'facet-again']);

/** One of those who are measured. */
export type GatewayName = (typeof gatewayNames)[number];

/** A gateway, and the process of the Facet that it asks as a subgraph, if that is another one. */
export interface Gateway extends Started {
  readonly name: GatewayName;
  readonly behind?: Started;
}

/** All gateways over the same two subgraphs. */
export interface Gateways {
  readonly all: readonly Gateway[];
  stop(): Promise<void>;
}

const script = (...path: readonly string[]): string => join(packageRoot, 'bench', ...path);

const askSdl = async ({ url, headers }: Started): Promise<string> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: '{ _service { sdl } }' }),
  });
  const { data } = (await response.json()) as { data?: { _service: { sdl: string } } };
  if (data === undefined) throw new Error(`${url} tells no SDL: it answers ${response.status}`);
  return data._service.sdl;
};

/** The supergraph of both subgraphs where they are. */
async function composed(subgraphs: Readonly<Record<string, Started>>): Promise<string> {
  const services = await Promise.all(
    Object.entries(subgraphs).map(async ([name, started]) => ({
      name,
      url: started.url,
      typeDefs: parse(await askSdl(started)),
    })),
  );
  const result = composeServices(services);
  if (result.errors !== undefined) throw new Error(result.errors.map(({ message }) => message).join('\n'));
  return result.supergraphSdl;
}

const node = { node: process.execPath, path: '/graphql', headers: {} };

/** Writes the file of a name and gives where it is. */
type WriteFile = (name: string, text: string) => string;

/** What is run for a gateway over two subgraphs that listen. */
async function commandsOf(
  data: Pick<DataSet, 'target' | 'key'>,
  { facet, loyalty }: Readonly<Record<'facet' | 'loyalty', Started>>,
  write: WriteFile,
): Promise<Readonly<Record<GatewayName, Command>>> {
  const supergraph = write('supergraph.graphql', await composed({ facet, loyalty }));
  const ofConfig = (name: string, gateway: string): Command =>
    facetCommand(data, { FACET_CONFIG: write(`${name}.yml`, `gateway: ${gateway}\n`) });
  const hive = (more: Readonly<Record<string, string>>): Command => ({
    ...node,
    headers: facet.headers,
    args: [script('federation', 'hiveGateway.js')],
    env: { NODE_ENV: 'production', SUPERGRAPH: supergraph, ...more },
  });
  const forward = 'defaults: { headers: { forward: [authorization] } }';
  return {
    facet: ofConfig('own', `{ subgraphs: [{ name: loyalty, url: '${loyalty.url}' }] }`),
    'facet-remote': ofConfig('remote', `{ local: false, supergraph: '${supergraph}', ${forward} }`),
    hive: hive({}),
    'hive-router': hive({ ROUTER_RUNTIME: 'true' }),
    // Not the one behind the others, which is asked more and so compiled better.
    'facet-alone': facetCommand(data),
    'facet-again': facetCommand(data),
  };
}

/** Starts the two subgraphs and the named gateways over them, each in a process of its own. */
export async function startGateways(
  data: Pick<DataSet, 'target' | 'key'>,
  names: readonly GatewayName[],
): Promise<Gateways> {
  const folder = mkdtempSync(join(tmpdir(), 'facet-bench-'));
  const started: Started[] = [];
  const start = async (command: Command): Promise<Started> => {
    const server = await startCommand(command);
    started.push(server);
    return server;
  };
  const stop = async (): Promise<void> => {
    for (const server of started) await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  const write: WriteFile = (name, text) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  try {
    const loyalty = await start({ ...node, args: [script('federation', 'loyalty.js')], env: {} });
    const facet = await start(facetCommand(data));
    const commands = await commandsOf(data, { facet, loyalty }, write);
    const all: Gateway[] = [];
    for (const name of names) {
      const isBehind = !ownData.has(name);
      all.push({ name, ...(await start(commands[name])), ...(isBehind && { behind: facet }) });
    }
    return { all, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
