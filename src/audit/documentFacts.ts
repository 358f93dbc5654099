import { hashText } from '../lib/text/hashText.js';
import {
  getOperationAST,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { fragmentsOf } from '../lib/graphql/fragmentsOf.js';

/** What the log tells of an operation. */
export interface DocumentFacts {
  readonly type: 'query' | 'mutation' | 'subscription';
  readonly name: string | undefined;
  /** The classes of the fields that it names, whatever becomes of conditions; sorted. */
  readonly piiClasses: readonly string[];
}

/** Tells the classes of personal data that a field of a type is of, whoever says so. */
export type ClassesOfField = (schema: GraphQLSchema, type: string, field: string) => readonly string[];

/** The classes of all fields that an operation reaches, also by fragments. */
function classesOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: DefinitionNode,
  ofField: ClassesOfField,
): string[] {
  const fragments = fragmentsOf(document);
  const classes = new Set<string>();
  const waiting: DefinitionNode[] = [operation];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const types = new TypeInfo(schema);
    const visitor = visitWithTypeInfo(types, {
      Field({ name }) {
        const type = types.getParentType();
        if (type != null) for (const found of ofField(schema, type.name, name.value)) classes.add(found);
      },
      FragmentSpread({ name }) {
        const fragment = fragments.get(name.value);
        if (fragment !== undefined) waiting.push(fragment);
        fragments.delete(name.value);
      },
    });
    visit(next, visitor);
  }
  return [...classes].toSorted();
}

// They go with the schema and the document.
const known = new WeakMap<GraphQLSchema, WeakMap<DocumentNode, Map<string, DocumentFacts>>>();

/** What the log tells of an operation of a valid document; worked out once for each. Undefined where it has no such operation. */
export function documentFacts(
  schema: GraphQLSchema,
  document: DocumentNode,
  name: string | undefined,
  ofField: ClassesOfField,
): DocumentFacts | undefined {
  const ofSchema = known.get(schema) ?? new WeakMap<DocumentNode, Map<string, DocumentFacts>>();
  known.set(schema, ofSchema);
  const ofDocument = ofSchema.get(document) ?? new Map<string, DocumentFacts>();
  ofSchema.set(document, ofDocument);
  const facts = ofDocument.get(name ?? '');
  if (facts !== undefined) return facts;
  const operation = getOperationAST(document, name);
  if (operation == null) return undefined;
  const made: DocumentFacts = {
    type: operation.operation,
    name: operation.name?.value,
    piiClasses: classesOf(schema, document, operation, ofField),
  };
  ofDocument.set(name ?? '', made);
  return made;
}

const hashes = new WeakMap<DocumentNode, string>();

/** SHA-256 of the text of a document as lower-case hexadecimal digits; undefined for one that was not read from a text. */
export function documentHash(document: DocumentNode): string | undefined {
  const text = document.loc?.source.body;
  const done = hashes.get(document);
  if (done !== undefined || text === undefined) return done;
  const made = hashText(text);
  hashes.set(document, made);
  return made;
}
