import type { HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';
import type { PublishedDocuments } from '../../documents/PublishedDocuments.js';
import { isJsonObject } from '../../lib/checks/isJsonObject.js';
import { DocumentPolicy } from '../../words/rights.js';
import { HttpRefusal } from '../errors/HttpRefusal.js';
import type { Admission } from '../requests/requestState.js';
import { idParameters } from './documentIds.js';
import { resolveDocument, type QueryParams, type Resolution } from './resolveDocument.js';

/** The documents that somebody who was admitted may ask for; where none are told of, none, and what else it may send its role says. */
export const documentsOf = ({ documents, viewer }: Pick<Admission, 'documents' | 'viewer'>): PublishedDocuments =>
  documents ?? {
    policy: viewer?.role.documents ?? DocumentPolicy.open,
    byId: async () => undefined,
    bySha256: async () => undefined,
    byName: async () => undefined,
  };

/** Extensions without what names a document; undefined where nothing else is in them. */
function otherExtensions(extensions: unknown): Readonly<Record<string, unknown>> | undefined {
  if (!isJsonObject(extensions)) return undefined;
  const others = Object.entries(extensions).filter(([name]) => name !== 'persistedQuery');
  return others.length === 0 ? undefined : Object.fromEntries(others);
}

/** Parameters with a text in the place of what named it. */
export function withQuery(params: Readonly<Record<string, unknown>>, query: string): Record<string, unknown> {
  const named = new Set<string>([...idParameters, 'extensions']);
  const others = Object.entries(params).filter(([name]) => !named.has(name));
  const extensions = otherExtensions(params['extensions']);
  return { ...Object.fromEntries(others), query, ...(extensions !== undefined && { extensions }) };
}

const mostOnce = ['query', 'extensions', 'operationName', 'variables', ...idParameters] as const;

function parsedExtensions(json: string | null): unknown {
  if (json === null) return undefined;
  try {
    return JSON.parse(json);
  } catch {
    throw new HttpRefusal('BAD_REQUEST', 'The extensions search parameter contains invalid JSON.');
  }
}

function searchParams(search: URLSearchParams): QueryParams {
  const twice = mostOnce.find((name) => search.getAll(name).length > 1);
  if (twice !== undefined)
    throw new HttpRefusal('BAD_REQUEST', `The '${twice}' search parameter may only be specified once.`);
  return {
    query: search.get('query'),
    documentId: search.get('documentId'),
    doc_id: search.get('doc_id'),
    extensions: parsedExtensions(search.get('extensions')),
  };
}

function searchWith(search: URLSearchParams, query: string, { extensions }: QueryParams): string {
  const others = otherExtensions(extensions);
  const written = new URLSearchParams(search);
  for (const name of [...idParameters, 'extensions']) written.delete(name);
  written.set('query', query);
  if (others !== undefined) written.set('extensions', JSON.stringify(others));
  return `?${written.toString()}`;
}

/** Says in the log that a viewer sent a text which had better be published; false for any other. */
export function logUnpublished(resolution: Resolution, log: FastifyBaseLogger, client: string | undefined): boolean {
  if (resolution.kind !== 'unpublished') return false;
  log.info({ client, sha256: resolution.sha256 }, 'A document is not published.');
  return true;
}

/** Tells the log and the client of a text that had better be published. */
export function tellUnpublished(resolution: Resolution, { state }: FastifyRequest, reply: FastifyReply): void {
  if (logUnpublished(resolution, state.log, state.client)) void reply.header('x-facet-document', 'unpublished');
}

/** A request with the text of the document that it means, and what is known of that. */
export interface ResolvedRequest {
  readonly asked: HTTPGraphQLRequest;
  readonly resolution: Resolution;
}

/** Puts the text of the document that a request means into it, as of `resolveDocument`. */
export async function resolveRequest(
  asked: HTTPGraphQLRequest,
  documents: PublishedDocuments,
): Promise<ResolvedRequest> {
  const { method, body } = asked;
  if (method === 'GET') {
    const search = new URLSearchParams(asked.search);
    const params = searchParams(search);
    const resolution = await resolveDocument(params, documents, true);
    if (resolution.kind === 'asGiven') return { asked, resolution };
    return { asked: { ...asked, search: searchWith(search, resolution.query, params) }, resolution };
  }
  if (!isJsonObject(body)) {
    if (documents.policy !== DocumentPolicy.open)
      throw new HttpRefusal('BAD_REQUEST', "The request's body must be an object.");
    return { asked, resolution: { kind: 'asGiven' } };
  }
  const resolution = await resolveDocument(body, documents, true);
  if (resolution.kind === 'asGiven') return { asked, resolution };
  return { asked: { ...asked, body: withQuery(body, resolution.query) }, resolution };
}
