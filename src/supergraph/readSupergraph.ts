import {
  buildASTSchema,
  Kind,
  parse,
  validateSchema,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { UserError } from '../lib/errors/UserError.js';
import { GraphOwner } from './GraphOwner.js';
import { joinFault } from './joinFault.js';
import { readOwnership } from './Ownership.js';
import { readJoins } from './readJoins.js';
import { directiveArguments, Specs } from './Specs.js';
import type { Supergraph } from './Supergraph.js';
import { toApiDocument } from './toApiDocument.js';

/** How much of what is wrong is told. */
const longestReason = 1000;

const refused = (why: string): UserError =>
  new UserError(`The supergraph cannot be read: ${why.slice(0, longestReason)}`, 'SUPERGRAPH_INVALID');

function parseSdl(sdl: string): DocumentNode {
  if (sdl.trim() === '') throw refused('it is empty.');
  try {
    return parse(sdl, { noLocation: true });
  } catch (error) {
    throw refused((error as Error).message);
  }
}

/** The graphs by their names in `join__Graph`. */
function readGraphs(
  document: DocumentNode,
  specs: Specs,
): Map<string, { readonly name: string; readonly url: string }> {
  const graphs = document.definitions.flatMap((one) =>
    one.kind === Kind.ENUM_TYPE_DEFINITION && one.name.value === `${specs.join}__Graph` ? (one.values ?? []) : [],
  );
  if (graphs.length === 0) throw refused('it names no subgraphs, for it has no enum join__Graph with values.');
  return new Map(
    graphs.map(({ name: { value: key }, directives = [] }) => {
      const told = directives.find(({ name }) => name.value === `${specs.join}__graph`);
      const { name = key, url = '' } = told === undefined ? {} : directiveArguments(told);
      return [key, { name: typeof name === 'string' ? name : key, url: typeof url === 'string' ? url : '' }];
    }),
  );
}

function checkNames(document: DocumentNode): void {
  const seen = new Set<string>();
  for (const one of document.definitions) {
    if (!one.kind.endsWith('TypeDefinition') || !('name' in one) || one.name === undefined) continue;
    if (seen.has(one.name.value)) throw refused(`it defines ${one.name.value} twice.`);
    seen.add(one.name.value);
  }
}

function buildApi(document: DocumentNode, specs: Specs): GraphQLSchema {
  let schema: GraphQLSchema;
  try {
    // Directives that are used in it are not all defined in it.
    schema = buildASTSchema(toApiDocument(document, specs), { assumeValidSDL: true });
  } catch (error) {
    throw refused((error as Error).message);
  }
  const faults = validateSchema(schema).map(({ message }) => message);
  if (faults.length > 0) throw refused(`what clients would see is no schema. ${faults.join(' ')}`);
  return schema;
}

/** Reads a supergraph; what is none is a `UserError` with the code `SUPERGRAPH_INVALID`. */
export function readSupergraph(sdl: string): Supergraph {
  const document = parseSdl(sdl);
  const specs = new Specs(document.definitions);
  const graphs = readGraphs(document, specs);
  checkNames(document);
  const apiSchema = buildApi(document, specs);
  const fault = joinFault(document.definitions, new Set(graphs.keys()), specs);
  if (fault !== undefined) throw refused(fault);
  const types = readOwnership(document.definitions, specs);
  const owners = new Map([...graphs].map(([key, { name }]) => [name, new GraphOwner(key, types, apiSchema)]));
  const known = new WeakMap<OperationDefinitionNode, Map<string, boolean>>();
  return {
    sdl,
    apiSchema,
    graphs: [...graphs.values()],
    joins: readJoins(types, graphs),
    accessNames: {
      authenticated: specs.called('authenticated'),
      requiresScopes: specs.called('requiresScopes'),
      policy: specs.called('policy'),
    },
    servedBy(graph, whole, operation) {
      const answers = known.get(operation) ?? new Map<string, boolean>();
      known.set(operation, answers);
      let answer = answers.get(graph);
      if (answer === undefined) {
        answer = owners.get(graph)?.serves(whole, operation) ?? false;
        answers.set(graph, answer);
      }
      return answer;
    },
  };
}
