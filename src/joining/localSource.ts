import { execute, isObjectType, parse, type GraphQLField, type GraphQLSchema } from 'graphql';

/** A field that a type has and does not show, because its name was taken away. */
interface HiddenField {
  readonly type: string;
  readonly field: GraphQLField<unknown, unknown>;
}

/** What composing reads of the server's own schema. */
export interface LocalSource {
  /** In the language of federation, with the hidden fields. */
  readonly sdl: string;
  readonly hidden: readonly HiddenField[];
}

const question = parse('{ _service { sdl } }');

function hiddenFields(schema: GraphQLSchema): HiddenField[] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) => {
      const fields = type.getFields();
      const shown = new Set(Object.keys(fields));
      const names = Object.getOwnPropertyNames(fields).filter((name) => !shown.has(name));
      return names.map((name) => ({ type: type.name, field: fields[name] as HiddenField['field'] }));
    });
}

/** Reads a schema of `buildSchema` as a subgraph. Throws an `Error` for a schema that is none. */
export async function readLocalSource(schema: GraphQLSchema): Promise<LocalSource> {
  const { data, errors } = await execute({ schema, document: question });
  const sdl = (data as { _service?: { sdl?: string } } | null | undefined)?._service?.sdl;
  if (sdl === undefined) throw new Error('The schema is no subgraph', { cause: errors?.[0] });
  const hidden = hiddenFields(schema);
  const added = hidden.map(({ type, field }) => `extend type ${type} { ${field.name}: ${String(field.type)} }`);
  return { sdl: [sdl, ...added].join('\n'), hidden };
}

/** Hides in a composed schema what its subgraph hides: it validates and executes, and is not shown. */
export function hideAgain(schema: GraphQLSchema, hidden: LocalSource['hidden']): void {
  for (const { type: name, field } of hidden) {
    const type = schema.getType(name);
    if (!isObjectType(type) || type.getFields()[field.name] === undefined) continue;
    Object.defineProperty(type.getFields(), field.name, { enumerable: false });
  }
}
