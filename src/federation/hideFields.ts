import { isObjectType, Kind, type DocumentNode, type GraphQLSchema } from 'graphql';

/**
 * Hides the fields that documents add to object types: they validate and execute by their names, and nothing that goes through a
 * type's fields meets them, be it introspection, printing or a suggestion.
 */
export function hideFields(schema: GraphQLSchema, added: readonly DocumentNode[]): void {
  for (const definition of added.flatMap(({ definitions }) => definitions)) {
    if (definition.kind !== Kind.OBJECT_TYPE_EXTENSION) continue;
    const type = schema.getType(definition.name.value);
    if (!isObjectType(type)) continue;
    for (const { name } of definition.fields ?? [])
      Object.defineProperty(type.getFields(), name.value, { enumerable: false });
  }
}
