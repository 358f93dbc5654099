import type { ConstDirectiveNode, DocumentNode } from 'graphql';
import { UserError } from '../../lib/errors/UserError.js';
import { didYouMean } from '../../lib/text/nearNames.js';
import { shortened } from '../../lib/text/shortened.js';
import { changeMembers, coordinatesIn } from './coordinates.js';
import { directiveFault, inFull, parseDirective } from './directiveFaults.js';

/** Directives of federation as the config file gives them: texts by coordinate. */
export type GivenDirectives = Readonly<Record<string, readonly string[]>>;

/** Refuses directives that the schema of a document cannot have. Throws a `UserError` whose sentence says which, and why. */
export function refuseBadDirectives(document: DocumentNode, given: GivenDirectives): void {
  const coordinates = coordinatesIn(document);
  for (const [coordinate, texts] of Object.entries(given)) {
    const location = coordinates.get(coordinate);
    const fault =
      location === undefined
        ? `the schema has nothing of that name.${didYouMean(coordinate, coordinates.keys())}`
        : directiveFault(texts, location);
    if (fault !== undefined)
      throw new UserError(`subgraph.directives."${shortened(coordinate)}" in the config file: ${fault}`, 'BAD_CONFIG');
  }
}

/** Directives with others beside them, which take the place of those of the same name: only `@tag` may stand several times. */
function replaced(own: readonly ConstDirectiveNode[] = [], given: readonly ConstDirectiveNode[]): ConstDirectiveNode[] {
  const names = new Set(given.map(({ name }) => name.value).filter((name) => name !== 'tag'));
  return [...own.filter(({ name }) => !names.has(name.value)), ...given];
}

/** A document with the directives that are given; those of what it does not have are left out. */
export function withDirectives(document: DocumentNode, given: GivenDirectives): DocumentNode {
  if (Object.keys(given).length === 0) return document;
  return changeMembers(document, (node, coordinate) => {
    const texts = Object.hasOwn(given, coordinate) ? (given[coordinate] ?? []) : [];
    const added = texts.flatMap((text) => parseDirective(text) ?? []).map(inFull);
    return added.length === 0 ? node : { ...node, directives: replaced(node.directives, added) };
  });
}
