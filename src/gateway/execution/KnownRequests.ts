import type { HTTPGraphQLResponse } from '@apollo/server';
import { getOperationAST, OperationTypeNode, type DocumentNode, type GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { isJsonObject } from '../../lib/checks/isJsonObject.js';
import { noteLook } from '../../telemetry/cacheTally.js';

/** A query that Apollo would execute as it is. */
export interface KnownRequest {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly variables: Record<string, unknown> | undefined;
  readonly operationName: string | undefined;
  /** Of its operation, also where the request names none; null where it has none. */
  readonly name: string | null;
  /** Of its answer. */
  readonly contentType: string;
}

interface Received {
  readonly method: string;
  readonly accept: string | undefined;
  /** Parsed JSON. */
  readonly body: unknown;
}

/** Different `accept` headers that are remembered; there are a few per kind of client. */
const mostAccepted = 100;

const isTextOrNull = (value: unknown): value is string | null => value === null || typeof value === 'string';

/**
 * What Apollo has found good: documents, which it has parsed and validated, and what media type it answers to which `accept` in. A POST of
 * nothing else can be executed without asking it again.
 */
export class KnownRequests {
  private readonly documents: LRUCache<string, { readonly schema: GraphQLSchema; readonly document: DocumentNode }>;
  private readonly contentTypes = new LRUCache<string, string>({ max: mostAccepted });

  /** @param maxSize of all documents, in the unit of `sizeOf` */
  constructor(maxSize: number, sizeOf: (document: DocumentNode) => number) {
    this.documents = new LRUCache({ maxSize, sizeCalculation: ({ document }) => Math.max(1, sizeOf(document)) });
  }

  /** What all documents take, in the unit of `sizeOf`. */
  get size(): number {
    return this.documents.calculatedSize;
  }

  /** Remembers a document that is valid for a schema. */
  addDocument(query: string, schema: GraphQLSchema, document: DocumentNode): void {
    if (this.documents.peek(query)?.schema !== schema) this.documents.set(query, { schema, document });
  }

  /** Remembers in what media type an answer without errors was given. */
  addContentType(accept: string | undefined, { status = 200, headers }: HTTPGraphQLResponse): void {
    const contentType = headers.get('content-type');
    if (status === 200 && contentType !== undefined) this.contentTypes.set(accept ?? '', contentType);
  }

  /** Forgets all documents, which are valid for one schema only. */
  clear(): void {
    this.documents.clear();
  }

  /** Undefined for anything but the POST of a query of a known document that is valid for the schema; extensions are Apollo's to read. */
  find({ method, accept, body }: Received, current: GraphQLSchema): KnownRequest | undefined {
    if (method !== 'POST' || !isJsonObject(body)) return undefined;
    const { query, variables = null, operationName = null, extensions = null } = body;
    if (typeof query !== 'string' || extensions !== null || !isTextOrNull(operationName)) return undefined;
    if (variables !== null && !isJsonObject(variables)) return undefined;
    const found = this.documents.get(query);
    const known = noteLook('documents', found?.schema === current ? found : undefined);
    const contentType = this.contentTypes.get(accept ?? '');
    if (known === undefined || contentType === undefined) return undefined;
    const operation = getOperationAST(known.document, operationName);
    if (operation?.operation !== OperationTypeNode.QUERY) return undefined;
    return {
      schema: current,
      document: known.document,
      variables: variables ?? undefined,
      operationName: operationName ?? undefined,
      name: operation.name?.value ?? null,
      contentType,
    };
  }
}
