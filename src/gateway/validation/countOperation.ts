import {
  Kind,
  print,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsOf } from '../../lib/graphql/fragmentsOf.js';

/** Places of a document that are looked at: most have some hundreds. */
const mostPlaces = 50_000;
/** Fields within fields that are followed; more are refused by the rule for depth, but for those of introspection. */
const mostNested = 700;

/** What an operation has of something that is limited; `Infinity` where it cannot be counted in bounded time. */
export interface OperationCounts {
  /** Fields under another name than their own. */
  readonly aliases: number;
  readonly rootFields: number;
  readonly directives: number;
}

type Counts = Omit<OperationCounts, 'rootFields'>;

/** Fields of one object that are one in its answer. */
interface Group {
  readonly nodes: FieldNode[];
  directives: number;
}

/** What is asked of an object, fields of the same name together. */
interface Collected {
  readonly groups: ReadonlyMap<string, Group>;
  /** Of fragments, where the same ones stand at several they are one. */
  readonly directives: number;
}

const nothing: Counts = { aliases: 0, directives: 0 };
const uncountable: Counts = { aliases: Infinity, directives: Infinity };

class Counter {
  private readonly known = new Map<string, Counts>();
  private readonly ids = new Map<SelectionSetNode, number>();
  private left = mostPlaces;

  constructor(private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>) {}

  count({ selectionSet, directives = [] }: OperationDefinitionNode): OperationCounts {
    const root = this.collect([selectionSet]);
    const below = this.ofGroups(root, 1);
    const names = [...root.groups.keys()].filter((name) => name !== '__typename');
    return { ...below, directives: below.directives + directives.length, rootFields: names.length };
  }

  private collect(sets: readonly SelectionSetNode[]): Collected {
    const groups = new Map<string, Group>();
    const seen = new Set<string>();
    const around = new Map<string, number>();
    const note = (directives: readonly DirectiveNode[] = []): void => {
      if (directives.length > 0) around.set(directives.map(print).join(' '), directives.length);
    };
    const visit = ({ selections }: SelectionSetNode): void => {
      for (const selection of selections) {
        this.left -= 1;
        if (this.left < 0) return;
        if (selection.kind === Kind.FIELD) {
          const name = (selection.alias ?? selection.name).value;
          const group = groups.get(name) ?? { nodes: [], directives: 0 };
          group.nodes.push(selection);
          group.directives = Math.max(group.directives, selection.directives?.length ?? 0);
          groups.set(name, group);
          continue;
        }
        note(selection.directives);
        if (selection.kind === Kind.INLINE_FRAGMENT) {
          visit(selection.selectionSet);
          continue;
        }
        const fragment = seen.has(selection.name.value) ? undefined : this.fragments.get(selection.name.value);
        seen.add(selection.name.value);
        note(fragment?.directives);
        if (fragment !== undefined) visit(fragment.selectionSet);
      }
    };
    sets.forEach(visit);
    return { groups, directives: [...around.values()].reduce((sum, one) => sum + one, 0) };
  }

  private ofGroups({ groups, directives }: Collected, depth: number): Counts {
    if (this.left < 0 || depth > mostNested) return uncountable;
    const counts = { aliases: 0, directives };
    for (const { nodes, directives: own } of groups.values()) {
      const isAlias = nodes.some(({ alias, name }) => alias !== undefined && alias.value !== name.value);
      const below = this.below(nodes, depth + 1);
      counts.aliases += (isAlias ? 1 : 0) + below.aliases;
      counts.directives += own + below.directives;
    }
    return counts;
  }

  private below(nodes: readonly FieldNode[], depth: number): Counts {
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    if (sets.length === 0) return nothing;
    const key = [...new Set(sets.map((set) => this.idOf(set)))].toSorted((a, b) => a - b).join();
    const known = this.known.get(key);
    if (known !== undefined) return known;
    // A fragment inside itself, which another rule refuses, counts nothing.
    this.known.set(key, nothing);
    const found = this.ofGroups(this.collect([...new Set(sets)]), depth);
    this.known.set(key, found);
    return found;
  }

  private idOf(set: SelectionSetNode): number {
    const known = this.ids.get(set) ?? this.ids.size;
    this.ids.set(set, known);
    return known;
  }
}

/**
 * Counts what an operation has, as its answer shows it: fields of the same name in one object are one, in however many fragments a router
 * has put them, and a fragment counts wherever it is used.
 */
export function countOperation(document: DocumentNode, operation: OperationDefinitionNode): OperationCounts {
  return new Counter(fragmentsOf(document)).count(operation);
}
