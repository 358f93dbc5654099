import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mergeTypeDefs } from '@graphql-tools/merge';
import { Kind, parse, print, visit, type DocumentNode, type FieldDefinitionNode } from 'graphql';
import { packageRoot } from '../lib/process/packageRoot.js';
import { isOfFederation } from '../subgraphSchema/specifications.js';
import { mergeKeys } from './keys.js';
import { withoutCosts } from './directives/withoutCosts.js';
import { schemaLinks } from './directives/links.js';

const files = new Map<string, string>();

/** The SDL file of a subgraph, as it was when first read: a reload must not mix in the files of a newer program. */
export function readSubgraphSdl(name: string): string {
  const sdl = files.get(name) ?? readFileSync(join(packageRoot, 'schema', `${name}.graphql`), 'utf8');
  files.set(name, sdl);
  return sdl;
}

const withoutLinks = (document: DocumentNode): DocumentNode =>
  visit(document, { SchemaExtension: () => null, SchemaDefinition: () => null });

/** The SDL file of a subgraph as old routers take it too: without what it says of costs. */
export const leanSubgraphSdl = (name: string): string =>
  print(linkedSdl(withoutLinks(withoutCosts(parse(readSubgraphSdl(name), { noLocation: true })))));

/** Several subgraphs as one, without what federation adds. */
export const mergeSubgraphs = (sdls: readonly string[]): DocumentNode =>
  // The links say to the merge that a type may have several keys, so they are taken away afterwards.
  withoutLinks(
    mergeTypeDefs(mergeKeys(sdls.map((sdl) => parse(sdl, { noLocation: true }))), { throwOnConflict: true }),
  );

const mergedFiles = new Map<string, DocumentNode>();

/** The SDL files of subgraphs as one, as they were when first read. */
export function mergeFiles(names: readonly string[]): DocumentNode {
  const key = names.join(' ');
  const known = mergedFiles.get(key) ?? mergeSubgraphs(names.map(readSubgraphSdl));
  mergedFiles.set(key, known);
  return known;
}

const ownersOf = new Map<string, ReadonlyMap<string, string>>();

/** The fields of the SDL files of subgraphs by their coordinates, such as `Query.orders`, with the first subgraph that has each. */
export function fieldOwners(names: readonly string[]): ReadonlyMap<string, string> {
  const key = names.join(' ');
  const known =
    ownersOf.get(key) ?? new Map(names.toReversed().flatMap((name) => fieldsOf(name).map((field) => [field, name])));
  ownersOf.set(key, known);
  return known;
}

function fieldsOf(name: string): string[] {
  return parse(readSubgraphSdl(name), { noLocation: true }).definitions.flatMap((one) =>
    'fields' in one && 'name' in one ? (one.fields ?? []).map((field) => `${one.name.value}.${field.name.value}`) : [],
  );
}

/**
 * A document whose object types have the fields too that extensions add to them; a catalogue adds some with each of its changes. Throws
 * an `Error` for SDL that adds anything else.
 */
export function withFields(document: DocumentNode, sdls: readonly string[]): DocumentNode {
  const added = new Map<string, FieldDefinitionNode[]>();
  for (const one of sdls.flatMap((sdl) => parse(sdl, { noLocation: true }).definitions)) {
    if (one.kind !== Kind.OBJECT_TYPE_EXTENSION)
      throw new Error(`Only fields of object types can be added: ${print(one)}`);
    added.set(one.name.value, [...(added.get(one.name.value) ?? []), ...(one.fields ?? [])]);
  }
  const definitions = document.definitions.map((one) => {
    const fields = one.kind === Kind.OBJECT_TYPE_DEFINITION ? added.get(one.name.value) : undefined;
    if (one.kind !== Kind.OBJECT_TYPE_DEFINITION || fields === undefined) return one;
    added.delete(one.name.value);
    return { ...one, fields: [...(one.fields ?? []), ...fields] };
  });
  if (added.size > 0) throw new Error(`There is no type to add fields to: ${[...added.keys()].join(', ')}`);
  return { ...document, definitions };
}

/** Several subgraphs as one, with the links to the specifications that they use. */
export const linkedSdl = (merged: DocumentNode): DocumentNode => ({
  ...merged,
  definitions: [...parse(schemaLinks(merged), { noLocation: true }).definitions, ...merged.definitions],
});

/** The SDL for clients and their tools: without what only a router needs. */
export const plainSdl = (merged: DocumentNode): string =>
  print(visit(merged, { Directive: ({ name }) => (isOfFederation(name.value) ? null : undefined) }));
