import { Kind, type ConstDirectiveNode, type DocumentNode } from 'graphql';
import { textArgument } from '../facts/specificationNames.js';

const newest = 9;

/** A `@link` to a Federation 2 that is newer than the composer knows, as one to the newest that it knows. */
function lowered(link: ConstDirectiveNode): ConstDirectiveNode {
  const url = textArgument(link, 'url') ?? '';
  const [, space, minor] = /^(https:\/\/specs\.apollo\.dev\/federation\/v2\.)(\d+)$/.exec(url) ?? [];
  if (minor === undefined || Number(minor) <= newest) return link;
  const given = (link.arguments ?? []).map((one) =>
    one.name.value === 'url' ? { ...one, value: { kind: Kind.STRING, value: `${space}${newest}` } as const } : one,
  );
  return { ...link, arguments: given };
}

/**
 * The document of a subgraph for the composer, which knows Federation up to v2.9: each version adds directives to the one before,
 * so a subgraph of a newer one that uses none of the new ones composes as it is. The composer names those that it does not know.
 */
export const lowerVersion = (document: DocumentNode): DocumentNode => ({
  ...document,
  definitions: document.definitions.map((one) =>
    one.kind === Kind.SCHEMA_EXTENSION || one.kind === Kind.SCHEMA_DEFINITION
      ? {
          ...one,
          directives: (one.directives ?? []).map((link) => (link.name.value === 'link' ? lowered(link) : link)),
        }
      : one,
  ),
});
