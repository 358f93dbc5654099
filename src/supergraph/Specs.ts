import { Kind, valueFromASTUntyped, type ConstDirectiveNode, type DefinitionNode } from 'graphql';

/** The arguments of a directive as plain values. */
export const directiveArguments = ({ arguments: given = [] }: ConstDirectiveNode): Record<string, unknown> =>
  Object.fromEntries(given.map(({ name, value }) => [name.value, valueFromASTUntyped(value)]));

/** A specification that a supergraph links. */
interface LinkedSpec {
  readonly name: string;
  /** What its names begin with, and the name of its directive of the same name. */
  readonly prefix: string;
  /** Names of it that stand without the prefix; those of directives begin with `@`. */
  readonly imported: readonly string[];
  readonly isApollo: boolean;
}

const ownSpecs = 'https://specs.apollo.dev/';

function toSpec(url: string, as: unknown, imports: unknown): LinkedSpec {
  const parts = url.split('/').filter((part) => part !== '');
  const last = parts.at(-1) ?? '';
  const name = (/^v\d+\.\d+$/.test(last) ? parts.at(-2) : last) ?? '';
  const imported = (Array.isArray(imports) ? (imports as unknown[]) : []).flatMap((one) => {
    if (typeof one === 'string') return [one];
    const { name: itsName, as: itsAs } = (one ?? {}) as { name?: unknown; as?: unknown };
    const called = itsAs ?? itsName;
    return typeof called === 'string' ? [called] : [];
  });
  return { name, prefix: typeof as === 'string' ? as : name, imported, isApollo: url.startsWith(ownSpecs) };
}

function linkedSpecs(definitions: readonly DefinitionNode[]): LinkedSpec[] {
  const schemas = definitions.filter(
    (one) => one.kind === Kind.SCHEMA_DEFINITION || one.kind === Kind.SCHEMA_EXTENSION,
  );
  return schemas
    .flatMap(({ directives = [] }) => directives)
    .flatMap((directive) => {
      const { url, feature, as, import: imports } = directiveArguments(directive);
      const address = directive.name.value === 'link' ? url : directive.name.value === 'core' ? feature : undefined;
      return typeof address === 'string' ? [toSpec(address, as, imports)] : [];
    });
}

/** Names that composers write without a link. */
const always = ['join', 'link', 'core', 'federation'];
/** Specifications of which clients and the gateway need nothing once the API schema is made. */
const spent = new Set(['join', 'link', 'core', 'inaccessible', 'federation']);

/** The specifications that a supergraph links, by which it is known what in it is not the API. */
export class Specs {
  private readonly apollo: readonly LinkedSpec[];
  private readonly spentDirectives: ReadonlySet<string>;
  private readonly hidden: ReadonlySet<string>;
  private readonly prefixes: ReadonlySet<string>;
  /** What `join__` is called. */
  readonly join: string;
  /** What `@inaccessible` is called. */
  readonly inaccessible: string;

  constructor(definitions: readonly DefinitionNode[]) {
    this.apollo = linkedSpecs(definitions).filter(({ isApollo }) => isApollo);
    this.join = this.called('join');
    this.inaccessible = this.called('inaccessible');
    this.prefixes = new Set([...always, ...this.apollo.map(({ prefix }) => prefix)]);
    this.hidden = new Set(this.apollo.flatMap(({ imported }) => imported));
    this.spentDirectives = new Set([...spent].map((name) => this.called(name)));
  }

  /** What a specification, and its directive of the same name, is called. */
  called(name: string): string {
    return this.apollo.find((spec) => spec.name === name)?.prefix ?? name;
  }

  /** Whether a type is a specification's, and not the API's. */
  ownsType(name: string): boolean {
    return this.hasPrefix(name) || this.hidden.has(name);
  }

  /** Whether the definition of a directive is a specification's, and not the API's. */
  ownsDirective(name: string): boolean {
    return this.prefixes.has(name) || this.hasPrefix(name) || this.hidden.has(`@${name}`);
  }

  /** Whether a use of a directive says nothing that matters beside the API schema. */
  isSpent(name: string): boolean {
    const end = name.indexOf('__');
    return this.spentDirectives.has(end < 0 ? name : name.slice(0, end));
  }

  private hasPrefix(name: string): boolean {
    const end = name.indexOf('__');
    return end > 0 && this.prefixes.has(name.slice(0, end));
  }
}
