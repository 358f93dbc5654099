import { isEnumType, isInputObjectType, isInterfaceType, isObjectType, isUnionType, type GraphQLSchema } from 'graphql';

/** Points of an object that tells of the schema: it comes from memory, where others come from a database. */
export const introspectionWeight = 0.01;

/** Entries for each of so many, rounded up. */
const each = (entries: number, owners: number): number => Math.ceil(entries / Math.max(1, owners));

/** How much there is of what, in a whole schema. */
function countParts(schema: GraphQLSchema) {
  const parts = { types: 0, fields: 0, args: 0, interfaces: 0, possibleTypes: 0, enumValues: 0, inputFields: 0 };
  for (const type of Object.values(schema.getTypeMap())) {
    parts.types += 1;
    if (isEnumType(type)) parts.enumValues += type.getValues().length;
    if (isInputObjectType(type)) parts.inputFields += Object.keys(type.getFields()).length;
    if (isUnionType(type) || isInterfaceType(type)) parts.possibleTypes += schema.getPossibleTypes(type).length;
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    parts.interfaces += type.getInterfaces().length;
    const fields = Object.values(type.getFields());
    parts.fields += fields.length;
    for (const field of fields) parts.args += field.args.length;
  }
  return parts;
}

/**
 * How long the lists of a schema about itself are, by coordinate: of types it is known, and the others are as long as they are on average,
 * so that the whole schema, which tools ask for, is estimated at a few hundred points: chains of `ofType` are taken for full ones.
 */
export function introspectionLists(schema: GraphQLSchema): Readonly<Record<string, number>> {
  const { types, fields, args, interfaces, possibleTypes, enumValues, inputFields } = countParts(schema);
  return {
    '__Schema.types': types,
    '__Schema.directives': schema.getDirectives().length,
    '__Directive.args': 3,
    '__Directive.locations': 5,
    '__Type.fields': each(fields, types),
    '__Type.interfaces': each(interfaces, types),
    '__Type.possibleTypes': each(possibleTypes, types),
    '__Type.enumValues': each(enumValues, types),
    '__Type.inputFields': each(inputFields, types),
    '__Field.args': each(args, fields),
  };
}
