import { Kind, type ConstDirectiveNode, type ConstValueNode, type DocumentNode } from 'graphql';
import { schemaFault } from './schemaFault.js';
import { linkIdentity } from './specifications.js';

/** A specification that a schema uses, as its `@link` says. */
export interface Link {
  /** Its URL without the version. */
  readonly identity: string;
  /** Such as `v2.3`; undefined where the URL has none. */
  readonly version: string | undefined;
  /** Its name, by which a directive of the same name needs no prefix. */
  readonly name: string;
  /** What stands before names that are not imported. */
  readonly prefix: string;
  /** What names of it are called in the schema, directives with `@`. */
  readonly imports: ReadonlyMap<string, string>;
  readonly node: ConstDirectiveNode;
}

const argumentOf = (node: ConstDirectiveNode, wanted: string): ConstValueNode | undefined =>
  node.arguments?.find(({ name }) => name.value === wanted)?.value;

const textOf = (value: ConstValueNode | undefined): string | undefined =>
  value?.kind === Kind.STRING ? value.value : undefined;

const versionPattern = /^v\d+(\.\d+)?$/;

function readUrl(url: string): Pick<Link, 'identity' | 'name' | 'version'> {
  const parts = url.replace(/\/+$/, '').split('/');
  const last = parts.at(-1) ?? '';
  const version = versionPattern.test(last) ? last : undefined;
  const named = version === undefined ? parts : parts.slice(0, -1);
  return { identity: named.join('/'), name: named.at(-1) ?? '', version };
}

function readImport(value: ConstValueNode, url: string): readonly [string, string] {
  const fields = value.kind === Kind.OBJECT ? value.fields : [];
  const given = (wanted: string) => textOf(fields.find(({ name }) => name.value === wanted)?.value);
  const name = textOf(value) ?? given('name');
  if (name === undefined)
    throw schemaFault(
      `An import of @link(url: "${url}") is neither a name such as "@key" nor { name: "@key", as: "@primaryKey" }.`,
    );
  const local = given('as') ?? name;
  if (local.startsWith('@') !== name.startsWith('@'))
    throw schemaFault(
      `@link(url: "${url}") imports "${name}" as "${local}": names of directives begin with @, and those of types do not.`,
    );
  return [name, local];
}

function readLink(node: ConstDirectiveNode): Link {
  const url = textOf(argumentOf(node, 'url'));
  if (url === undefined) throw schemaFault(`A @${node.name.value} has no url: it must be a text.`);
  const about = readUrl(url);
  const imported = argumentOf(node, 'import');
  const single = imported === undefined || imported.kind === Kind.NULL ? [] : [imported];
  const values = imported?.kind === Kind.LIST ? imported.values : single;
  return {
    ...about,
    prefix: textOf(argumentOf(node, 'as')) ?? about.name,
    imports: new Map(values.map((value) => readImport(value, url))),
    node,
  };
}

/** The directives of a schema itself, those of its extensions too. */
export const schemaDirectives = ({ definitions }: DocumentNode): ConstDirectiveNode[] =>
  definitions.flatMap((one) =>
    one.kind === Kind.SCHEMA_DEFINITION || one.kind === Kind.SCHEMA_EXTENSION ? [...(one.directives ?? [])] : [],
  );

/** What a name of a specification is called in the schema that links it, directives with `@`. */
export function localName({ imports, name, prefix }: Pick<Link, 'imports' | 'name' | 'prefix'>, own: string): string {
  const imported = imports.get(own);
  if (imported !== undefined) return imported;
  if (!own.startsWith('@')) return `${prefix}__${own}`;
  return own === `@${name}` ? `@${prefix}` : `@${prefix}__${own.slice(1)}`;
}

/** The name that `@link` goes by: it may link, and with that rename, its own specification. */
function linkName(directives: readonly ConstDirectiveNode[]): string {
  for (const node of directives) {
    const url = textOf(argumentOf(node, 'url'));
    if (url === undefined || readUrl(url).identity !== linkIdentity) continue;
    if (localName(readLink(node), '@link') === `@${node.name.value}`) return node.name.value;
  }
  return 'link';
}

/** The specifications that a schema links, in their order; the one of `@link` itself first, also where it is not written down. */
export function readLinks(document: DocumentNode): Link[] {
  const directives = schemaDirectives(document);
  const name = linkName(directives);
  const nodes = directives.filter((one) => one.name.value === name);
  const links = nodes.map(readLink);
  const [first] = nodes;
  if (first === undefined || links.some(({ identity }) => identity === linkIdentity)) return links;
  const own = {
    identity: linkIdentity,
    version: 'v1.0',
    name: 'link',
    prefix: 'link',
    imports: new Map(),
    node: first,
  };
  return [own, ...links];
}
