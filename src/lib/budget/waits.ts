import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

type Path = GraphQLResolveInfo['path'];
type Info = Pick<GraphQLResolveInfo, 'schema' | 'operation' | 'fragments' | 'path'>;
type Names = ReadonlyMap<string, number>;

/*
 * Bytes of V8's heap, measured with 20,000 objects that wait. An object of which one field waits is a promise itself, and so are
 * all those around it; graphql-js then makes a promise of each of its fields.
 */
export const waitCost = 1500;
export const waitingObjectCost = 1250;
export const waitingFieldCost = 190;

/** GraphQL's own fields are on types of the introspection, and `__typename` on any. */
function fieldType(type: GraphQLCompositeType, name: string, schema: GraphQLSchema): GraphQLCompositeType | undefined {
  const isRoot = type === schema.getQueryType();
  if (isRoot && name === '__schema') return schema.getType('__Schema') as GraphQLObjectType;
  if (isRoot && name === '__type') return schema.getType('__Type') as GraphQLObjectType;
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
  const named = field === undefined ? undefined : getNamedType(field.type);
  return isCompositeType(named) ? named : undefined;
}

/** How many different response names an operation uses on each type: no object of the type has more fields in the answer. */
function countNames({ schema, operation, fragments }: Info): Names {
  const names = new Map<string, Set<string>>();
  const visited = new Set<string>();
  const add = (type: GraphQLCompositeType, name: string): void => {
    for (const { name: typeName } of isAbstractType(type) ? schema.getPossibleTypes(type) : [type]) {
      const known = names.get(typeName);
      if (known === undefined) names.set(typeName, new Set([name]));
      else known.add(name);
    }
  };
  const conditioned = (name: string | undefined, type: GraphQLCompositeType): GraphQLCompositeType => {
    const named = name === undefined ? undefined : schema.getType(name);
    return isCompositeType(named) ? named : type;
  };
  function visit({ selections }: SelectionSetNode, type: GraphQLCompositeType): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        add(type, (selection.alias ?? selection.name).value);
        const below = fieldType(type, selection.name.value, schema);
        if (selection.selectionSet !== undefined && below !== undefined) visit(selection.selectionSet, below);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        visit(selection.selectionSet, conditioned(selection.typeCondition?.name.value, type));
      } else if (!visited.has(selection.name.value)) {
        visited.add(selection.name.value);
        const fragment = fragments[selection.name.value];
        if (fragment) visit(fragment.selectionSet, conditioned(fragment.typeCondition.name.value, type));
      }
    }
  }
  const root = schema.getRootType(operation.operation);
  if (root) visit(operation.selectionSet, root);
  return new Map([...names].map(([type, { size }]) => [type, size]));
}

/** A cache of what an operation and the schema that it was found valid for tell: it goes when Apollo drops the document. */
const known = new WeakMap<OperationDefinitionNode, Names>();

function namesOf(info: Info): Names {
  let names = known.get(info.operation);
  if (names === undefined) known.set(info.operation, (names = countNames(info)));
  return names;
}

const top = {};

/** What a field takes that has to wait: its own promise, and what becomes of each object around it that did not wait before. */
export function costOfWait(info: Info, waiting: WeakSet<object>): number {
  const names = namesOf(info);
  let cost = waitCost;
  for (let step: Path | undefined = info.path; step !== undefined; step = step.prev) {
    // The steps between are places in lists.
    if (step.typename === undefined) continue;
    const object = step.prev ?? top;
    if (waiting.has(object)) break;
    waiting.add(object);
    cost += waitingObjectCost + waitingFieldCost * (names.get(step.typename) ?? 1);
  }
  return cost;
}
