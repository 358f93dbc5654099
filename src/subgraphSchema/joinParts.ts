import { Kind, parseConstValue, print, visit, type ConstDirectiveNode, type DocumentNode } from 'graphql';
import { once } from '../lib/async/once.js';
import { readLinks, type Link } from './links.js';
import type { SdlPart } from './readTypeDefs.js';
import { schemaFault } from './schemaFault.js';

/** The SDL of a subgraph as one document, and as `_service` answers it. */
export interface JoinedSdl {
  readonly document: DocumentNode;
  /** Written when it is first asked for. */
  readonly sdl: () => string;
}

const versionNumbers = (version = 'v0.0'): readonly [number, number] => {
  const [major = 0, minor = 0] = version.slice(1).split('.').map(Number);
  return [major, minor];
};

const urlOf = ({ identity, version }: Pick<Link, 'identity' | 'version'>): string =>
  version === undefined ? identity : `${identity}/${version}`;

/** Two links of one specification as one: the newer version, and what either imports. */
function mergedLink(one: Link, other: Link): Link {
  const [[major, minor], [otherMajor, otherMinor]] = [versionNumbers(one.version), versionNumbers(other.version)];
  const fault = (what: string) =>
    schemaFault(`Two parts of the SDL link ${one.identity} with different ${what}: one schema can have but one.`);
  if (major !== otherMajor) throw fault('versions');
  if (one.prefix !== other.prefix) throw fault('prefixes ("as")');
  for (const [own, local] of other.imports)
    if ((one.imports.get(own) ?? local) !== local) throw fault(`names for "${own}"`);
  return {
    ...one,
    version: otherMinor > minor ? other.version : one.version,
    imports: new Map([...one.imports, ...other.imports]),
  };
}

function linkNode({ node, imports, ...link }: Link): ConstDirectiveNode {
  const values = [...imports].map(([own, local]) =>
    own === local ? JSON.stringify(own) : `{ name: ${JSON.stringify(own)}, as: ${JSON.stringify(local)} }`,
  );
  const given = { url: JSON.stringify(urlOf(link)), import: `[${values.join(', ')}]` };
  const kept = (node.arguments ?? []).filter(({ name }) => name.value !== 'url' && name.value !== 'import');
  const written = Object.entries(given).map(([name, value]) => ({
    kind: Kind.ARGUMENT as const,
    name: { kind: Kind.NAME as const, value: name },
    value: parseConstValue(value, { noLocation: true }),
  }));
  return { ...node, arguments: [...written, ...kept] };
}

/** One link for each specification: parts that were written apart link what each of them uses. */
function mergeLinks(document: DocumentNode): DocumentNode {
  const links = readLinks(document);
  const merged = new Map<string, Link>();
  for (const link of links) {
    const known = merged.get(link.identity);
    merged.set(link.identity, known === undefined ? link : mergedLink(known, link));
  }
  if (merged.size === links.length) return document;
  const firsts = new Map([...merged.values()].map((link) => [link.node, link]));
  const isLink = new Set(links.map(({ node }) => node));
  return visit(document, {
    Directive(node) {
      if (!isLink.has(node as ConstDirectiveNode)) return undefined;
      const link = firsts.get(node as ConstDirectiveNode);
      if (link === undefined) return null;
      return links.includes(link) ? undefined : linkNode(link);
    },
  });
}

const entranceTypes = new Set(['_Any', '_Entity', '_Service']);
const entranceFields = new Set(['_entities', '_service']);

const isNamed = (names: ReadonlySet<string>, node: object): boolean =>
  'name' in node && names.has((node.name as { readonly value: string } | undefined)?.value ?? '');

/** Without what federation adds to a schema, which other libraries print with it. */
function withoutEntrances(document: DocumentNode): DocumentNode {
  const isEntrance = (node: object): boolean => isNamed(entranceFields, node);
  const hasAny = document.definitions.some(
    (one) => isNamed(entranceTypes, one) || ('fields' in one && (one.fields ?? []).some(isEntrance)),
  );
  if (!hasAny) return document;
  const definitions = document.definitions
    .filter((one) => !isNamed(entranceTypes, one))
    .map((one) => ('fields' in one ? { ...one, fields: one.fields?.filter((field) => !isEntrance(field)) } : one));
  return { ...document, definitions: definitions as DocumentNode['definitions'] };
}

/**
 * The parts of an SDL as one. What `_service` answers is the text as it was written, unless the parts cannot stand beside each other so:
 * they link the same specification, or hold what federation adds. Throws a `UserError` for links that contradict each other.
 */
export function joinParts(parts: readonly SdlPart[]): JoinedSdl {
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: parts.flatMap((part) => part.document.definitions),
  };
  const joined = withoutEntrances(mergeLinks(document));
  const texts = parts.map(({ text }) => text);
  const isAsWritten = joined === document && !texts.includes(undefined);
  return { document: joined, sdl: once(() => (isAsWritten ? texts.join('\n\n') : print(joined))) };
}
