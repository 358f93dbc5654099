import {
  Kind,
  parse,
  print,
  visit,
  type DocumentNode,
  type FieldDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { SubgraphFacts } from '../facts/readSubgraph.js';
import { namedTypeOf } from '../facts/TypeFacts.js';
import { textArgument } from '../facts/specificationNames.js';

/** The selection that a field set such as `body { area }` stands for; undefined where it is none, which the composer tells. */
function parseFieldSet(text: string): SelectionSetNode | undefined {
  try {
    const [operation] = parse(`{ ${text} }`, { noLocation: true }).definitions;
    return operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet : undefined;
  } catch {
    return undefined;
  }
}

/** Expands what a selection asks of abstract types into what it asks of the objects behind them. */
class Expansion {
  constructor(private readonly types: SubgraphFacts['types']) {}

  selections({ selections }: SelectionSetNode, type: string): SelectionNode[] {
    return selections.flatMap((one) => this.selection(one, type));
  }

  private selection(one: SelectionNode, type: string): readonly SelectionNode[] {
    if (one.kind === Kind.FRAGMENT_SPREAD) return [one];
    if (one.kind === Kind.INLINE_FRAGMENT) {
      const condition = one.typeCondition?.name.value ?? type;
      if (condition === type || this.objectsOf(condition).has(type)) return this.selections(one.selectionSet, type);
      const [here, there] = [this.objectsOf(type), this.objectsOf(condition)];
      return [...there]
        .filter((object) => here.has(object))
        .map((object) => ({
          ...one,
          typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: object } },
          selectionSet: this.set(one.selectionSet, object),
        }));
    }
    const field = this.types.get(type)?.fields.get(one.name.value);
    if (one.selectionSet === undefined || field === undefined) return [one];
    return [{ ...one, selectionSet: this.set(one.selectionSet, namedTypeOf(field.type)) }];
  }

  private set(selectionSet: SelectionSetNode, type: string): SelectionSetNode {
    const selections = this.selections(selectionSet, type);
    const nothing: SelectionNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
    return { kind: Kind.SELECTION_SET, selections: selections.length > 0 ? selections : [nothing] };
  }

  private objectsOf(name: string): ReadonlySet<string> {
    const type = this.types.get(name);
    if (type?.kind === 'union') return type.members;
    if (type?.kind !== 'interface') return new Set([name]);
    return new Set(
      [...this.types.values()]
        .filter(({ kind, interfaces }) => kind === 'object' && interfaces.has(name))
        .map((object) => object.name),
    );
  }
}

/** Whether a field set has fragments, which is rare. */
const hasFragments = (text: string): boolean => text.includes('...');

/**
 * The document of a subgraph for the composer, which takes a fragment on another interface for one that nothing fulfils: in
 * `@requires` and `@provides` such fragments become fragments on the objects behind them. See `restoreSelections`.
 */
export function expandSelections({ document, types, applied }: SubgraphFacts): DocumentNode {
  const expansion = new Expansion(types);
  const expanded = (text: string, type: string): string => {
    const set = hasFragments(text) ? parseFieldSet(text) : undefined;
    if (set === undefined) return text;
    const { selections } = { selections: expansion.selections(set, type) };
    return selections.map((one) => print(one).replace(/\s+/g, ' ')).join(' ');
  };
  const withExpanded = (field: FieldDefinitionNode, owner: string): FieldDefinitionNode => {
    const texts = new Map(
      [
        ...applied(field, 'requires').map((one) => [one, owner] as const),
        ...applied(field, 'provides').map((one) => [one, namedTypeOf(field.type)] as const),
      ].flatMap(([directive, type]) => {
        const text = textArgument(directive, 'fields');
        return text === undefined || !hasFragments(text) ? [] : [[directive, expanded(text, type)] as const];
      }),
    );
    if (texts.size === 0) return field;
    return {
      ...field,
      directives: (field.directives ?? []).map((one) => {
        const value = texts.get(one);
        if (value === undefined) return one;
        const given = (one.arguments ?? []).map((each) =>
          each.name.value === 'fields' ? { ...each, value: { kind: Kind.STRING, value } as const } : each,
        );
        return { ...one, arguments: given };
      }),
    };
  };
  const enter = <
    N extends {
      readonly name: { readonly value: string };
      readonly fields?: readonly FieldDefinitionNode[] | undefined;
    },
  >(
    node: N,
  ): N | undefined => {
    const { fields = [] } = node;
    const mended = fields.map((field) => withExpanded(field, node.name.value));
    return mended.every((field, n) => field === fields[n]) ? undefined : { ...node, fields: mended };
  };
  return visit(document, { ObjectTypeDefinition: enter, ObjectTypeExtension: enter });
}
