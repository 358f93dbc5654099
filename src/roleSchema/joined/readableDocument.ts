import {
  isAbstractType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
} from 'graphql';
import '../../lib/rights/fieldRights.js';

/** A document as subgraphs are asked it for a reader. */
export interface ReadableDocument {
  readonly document: DocumentNode;
  /** Under which name objects of abstract types tell their type. */
  readonly typeKey: string;
}

/** A name that the document does not give to anything. */
function unusedName(document: DocumentNode): string {
  const names = new Set<string>();
  visit(document, { Name: ({ value }) => void names.add(value) });
  let name = 'facetType';
  while (names.has(name)) name += '_';
  return name;
}

function make(schema: GraphQLSchema, document: DocumentNode): ReadableDocument {
  const typeKey = unusedName(document);
  const typeName: FieldNode = {
    kind: Kind.FIELD,
    alias: { kind: Kind.NAME, value: typeKey },
    name: { kind: Kind.NAME, value: '__typename' },
  };
  const info = new TypeInfo(schema);
  const readable = visit(
    document,
    visitWithTypeInfo(info, {
      Field: () => {
        const policy = info.getFieldDef()?.extensions.right?.policy;
        return policy === 'hide' || policy === 'refuse' ? null : undefined;
      },
      SelectionSet: {
        leave: (node) =>
          node.selections.length === 0 || isAbstractType(info.getParentType())
            ? { ...node, selections: [...node.selections, typeName] }
            : undefined,
      },
    }),
  );
  return { document: readable, typeKey };
}

/** They go with their schemas, and with their documents. */
const known = new WeakMap<GraphQLSchema, WeakMap<DocumentNode, ReadableDocument>>();

/**
 * A document, valid on the schema of a reader, without the fields that are hidden from it; objects of abstract types tell what they are.
 * Made once for a schema and a document, so that plans are kept.
 */
export function readableDocument(schema: GraphQLSchema, document: DocumentNode): ReadableDocument {
  const ofSchema = known.get(schema) ?? new WeakMap<DocumentNode, ReadableDocument>();
  known.set(schema, ofSchema);
  const found = ofSchema.get(document) ?? make(schema, document);
  ofSchema.set(document, found);
  return found;
}
