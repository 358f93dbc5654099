import {
  isCompositeType,
  isListType,
  isNonNullType,
  print,
  type FieldNode,
  type GraphQLField,
  type GraphQLOutputType,
} from 'graphql';

/** The form of a type, which is the same for all fields that an answer may have under one name at one place. */
function formOf(type: GraphQLOutputType): string {
  if (isNonNullType(type)) return `${formOf(type.ofType as GraphQLOutputType)}!`;
  if (isListType(type)) return `[${formOf(type.ofType as GraphQLOutputType)}]`;
  return isCompositeType(type) ? '{}' : type.name;
}

/**
 * Gives each field of an operation a name that no other field can have. An alias may be the name of a key, or stand for several fields of
 * different types, and what engines add for themselves would get into its way.
 */
export class FieldNames {
  /** The name under which an engine gives what a field of the client's document asks for. */
  readonly nameOf = new Map<FieldNode, string>();
  /** What the client calls a name of the engine, where it is another. */
  readonly clientNames = new Map<string, string>();
  private readonly given = new Map<string, string>();

  /** @param prefix what no name of the supergraph holds */
  constructor(private readonly prefix: string) {}

  /** The name of a field; `isOnce` is one that must not be asked for together with another. */
  name(node: FieldNode, field: GraphQLField<unknown, unknown>, isOnce: boolean): string {
    const known = this.nameOf.get(node);
    if (known !== undefined) return known;
    const own = node.name.value;
    // Every object has a `constructor`, also where a subgraph leaves it out.
    const isPlain =
      (node.alias?.value ?? own) === own && field.args.length === 0 && !isOnce && !(own in Object.prototype);
    const name = isPlain ? own : this.newName(node, field.type);
    this.nameOf.set(node, name);
    return name;
  }

  private newName(node: FieldNode, type: GraphQLOutputType): string {
    const shown = node.alias?.value ?? node.name.value;
    const given = (node.arguments ?? []).map((one) => print(one)).toSorted();
    const key = JSON.stringify([shown, node.name.value, formOf(type), given]);
    let name = this.given.get(key);
    if (name === undefined) {
      name = `${this.prefix}${String(this.given.size)}`;
      this.given.set(key, name);
      this.clientNames.set(name, shown);
    }
    return name;
  }
}

/** What no name of a supergraph holds, so that names that begin with it are new. */
export function freePrefix(sdl: string): string {
  let prefix = '_f';
  while (sdl.includes(prefix)) prefix += '_';
  return prefix;
}
