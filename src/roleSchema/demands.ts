import { valueFromASTUntyped, type ConstDirectiveNode } from 'graphql';
import type { RoleReader } from './RoleReader.js';

/** What `@authenticated`, `@requiresScopes` and `@policy` ask of whoever reads. */
export interface Demands {
  readonly isAuthenticated: boolean;
  /** Each of them must be met: by one of its lists, of which all must be there. */
  readonly scopes: readonly Alternatives[];
  readonly policies: readonly Alternatives[];
}

type Alternatives = readonly (readonly string[])[];

/** Something of an SDL that can have directives. */
export interface Directed {
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

/** What the directives of access are called in a schema, by what federation calls them; a name may be given twice. */
export type AccessNames = Readonly<Record<'authenticated' | 'requiresScopes' | 'policy', ReadonlySet<string>>>;

/** The names that they have where no link says otherwise. */
export const usualNames: AccessNames = {
  authenticated: new Set(['authenticated', 'federation__authenticated']),
  requiresScopes: new Set(['requiresScopes', 'federation__requiresScopes']),
  policy: new Set(['policy', 'federation__policy']),
};

/** The alternatives that an argument names; none where it is no list of lists, which nobody can meet. */
function alternativesIn({ arguments: given = [] }: ConstDirectiveNode, argument: string): Alternatives {
  const node = given.find(({ name }) => name.value === argument);
  const value: unknown = node === undefined ? [] : valueFromASTUntyped(node.value);
  // GraphQL takes one thing for a list of it.
  return (Array.isArray(value) ? (value as unknown[]) : [value]).map((all) =>
    (Array.isArray(all) ? (all as unknown[]) : [all]).map(String),
  );
}

/** All that some things of an SDL ask for together. */
export function demandsOf(all: readonly (Directed | null | undefined)[], names: AccessNames): Demands {
  const directives = all.flatMap((one) => one?.directives ?? []);
  const called = (name: keyof AccessNames): ConstDirectiveNode[] =>
    directives.filter((one) => names[name].has(one.name.value));
  return {
    isAuthenticated: called('authenticated').length > 0,
    scopes: called('requiresScopes').map((one) => alternativesIn(one, 'scopes')),
    policies: called('policy').map((one) => alternativesIn(one, 'policies')),
  };
}

const isMet = (alternatives: Alternatives, held: ReadonlySet<string> | null): boolean =>
  held === null || alternatives.some((all) => all.length > 0 && all.every((one) => held.has(one)));

const told = (alternatives: Alternatives): string =>
  alternatives.map((all) => all.map((one) => `"${one}"`).join(' and ')).join(', or ');

/** What of it a reader has not, as the end of a sentence; undefined where all is met. */
export function unmetDemand(
  { isAuthenticated, scopes, policies }: Demands,
  { role, isAuthenticated: isKnown }: RoleReader,
): string | undefined {
  if (isAuthenticated && !isKnown) return 'is for those alone who show a key or a token';
  const scope = scopes.find((one) => !isMet(one, role.scopes));
  if (scope !== undefined) return `asks for the scope ${told(scope)}`;
  const policy = policies.find((one) => !isMet(one, role.policies));
  return policy && `asks for the policy ${told(policy)}`;
}
