import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { pino } from 'pino';
import { readConfig, type Config } from '../../../src/config.js';
import { serve } from '../../../src/serve.js';
import { cloneWithSlots } from '../../support/cloneWithSlots.js';
import { care } from './remotes/care.js';
import { loyalty } from './remotes/loyalty.js';
import { otherKeys } from './remotes/otherKeys.js';
import { servePlain, type ServedSubgraph } from './remotes/plainSubgraph.js';
import { addSampleData } from './sampleData.js';

type Json = Record<string, unknown>;

/** What an operation is asked of: Facet served over a database, the subgraphs of other teams, and all of them composed. */
export interface World {
  readonly supergraph: string;
  readonly urls: Readonly<Record<string, string>>;
  /** A server that joins the other subgraphs with its own, over the same database. */
  readonly gatewayUrl: string;
  /** Asks Facet itself. Throws where it answers with errors. */
  direct(query: string, variables?: Json): Promise<Json>;
  close(): Promise<void>;
}

/** Composes SDLs by the rules of Federation 2; throws with every fault. */
function composeAll(services: readonly { name: string; url: string; sdl: string }[]): string {
  const composed = composeServices(services.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })));
  if (composed.errors !== undefined) throw new Error(composed.errors.map(({ message }) => message).join('\n'));
  return composed.supergraphSdl;
}

/** The config of a server that joins subgraphs, as its users write it. */
function gatewayConfig(remotes: readonly (readonly [string, ServedSubgraph])[]): Config {
  const folder = mkdtempSync(join(tmpdir(), 'facet-engines-'));
  const file = join(folder, 'facet.yml');
  const subgraphs = remotes.map(([name, { url }]) => ({ name, url }));
  writeFileSync(file, JSON.stringify({ gateway: { subgraphs } }));
  const config = readConfig({ FACET_CONFIG: file });
  rmSync(folder, { recursive: true });
  return { ...config, port: 0 };
}

/** Opens it. The SDL of Facet is the one that it serves. */
export async function openWorld(): Promise<World> {
  const database = await cloneWithSlots();
  await addSampleData(database);
  const facet = await serve({ ...readConfig({}), port: 0 }, database.target, pino({ level: 'silent' }));
  const remotes: [string, ServedSubgraph][] = [];
  for (const [name, parts] of Object.entries({ loyalty, care, ...otherKeys }))
    remotes.push([name, await servePlain(parts)]);
  const url = `${facet.url}/graphql`;
  const direct = async (query: string, variables: Json = {}): Promise<Json> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: Json; errors?: unknown };
    if (errors !== undefined) throw new Error(`Facet answers ${JSON.stringify(errors)}`);
    return data;
  };
  await direct('mutation { createSegment(name: "Everybody", definition: {}) { segment { id } } }');
  const { _service } = await direct('{ _service { sdl } }');
  const { sdl } = _service as { sdl: string };
  const gateway = await serve(gatewayConfig(remotes), database.target, pino({ level: 'silent' }));
  return {
    gatewayUrl: `${gateway.url}/graphql`,
    supergraph: composeAll([
      { name: 'facet', url, sdl },
      ...remotes.map(([name, remote]) => ({ name, url: remote.url, sdl: remote.sdl })),
    ]),
    urls: { facet: url, ...Object.fromEntries(remotes.map(([name, remote]) => [name, remote.url])) },
    direct,
    async close() {
      await Promise.all(remotes.map(([, remote]) => remote.stop()));
      await gateway.stop(0);
      await facet.stop(0);
      await database.drop();
    },
  };
}
