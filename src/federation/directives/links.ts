import { Kind, visit, type DocumentNode } from 'graphql';
import { federationIdentity, specifications } from '../../subgraphSchema/specifications.js';

/** The specification of `@pii`, by which composers know that it is one directive in all subgraphs. */
const piiUrl = 'https://facet.example/pii/v1.0';

const since = specifications.get(federationIdentity)?.since ?? {};

const federationNames: ReadonlySet<string> = new Set(specifications.get(federationIdentity)?.definitions.keys());

/** The directives of federation that a document uses, with `@`. */
function usedDirectives(document: DocumentNode): Set<string> {
  const used = new Set<string>();
  visit(document, {
    Directive: ({ name }) => {
      if (federationNames.has(`@${name.value}`)) used.add(`@${name.value}`);
    },
  });
  return used;
}

/**
 * The links of the SDL that `_service` answers with: to the lowest version of federation that has all that is used, so that old routers
 * take it too, and to the specification of `@pii`, which composition is to keep.
 */
export function schemaLinks(document: DocumentNode): string {
  const hasPii = document.definitions.some((one) => one.kind === Kind.DIRECTIVE_DEFINITION && one.name.value === 'pii');
  const used = [...usedDirectives(document), ...(hasPii ? ['@composeDirective'] : [])].toSorted();
  const minor = Math.max(0, ...used.map((name) => since[name] ?? 0));
  const imports = used.map((name) => `"${name}"`).join(', ');
  const federation = `@link(url: "${federationIdentity}/v2.${minor}", import: [${imports}])`;
  const pii = `\n  @link(url: "${piiUrl}", import: ["@pii"])\n  @composeDirective(name: "@pii")`;
  return `extend schema\n  ${federation}${hasPii ? pii : ''}\n`;
}
