import { Kind, visit, type DocumentNode } from 'graphql';
import { didYouMean } from '../lib/text/nearNames.js';
import { localName, type Link } from './links.js';
import { schemaFault } from './schemaFault.js';
import {
  federation1,
  federationIdentity,
  ownName,
  newestMinor,
  specifications,
  type SpecDefinition,
  type Specification,
} from './specifications.js';

/** Names that a document uses and defines, those of directives with `@`. */
interface DocumentNames {
  readonly used: ReadonlySet<string>;
  readonly defined: ReadonlySet<string>;
}

function namesIn(document: DocumentNode): DocumentNames {
  const used = new Set<string>();
  visit(document, {
    Directive: ({ name }) => void used.add(`@${name.value}`),
    NamedType: ({ name }) => void used.add(name.value),
  });
  const defined = document.definitions.flatMap((one) =>
    one.kind === Kind.DIRECTIVE_DEFINITION ? [`@${one.name.value}`] : 'name' in one && one.name ? [one.name.value] : [],
  );
  return { used, defined: new Set(defined) };
}

/** The minor version of federation 2 that a link names. Throws a `UserError` for another one. */
function minorOf({ identity, version = '' }: Link): number {
  const [, minor] = /^v2\.(\d+)$/.exec(version) ?? [];
  if (minor !== undefined) return Number(minor);
  throw schemaFault(
    `@link(url: "${identity}${version && `/${version}`}") names no version of federation 2: v2.0 to v2.${newestMinor} are known.`,
  );
}

/** Refuses imports that a specification does not have. One newer than is known here may have more. */
function checkImports(
  { identity, imports, version }: Link,
  { definitions, since }: Specification,
  minor: number,
): void {
  for (const own of imports.keys()) {
    const first = since[own] ?? 0;
    if (first > minor)
      throw schemaFault(`@link imports "${own}" of federation ${version}, and it came with v2.${first}: link that.`);
    if (!definitions.has(own) && minor <= newestMinor)
      throw schemaFault(
        `@link imports "${own}", which ${identity} does not have.${didYouMean(own, definitions.keys())}`,
      );
  }
}

/** A definition by the names that a schema has for it and for the types of its arguments. */
function renamed(
  definition: SpecDefinition,
  nameOf: (own: string) => string,
  known: Specification['definitions'],
): SpecDefinition {
  const rename = (node: SpecDefinition): SpecDefinition => ({
    ...node,
    name: { ...node.name, value: nameOf(ownName(node)).replace('@', '') },
  });
  const named = rename(definition);
  return visit(named, {
    NamedType: (node) =>
      known.has(node.name.value) ? { ...node, name: { ...node.name, value: nameOf(node.name.value) } } : undefined,
  });
}

/** The definitions that a document lacks of one specification: what it uses, what it imports, and the types of these. */
function missing(
  specification: Specification,
  nameOf: (own: string) => string,
  imported: Link['imports'],
  names: DocumentNames,
) {
  const { definitions } = specification;
  const wanted = (own: string) => imported.has(own) || names.used.has(nameOf(own));
  const directives = [...definitions.values()].filter(
    (one) => one.kind === Kind.DIRECTIVE_DEFINITION && wanted(ownName(one)) && !names.defined.has(nameOf(ownName(one))),
  );
  const types = new Set<string>();
  for (const directive of directives) visit(directive, { NamedType: ({ name }) => void types.add(name.value) });
  const scalars = [...definitions.values()].filter(
    (one) =>
      one.kind !== Kind.DIRECTIVE_DEFINITION &&
      (types.has(one.name.value) || wanted(one.name.value)) &&
      !names.defined.has(nameOf(one.name.value)),
  );
  return [...directives, ...scalars].map((one) => renamed(one, nameOf, definitions));
}

/** Of federation 1, which knows no links: directives have their own names, and one type has another. */
const federation1Name = (own: string): string => (own === 'FieldSet' ? '_FieldSet' : own);

/** What `@key` and the like are called in a schema: by the link of federation, or as in federation 1 without one. */
export function federationNames(links: readonly Link[]): (own: string) => string {
  const link = links.find(({ identity }) => identity === federationIdentity);
  return link === undefined ? federation1Name : (own) => localName(link, own);
}

/**
 * The definitions of the specifications that a document links and does not define itself, by the names that its links give them. One
 * without a link to federation is of federation 1. Throws a `UserError` for imports that there are not.
 */
export function specDefinitions(document: DocumentNode, links: readonly Link[]): SpecDefinition[] {
  const names = namesIn(document);
  const isFederation2 = links.some(({ identity }) => identity === federationIdentity);
  const ofFederation1 = isFederation2 ? [] : missing(federation1, federation1Name, new Map(), names);
  const found = new Map(ofFederation1.map((one) => [ownName(one), one]));
  for (const link of links) {
    const specification = specifications.get(link.identity);
    if (specification === undefined) continue;
    checkImports(link, specification, link.identity === federationIdentity ? minorOf(link) : newestMinor);
    for (const one of missing(specification, (own) => localName(link, own), link.imports, names))
      if (!found.has(ownName(one))) found.set(ownName(one), one);
  }
  return [...found.values()];
}

/**
 * A document without the directives of specifications that are not known here and that it does not define: they are for others who
 * read the SDL, and nothing is answered by them.
 */
export function withoutForeign(document: DocumentNode, links: readonly Link[]): DocumentNode {
  const foreign = links.filter(
    (link) =>
      !specifications.has(link.identity) || (link.identity === federationIdentity && minorOf(link) > newestMinor),
  );
  if (foreign.length === 0) return document;
  const { defined } = namesIn(document);
  const isForeign = (name: string): boolean =>
    !defined.has(name) &&
    foreign.some(
      ({ imports, prefix }) =>
        [...imports.values()].includes(name) || name.startsWith(`@${prefix}__`) || name === `@${prefix}`,
    );
  return visit(document, { Directive: ({ name }) => (isForeign(`@${name.value}`) ? null : undefined) });
}
