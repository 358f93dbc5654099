import { Kind, parse, print, type SelectionNode, type SelectionSetNode } from 'graphql';
import { namedTypeOf } from '../../supergraph/namedTypeOf.js';
import type { TypeFacts } from '../facts/TypeFacts.js';

/** Selections that one field set may become: one that grows beyond that is left as it is, for the composer to judge. */
const mostSelections = 10_000;

class TooManySelections extends Error {}

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
  private readonly objects = new Map<string, ReadonlySet<string>>();
  private made = 0;

  constructor(private readonly types: ReadonlyMap<string, TypeFacts>) {}

  set(selectionSet: SelectionSetNode, type: string): SelectionSetNode {
    const selections = this.selections(selectionSet, type);
    const nothing: SelectionNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
    return { kind: Kind.SELECTION_SET, selections: selections.length > 0 ? selections : [nothing] };
  }

  private selections({ selections }: SelectionSetNode, type: string): SelectionNode[] {
    return selections.flatMap((one) => this.selection(one, type));
  }

  private selection(one: SelectionNode, type: string): readonly SelectionNode[] {
    this.made += 1;
    if (this.made > mostSelections) throw new TooManySelections();
    if (one.kind === Kind.FRAGMENT_SPREAD) return [one];
    if (one.kind === Kind.INLINE_FRAGMENT) {
      const condition = one.typeCondition?.name.value ?? type;
      const [here, there] = [this.objectsOf(type), this.objectsOf(condition)];
      if (condition === type || there.has(type)) return this.selections(one.selectionSet, type);
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

  private objectsOf(name: string): ReadonlySet<string> {
    let known = this.objects.get(name);
    if (known === undefined) {
      known = this.findObjects(name);
      this.objects.set(name, known);
    }
    return known;
  }

  private findObjects(name: string): ReadonlySet<string> {
    const type = this.types.get(name);
    if (type?.kind === 'union') return type.members;
    if (type?.kind !== 'interface') return new Set([name]);
    const objects = [...this.types.values()].filter(
      ({ kind, interfaces }) => kind === 'object' && interfaces.has(name),
    );
    return new Set(objects.map((object) => object.name));
  }
}

/**
 * A field set that asks the same of each object and has no fragments but on objects. One that cannot be parsed, or would become too
 * large, is given back as it is.
 * @param type whose fields it is of
 */
export function expandFieldSet(text: string, type: string, types: ReadonlyMap<string, TypeFacts>): string {
  const set = text.includes('...') ? parseFieldSet(text) : undefined;
  if (set === undefined) return text;
  try {
    const { selections } = new Expansion(types).set(set, type);
    return selections.map((one) => print(one).replace(/\s+/g, ' ')).join(' ');
  } catch (error) {
    if (error instanceof TooManySelections) return text;
    throw error;
  }
}
