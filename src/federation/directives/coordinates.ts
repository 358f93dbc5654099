import {
  DirectiveLocation,
  Kind,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
} from 'graphql';

/** What can be named by a coordinate: anything of a schema that directives stand at. */
interface Member {
  readonly name: { readonly value: string };
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

/** Gives what takes the place of a member of a schema. */
type Change = <N extends Member>(node: N, coordinate: string, location: DirectiveLocation) => N;

function changeField(node: FieldDefinitionNode, coordinate: string, change: Change): FieldDefinitionNode {
  const given = node.arguments?.map((argument) =>
    change(argument, `${coordinate}(${argument.name.value}:)`, DirectiveLocation.ARGUMENT_DEFINITION),
  );
  return change(
    given === undefined ? node : { ...node, arguments: given },
    coordinate,
    DirectiveLocation.FIELD_DEFINITION,
  );
}

function changeDefinition(node: DefinitionNode, change: Change): DefinitionNode {
  if (!('name' in node) || node.name === undefined) return node;
  const { value: type } = node.name;
  const members = <N extends Member>(nodes: readonly N[] = [], location: DirectiveLocation): readonly N[] =>
    nodes.map((one) => change(one, `${type}.${one.name.value}`, location));
  const fields = (nodes: readonly FieldDefinitionNode[] = []): readonly FieldDefinitionNode[] =>
    nodes.map((field) => changeField(field, `${type}.${field.name.value}`, change));
  switch (node.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
      return change({ ...node, fields: fields(node.fields) }, type, DirectiveLocation.OBJECT);
    case Kind.INTERFACE_TYPE_DEFINITION:
      return change({ ...node, fields: fields(node.fields) }, type, DirectiveLocation.INTERFACE);
    case Kind.INPUT_OBJECT_TYPE_DEFINITION: {
      const inputs = members(node.fields, DirectiveLocation.INPUT_FIELD_DEFINITION);
      return change({ ...node, fields: inputs }, type, DirectiveLocation.INPUT_OBJECT);
    }
    case Kind.ENUM_TYPE_DEFINITION: {
      const values = members(node.values, DirectiveLocation.ENUM_VALUE);
      return change({ ...node, values }, type, DirectiveLocation.ENUM);
    }
    case Kind.UNION_TYPE_DEFINITION:
      return change(node, type, DirectiveLocation.UNION);
    case Kind.SCALAR_TYPE_DEFINITION:
      return change(node, type, DirectiveLocation.SCALAR);
    default:
      return node;
  }
}

/**
 * A document with something else in the place of its types, fields, arguments, inputs and values, each known by its coordinate, such as
 * `Query.customer(id:)`.
 */
export const changeMembers = (document: DocumentNode, change: Change): DocumentNode => ({
  ...document,
  definitions: document.definitions.map((node) => changeDefinition(node, change)),
});

/** Where directives at each coordinate of a document stand. */
export function coordinatesIn(document: DocumentNode): ReadonlyMap<string, DirectiveLocation> {
  const found = new Map<string, DirectiveLocation>();
  changeMembers(document, (node, coordinate, location) => {
    found.set(coordinate, location);
    return node;
  });
  return found;
}
