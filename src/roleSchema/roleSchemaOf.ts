import type { GraphQLSchema } from 'graphql';
import { seesAllFields, type Role } from '../config/access/Role.js';
import type { LiveSchema } from '../joining/LiveSchema.js';
import { decisionsFor } from './decisionsFor.js';
import { deriveSchema } from './deriveSchema.js';
import { fieldFactsOf } from './fieldFactsOf.js';
import type { RoleReader } from './RoleReader.js';

declare module 'graphql' {
  interface GraphQLSchemaExtensions {
    /** For whom it was derived; left out where it is for those who see everything. */
    reader?: RoleReader;
  }
}

/** The derived schemas of a schema, which go with it. */
const known = new WeakMap<GraphQLSchema, Map<Role, { authenticated?: GraphQLSchema; others?: GraphQLSchema }>>();

/** Whether a schema asks of its readers that they have shown something. */
const asksWho = (schema: GraphQLSchema): boolean =>
  [...fieldFactsOf(schema).values()].some(({ demands }) => demands.isAuthenticated);

function make(schema: GraphQLSchema, reader: RoleReader): GraphQLSchema {
  if (seesAllFields(reader.role) && (reader.isAuthenticated || !asksWho(schema))) return schema;
  const derived = deriveSchema(schema, decisionsFor(reader), reader.role.contract);
  derived.extensions = { ...derived.extensions, reader };
  return derived;
}

/**
 * The schema as a reader may see it: the very same for who sees everything, else one that is derived once and kept as long as the
 * given one. What is decided on each field stands in its extensions (`FieldRight`).
 */
export function roleSchemaOf(schema: GraphQLSchema, reader: RoleReader): GraphQLSchema {
  const ofSchema = known.get(schema) ?? new Map<Role, { authenticated?: GraphQLSchema; others?: GraphQLSchema }>();
  known.set(schema, ofSchema);
  const ofRole = ofSchema.get(reader.role) ?? {};
  ofSchema.set(reader.role, ofRole);
  const key = reader.isAuthenticated ? 'authenticated' : 'others';
  return (ofRole[key] ??= make(schema, reader));
}

/** A live schema as a reader may see it. */
export const liveRoleSchema = (schema: LiveSchema, reader: RoleReader): LiveSchema => ({
  get current() {
    return roleSchemaOf(schema.current, reader);
  },
  onChange: (listener) =>
    schema.onChange((next) => {
      let derived: GraphQLSchema;
      try {
        derived = roleSchemaOf(next, reader);
      } catch {
        // Who asks next is told, by `current`; others who listen are not to miss the change.
        return;
      }
      listener(derived);
    }),
});
