import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mergeTypeDefs } from '@graphql-tools/merge';
import { parse, print, visit, type DocumentNode } from 'graphql';
import { packageRoot } from '../lib/process/packageRoot.js';
import { isOfFederation } from '../subgraphSchema/specifications.js';
import { mergeKeys } from './keys.js';
import { schemaLinks } from './links.js';

const files = new Map<string, string>();

/** The SDL file of a subgraph, as it was when first read: a reload must not mix in the files of a newer program. */
export function readSubgraphSdl(name: string): string {
  const sdl = files.get(name) ?? readFileSync(join(packageRoot, 'schema', `${name}.graphql`), 'utf8');
  files.set(name, sdl);
  return sdl;
}

const withoutLinks = (document: DocumentNode): DocumentNode =>
  visit(document, { SchemaExtension: () => null, SchemaDefinition: () => null });

/** Several subgraphs as one, without what federation adds. */
export const mergeSubgraphs = (sdls: readonly string[]): DocumentNode =>
  // The links say to the merge that a type may have several keys, so they are taken away afterwards.
  withoutLinks(
    mergeTypeDefs(mergeKeys(sdls.map((sdl) => parse(sdl, { noLocation: true }))), { throwOnConflict: true }),
  );

/** Several subgraphs as one, with the links to the specifications that they use. */
export const linkedSdl = (merged: DocumentNode): DocumentNode => ({
  ...merged,
  definitions: [...parse(schemaLinks(merged), { noLocation: true }).definitions, ...merged.definitions],
});

/** The SDL for clients and their tools: without what only a router needs. */
export const plainSdl = (merged: DocumentNode): string =>
  print(visit(merged, { Directive: ({ name }) => (isOfFederation(name.value) ? null : undefined) }));
