import {
  Kind,
  parse,
  parseType,
  type ConstDirectiveNode,
  type DefinitionNode,
  type FieldDefinitionNode,
  type SelectionSetNode,
  type TypeDefinitionNode,
} from 'graphql';
import { namedTypeOf } from './namedTypeOf.js';
import { directiveArguments, type Specs } from './Specs.js';

type Types = ReadonlyMap<string, TypeDefinitionNode>;
type Node = { readonly directives?: readonly ConstDirectiveNode[] | undefined };

/** Finds what the `join__` directives name and a supergraph does not have. The native planner ends the process where it meets such a thing. */
class JoinChecker {
  constructor(
    private readonly types: Types,
    private readonly graphs: ReadonlySet<string>,
    private readonly prefix: string,
  ) {}

  /** The first fault, as a sentence; undefined for none. */
  fault(): string | undefined {
    for (const type of this.types.values()) {
      const found = this.faultOf(type.name.value, type, type.name.value);
      if (found !== undefined) return found;
      for (const field of ('fields' in type ? type.fields : undefined) ?? []) {
        const coordinate = `${type.name.value}.${field.name.value}`;
        const inField = this.faultOf(
          coordinate,
          field as FieldDefinitionNode,
          type.name.value,
          namedTypeOf(field.type),
        );
        if (inField !== undefined) return inField;
      }
      for (const value of ('values' in type ? type.values : undefined) ?? []) {
        const inValue = this.faultOf(`${type.name.value}.${value.name.value}`, value, type.name.value);
        if (inValue !== undefined) return inValue;
      }
    }
    return undefined;
  }

  /** @param behind the type of a field */
  private faultOf(coordinate: string, { directives = [] }: Node, type: string, behind = type): string | undefined {
    for (const one of directives) {
      if (!one.name.value.startsWith(`${this.prefix}__`)) continue;
      const given = directiveArguments(one);
      const { graph, key, requires, provides, interface: implemented, member, type: text } = given;
      if (typeof graph === 'string' && !this.graphs.has(graph))
        return `${coordinate} is said to be of the subgraph ${graph}, which it does not name.`;
      for (const name of [implemented, member])
        if (typeof name === 'string' && !this.types.has(name))
          return `${coordinate} names ${name}, which it does not define.`;
      const lacking =
        this.lacking(key, type, graph) ??
        this.lacking(requires, type, graph) ??
        this.lacking(provides, behind, graph) ??
        this.badType(text);
      if (lacking !== undefined) return `@${one.name.value} of ${coordinate} ${lacking}.`;
    }
    return undefined;
  }

  private isIn({ directives = [] }: Node, graph: unknown): boolean {
    const joined = directives.filter(({ name }) => name.value === `${this.prefix}__type`).map(directiveArguments);
    return typeof graph !== 'string' || joined.length === 0 || joined.some((one) => one['graph'] === graph);
  }

  private badType(text: unknown): string | undefined {
    if (typeof text !== 'string') return undefined;
    try {
      parseType(text);
      return undefined;
    } catch {
      return `has the type ${text}, which is none`;
    }
  }

  private lacking(text: unknown, type: string, graph: unknown): string | undefined {
    if (typeof text !== 'string' || text.trim() === '') return undefined;
    let selection: SelectionSetNode | undefined;
    try {
      const [read] = parse(`{ ${text} }`, { noLocation: true }).definitions;
      selection = read?.kind === Kind.OPERATION_DEFINITION ? read.selectionSet : undefined;
    } catch {
      selection = undefined;
    }
    return selection === undefined ? `has "${text}", which is no selection` : this.missing(selection, type, graph);
  }

  private missing({ selections }: SelectionSetNode, typeName: string, graph: unknown): string | undefined {
    const type = this.types.get(typeName);
    if (type !== undefined && !this.isIn(type, graph))
      return `names fields of ${typeName}, which ${String(graph)} does not have`;
    for (const one of selections) {
      if (one.kind === Kind.FRAGMENT_SPREAD) return `names the fragment ${one.name.value}`;
      const name = one.kind === Kind.FIELD ? one.name.value : (one.typeCondition?.name.value ?? typeName);
      if (name === '__typename') continue;
      if (one.kind === Kind.INLINE_FRAGMENT && !this.types.has(name)) return `names ${name}, which is no type of it`;
      const fields = type !== undefined && 'fields' in type ? (type.fields ?? []) : [];
      const field = one.kind === Kind.FIELD ? fields.find((its) => its.name.value === name) : undefined;
      if (one.kind === Kind.FIELD && field === undefined) return `names ${name}, which is no field of ${typeName}`;
      const inner =
        one.selectionSet && this.missing(one.selectionSet, field === undefined ? name : namedTypeOf(field.type), graph);
      if (inner !== undefined) return inner;
    }
    return undefined;
  }
}

/** What a supergraph says of subgraphs, types and fields that it does not have, as a sentence; undefined where all is there. */
export function joinFault(
  definitions: readonly DefinitionNode[],
  graphs: ReadonlySet<string>,
  { join }: Specs,
): string | undefined {
  const types = definitions.filter((one): one is TypeDefinitionNode => one.kind.endsWith('TypeDefinition'));
  return new JoinChecker(new Map(types.map((type) => [type.name.value, type])), graphs, join).fault();
}
