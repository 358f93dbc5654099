import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mergeTypeDefs } from '@graphql-tools/merge';
import { Kind, parse, print, visit, type DocumentNode } from 'graphql';
import { packageRoot } from '../lib/process/packageRoot.js';
import type { EntityLimits } from './entities.js';
import { mergeKeys } from './keys.js';

const files = new Map<string, string>();

/** The SDL file of a subgraph, as it was when first read: a reload must not mix in the files of a newer program. */
export function readSubgraphSdl(name: string): string {
  const sdl = files.get(name) ?? readFileSync(join(packageRoot, 'schema', `${name}.graphql`), 'utf8');
  files.set(name, sdl);
  return sdl;
}

/** What every subgraph may use without defining it. */
const federationDefinitions = parse(`
  "An object's type name and the fields of one of its keys."
  scalar _Any
  "Fields of a type, as in a selection."
  scalar FieldSet
  "The name of something that a specification defines."
  scalar link__Import
  "Says which specification the schema uses."
  directive @link(
    "The specification and its version."
    url: String!
    "The prefix of its names, where they are not imported."
    as: String
    "The names used without a prefix."
    import: [link__Import]
  ) repeatable on SCHEMA
  "Says which fields identify an object for other subgraphs."
  directive @key(
    "The fields."
    fields: FieldSet!
    "Whether this subgraph answers for objects by this key."
    resolvable: Boolean = true
  ) repeatable on OBJECT | INTERFACE
  "Says that other subgraphs may define the same."
  directive @shareable repeatable on OBJECT | FIELD_DEFINITION
  "This server as one federation subgraph."
  type _Service {
    "Its schema in the federation's definition language."
    sdl: String!
  }
`);

/** The keyed types of a document. */
const entityTypes = (document: DocumentNode): string[] =>
  document.definitions.flatMap((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION &&
    definition.directives?.some(({ name }) => name.value === 'key') === true
      ? [definition.name.value]
      : [],
  );

const withoutLinks = (document: DocumentNode): DocumentNode =>
  visit(document, { SchemaExtension: () => null, SchemaDefinition: () => null });

/** Several subgraphs as one, without what federation adds. */
export const mergeSubgraphs = (sdls: readonly string[]): DocumentNode =>
  // The links say to the merge that a type may have several keys, so they are taken away afterwards.
  withoutLinks(
    mergeTypeDefs(mergeKeys(sdls.map((sdl) => parse(sdl, { noLocation: true }))), { throwOnConflict: true }),
  );

const link = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])
`;

/** The SDL that `_service` answers with. */
export const serviceSdl = (merged: DocumentNode): string => `${link}\n${print(merged)}`;

const federationDirectives = new Set(
  federationDefinitions.definitions.flatMap((one) => (one.kind === Kind.DIRECTIVE_DEFINITION ? [one.name.value] : [])),
);

/** The SDL for clients and their tools: without what only a router needs. */
export const plainSdl = (merged: DocumentNode): string =>
  print(visit(merged, { Directive: ({ name }) => (federationDirectives.has(name.value) ? null : undefined) }));

/** The document of an executable schema: the subgraphs, the federation's own definitions, and its two entrances. */
export function executableDocument(merged: DocumentNode, { representations }: EntityLimits): DocumentNode {
  const most = representations.toLocaleString('en');
  const entrances = parse(`
    "Every object that another subgraph can ask for by its key."
    union _Entity = ${entityTypes(merged).join(' | ')}
    extend type Query {
      "This server's schema as a federation subgraph."
      _service: _Service!
      "Objects of this server by the keys that another subgraph gives."
      _entities("Keys with their type names; ${most} at most, equal ones counted once." representations: [_Any!]!): [_Entity]!
    }`);
  return mergeTypeDefs([merged, federationDefinitions, entrances]);
}
