import type { FieldNode, GraphQLResolveInfo } from 'graphql';

/** What is kept of an answer while it is made: the places of values that are masked in it. */
export interface Masking {
  /** Paths of response names without places in lists, such as `customers.edges.node.email`; left out where nobody asks. */
  readonly masked?: Set<string> | undefined;
}

type Path = GraphQLResolveInfo['path'];

/** A path of an answer as text, without places in lists. */
export function pathText(path: Path): string {
  const names: string[] = [];
  for (let step: Path | undefined = path; step !== undefined; step = step.prev)
    if (typeof step.key === 'string') names.push(step.key);
  return names.toReversed().join('.');
}

/** Where masked values were asked for: by the nodes of their place in the document, and as fields of the schema. */
interface Noted {
  readonly nodes: Set<readonly FieldNode[]>;
  readonly coordinates: Set<string>;
}

/** Goes with the answer. */
const noted = new WeakMap<ReadonlySet<string>, Noted>();

/** Notes that the value of a field is masked; done once for each place of the document, however many objects stand there. */
export function noteMasked({ masked }: Masking, { fieldNodes, path, parentType, fieldName }: GraphQLResolveInfo): void {
  if (masked === undefined) return;
  const known = noted.get(masked) ?? { nodes: new Set(), coordinates: new Set() };
  if (known.nodes.has(fieldNodes)) return;
  noted.set(masked, known);
  known.nodes.add(fieldNodes);
  known.coordinates.add(`${parentType.name}.${fieldName}`);
  masked.add(pathText(path));
}

/** The fields of the schema whose masked values were noted, such as `Customer.email`. */
export const maskedFields = ({ masked }: Masking): ReadonlySet<string> =>
  (masked && noted.get(masked)?.coordinates) ?? new Set();

/** The noted paths in the order of the alphabet; they are forgotten, so that the next answer has its own. */
export function takeMasked({ masked }: Masking): readonly string[] {
  if (masked === undefined || masked.size === 0) return [];
  const paths = [...masked].toSorted();
  masked.clear();
  noted.delete(masked);
  return paths;
}
