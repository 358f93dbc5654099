import { isJsonObject } from '../../lib/checks/isJsonObject.js';
import { HttpRefusal } from '../errors/HttpRefusal.js';

/** What a request says of the document that it means, beside its text. */
export interface DocumentIds {
  /** By `documentId`, `doc_id`, or a hash that is given as one of them too. */
  readonly id: string | undefined;
  /** By `extensions.persistedQuery` alone. */
  readonly hash: string | undefined;
  /** Whether `extensions.persistedQuery` is of another form than Apollo's version 1. */
  readonly isForeign: boolean;
}

/** The parameters that name a document. */
export const idParameters = ['documentId', 'doc_id'] as const;

/** The parameters of a request that may name one: whatever came. */
export interface DocumentParams {
  readonly documentId?: unknown;
  readonly doc_id?: unknown;
  readonly extensions?: unknown;
}

const none: DocumentIds = { id: undefined, hash: undefined, isForeign: false };

/** Apollo's extension of persisted queries, whatever its form; undefined where there is none. */
const persistedQueryOf = ({ extensions }: DocumentParams): unknown =>
  isJsonObject(extensions) ? (extensions['persistedQuery'] ?? undefined) : undefined;

/** Throws an `HttpRefusal` for ids that are no texts, and for several that are not the same. */
export function documentIds(params: DocumentParams): DocumentIds {
  const persisted = persistedQueryOf(params);
  const given = idParameters.flatMap((name) => {
    const value = params[name] ?? undefined;
    if (value === undefined) return [];
    if (typeof value !== 'string') throw new HttpRefusal('BAD_REQUEST', `"${name}" must be a text.`);
    return [value];
  });
  if (persisted === undefined && given.length === 0) return none;
  const { version, sha256Hash } = isJsonObject(persisted) ? persisted : {};
  const isForeign = persisted !== undefined && (version !== 1 || typeof sha256Hash !== 'string');
  const hash = typeof sha256Hash === 'string' && !isForeign ? sha256Hash : undefined;
  const all = new Set([...given, ...(hash === undefined ? [] : [hash])]);
  if (all.size > 1)
    throw new HttpRefusal('BAD_REQUEST', 'The request names several documents; give one id, and give it once.');
  const [id] = given;
  return { id, hash: id === undefined ? hash : undefined, isForeign };
}
