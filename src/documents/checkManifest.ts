import {
  GraphQLError,
  Kind,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValidationRule,
} from 'graphql';
import { documentLimits } from '../words/limits.js';
import type { Manifest, ManifestEntry } from './readManifest.js';
import { hashText } from '../lib/text/hashText.js';

/** What is wrong with a document, and where in its text. */
export interface DocumentFault {
  readonly message: string;
  readonly line: number | undefined;
  readonly column: number | undefined;
}

/** A document of a manifest that was checked. */
export interface CheckedDocument {
  readonly id: string;
  readonly body: string;
  /** Of its operation; null where it has none. */
  readonly name: string | null;
  /** `query`, `mutation` or `subscription`. */
  readonly type: string;
  /** Of the body, in lower-case hexadecimal digits. */
  readonly sha256: string;
  /** Why it cannot be published. */
  readonly faults: readonly DocumentFault[];
  /** What is odd of it and does no harm. */
  readonly warnings: readonly string[];
}

interface CheckOptions {
  readonly schema: GraphQLSchema;
  /** Rules beside those of GraphQL, such as limits. */
  readonly rules: readonly ValidationRule[];
  /** Tokens of a document at the most. */
  readonly tokens: number;
}

/** What an id of a document is made of: it stands in URLs, headers and logs. */
const documentIdForm = /^[\w.:/+=-]+$/;

const plain = (message: string): DocumentFault => ({ message, line: undefined, column: undefined });

function faultOf({ message, locations }: GraphQLError): DocumentFault {
  const [at] = locations ?? [];
  return { message, line: at?.line, column: at?.column };
}

function parsed(body: string, tokens: number): DocumentNode | DocumentFault {
  try {
    return parse(body, { maxTokens: tokens });
  } catch (error) {
    if (error instanceof GraphQLError) return faultOf(error);
    throw error;
  }
}

const operationsOf = ({ definitions }: DocumentNode): OperationDefinitionNode[] =>
  definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);

function idFaults(id: string): string[] {
  if (id === '') return ['It has no id.'];
  if (id.length > documentLimits.id) return [`Its id has ${id.length} characters; the limit is ${documentLimits.id}.`];
  return documentIdForm.test(id) ? [] : ['Its id has other characters than letters, digits and _ - . : / + =.'];
}

/** What the manifest says of an operation that is not so. */
function contradictions({ name, type }: ManifestEntry, operation: OperationDefinitionNode): string[] {
  const found = operation.name?.value;
  const foundType: string = operation.operation;
  return [
    ...(name !== undefined && name !== found ? [`The manifest calls it "${name}", its text "${found ?? ''}".`] : []),
    ...(type !== undefined && type !== foundType
      ? [`The manifest says that it is a ${type}; it is a ${foundType}.`]
      : []),
  ];
}

function checkOne(entry: ManifestEntry, ofApollo: boolean, { schema, rules, tokens }: CheckOptions): CheckedDocument {
  const { id = '', body } = entry;
  const document = parsed(body, tokens);
  const sha256 = hashText(body);
  const isOwnHash = !ofApollo || id === sha256;
  const warnings = isOwnHash ? [] : ['Its id is not the SHA-256 of its text, as clients of Apollo expect.'];
  const known = { id, body, sha256, warnings };
  const ofId = idFaults(id).map(plain);
  if ('message' in document)
    return { ...known, name: entry.name ?? null, type: entry.type ?? 'query', faults: [...ofId, document] };
  const operations = operationsOf(document);
  const [operation] = operations;
  const count =
    operations.length === 1 ? [] : [`It has ${operations.length} operations; a trusted document has exactly one.`];
  const long = operation?.name && operation.name.value.length > documentLimits.name;
  const ofText = [
    ...count,
    ...(long === true ? [`The name of its operation has more than ${documentLimits.name} characters.`] : []),
    ...(operation === undefined ? [] : contradictions(entry, operation)),
  ];
  const invalid = validate(schema, document, [...specifiedRules, ...rules]).map(faultOf);
  return {
    ...known,
    name: operation?.name?.value ?? null,
    type: operation?.operation ?? 'query',
    faults: [...ofId, ...ofText.map(plain), ...invalid],
  };
}

/** Checks every document of a manifest against a schema: each is given once, with the ids that stand for two texts as faults. */
export function checkManifest({ format, entries }: Manifest, options: CheckOptions): CheckedDocument[] {
  const byId = new Map<string, CheckedDocument>();
  for (const entry of entries) {
    const { id = '', body } = entry;
    const before = byId.get(id);
    if (before === undefined) byId.set(id, checkOne(entry, format === 'apollo', options));
    else if (before.body !== body || id === '') {
      const again = plain(
        id === '' ? 'Another one has no id either.' : 'The manifest has another text of the same id.',
      );
      byId.set(id, { ...before, faults: [...before.faults, again] });
    }
  }
  return [...byId.values()];
}
