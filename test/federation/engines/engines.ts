import { getStitchedSchemaFromSupergraphSdl } from '@graphql-tools/federation';
import type { Executor } from '@graphql-tools/utils';
import {
  buildSchema,
  execute,
  parse,
  print,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { createJoinedExecutor } from '../../../src/planning/createJoinedExecutor.js';
import { readSupergraph } from '../../../src/supergraph/readSupergraph.js';
import type { World } from './world.js';

/** Asks an operation of a supergraph. */
export type Ask = (source: string, variables: Readonly<Record<string, unknown>>) => Promise<ExecutionResult>;

/** What an engine asks a subgraph. */
interface Call {
  readonly document: DocumentNode;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
}

async function callOverHttp(url: string | undefined, { document, variables }: Call): Promise<ExecutionResult> {
  const response = await fetch(String(url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query: print(document), variables }),
  });
  return (await response.json()) as ExecutionResult;
}

/** A document that is valid by the schema that clients see; an engine is asked nothing else. */
function validDocument(schema: GraphQLSchema, source: string) {
  const document = parse(source);
  const faults = validate(schema, document);
  if (faults.length > 0) throw new Error(`The operation is not valid: ${faults.join('; ')}`);
  return document;
}

/** What is used of router-runtime. Its own types change those of graphql for the whole program. */
interface RouterRuntime {
  readonly unifiedGraphHandler: (options: {
    readonly unifiedGraph: GraphQLSchema;
    readonly getUnifiedGraphSDL: () => string;
    readonly onSubgraphExecute: (name: string, call: Call) => Promise<ExecutionResult>;
  }) => Promise<{ readonly unifiedGraph: GraphQLSchema; readonly executor: (call: Call) => Promise<ExecutionResult> }>;
}

async function routerRuntime({ supergraph: sdl, urls }: World): Promise<Ask> {
  const installed: string = '@graphql-hive/router-runtime';
  const { unifiedGraphHandler } = (await import(installed)) as RouterRuntime;
  const { unifiedGraph, executor } = await unifiedGraphHandler({
    unifiedGraph: buildSchema(sdl, { assumeValid: true, assumeValidSDL: true }),
    getUnifiedGraphSDL: () => sdl,
    onSubgraphExecute: (name, call) => callOverHttp(urls[name.toLowerCase()], call),
  });
  return async (source, variables) => executor({ document: validDocument(unifiedGraph, source), variables });
}

function stitching({ supergraph: supergraphSdl, urls }: World): Ask {
  const schema = getStitchedSchemaFromSupergraphSdl({
    supergraphSdl,
    onSubschemaConfig: (config) => {
      const call = (asked: Call) => callOverHttp(urls[config.name.toLowerCase()], asked);
      config.executor = call as Executor;
    },
  });
  return async (source, variableValues) =>
    execute({ schema, document: validDocument(schema, source), variableValues, contextValue: {} });
}

/** Facet's own executor, with every subgraph called over HTTP. */
const own =
  (engine: 'planner' | 'stitching') =>
  async ({ supergraph: sdl, urls }: World): Promise<Ask> => {
    const supergraph = readSupergraph(sdl);
    const executor = await createJoinedExecutor(supergraph, { engine });
    return (source, variables) => {
      const document = validDocument(supergraph.apiSchema, source);
      const { signal } = new AbortController();
      return executor.execute({ document, operationName: null, variables, signal }, (call) =>
        callOverHttp(urls[call.subgraph.toLowerCase()], call),
      );
    };
  };

/** Facet as the gateway, with its own subgraph in the process. */
const gateway =
  ({ gatewayUrl }: World): Ask =>
  async (source, variables) =>
    callOverHttp(gatewayUrl, { document: parse(source), variables });

/** Other people's engines as gateways use them, Facet's own executor with both planners, and Facet as the gateway. */
export const engines = {
  'router-runtime': routerRuntime,
  stitching,
  'Facet by the planner': own('planner'),
  'Facet by stitching': own('stitching'),
  'Facet as the gateway': gateway,
} as const satisfies Readonly<Record<string, (world: World) => Ask | Promise<Ask>>>;

/** The name of an engine. */
export type EngineName = keyof typeof engines;
