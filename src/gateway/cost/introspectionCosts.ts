import type { GraphQLSchema } from 'graphql';

/** Points of an object that tells of the schema: it comes from memory, where others come from a database. */
export const introspectionWeight = 0.01;

/** How long the lists of a schema about itself are, by coordinate; of types it is known. */
export const introspectionLists = (schema: GraphQLSchema): Readonly<Record<string, number>> => ({
  '__Schema.types': Object.keys(schema.getTypeMap()).length,
  '__Schema.directives': schema.getDirectives().length,
  '__Directive.args': 3,
  '__Directive.locations': 5,
  '__Type.fields': 15,
  '__Type.interfaces': 1,
  '__Type.possibleTypes': 2,
  '__Type.enumValues': 5,
  '__Type.inputFields': 5,
  '__Field.args': 3,
});
