import type { PublishedDocuments } from '../../documents/PublishedDocuments.js';
import { hashText } from '../../lib/text/hashText.js';
import { shortened } from '../../lib/text/shortened.js';
import { printable } from '../../lib/text/printable.js';
import { DocumentPolicy } from '../../words/rights.js';
import { HttpRefusal } from '../errors/HttpRefusal.js';
import { documentIds, type DocumentParams } from './documentIds.js';

/** The parameters of a request that say which document it means; whatever came. */
export interface QueryParams extends DocumentParams {
  readonly query?: unknown;
}

/** Which document a request means. */
export type Resolution =
  /** Its own text, as it came; what else there is of it is for others to read. */
  | { readonly kind: 'asGiven' }
  /** A published text. */
  | { readonly kind: 'published'; readonly query: string }
  /** A text that is not published, of a viewer who had better send published ones. */
  | { readonly kind: 'unpublished'; readonly query: string; readonly sha256: string };

const asGiven: Resolution = { kind: 'asGiven' };

/** What Apollo's clients know, and then send the text. */
const hashUnknown = (): HttpRefusal => new HttpRefusal('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound');

const idUnknown = (id: string): HttpRefusal =>
  new HttpRefusal(
    'PERSISTED_QUERY_NOT_FOUND',
    `No document of the id "${shortened(printable(id))}" is published for you.`,
    404,
  );

const notInSafelist = (): HttpRefusal =>
  new HttpRefusal(
    'QUERY_NOT_IN_SAFELIST',
    'You may send published documents only, and this text is none of them: send it byte for byte as it was published, or its id.',
  );

const malformed = (why: string): HttpRefusal => new HttpRefusal('BAD_REQUEST', why);

/** The text that came; undefined for none, as which an empty one counts: some clients cannot leave it out. */
function textOf({ query }: QueryParams): string | undefined {
  if (query === undefined || query === null || query === '') return undefined;
  if (typeof query === 'string') return query;
  throw malformed('"query" must be a text.');
}

/** A text that came alone, from a viewer who may not send any. */
async function ofText(query: string, { policy, bySha256 }: PublishedDocuments): Promise<Resolution> {
  const sha256 = hashText(query);
  const found = await bySha256(sha256);
  if (found?.body === query) return { kind: 'published', query };
  if (policy === DocumentPolicy.only) throw notInSafelist();
  return { kind: 'unpublished', query, sha256 };
}

/** A hash that is not published. */
function ofHash(
  hash: string,
  query: string | undefined,
  documents: PublishedDocuments,
  registers: boolean,
): Resolution | Promise<Resolution> {
  const isOpen = documents.policy === DocumentPolicy.open;
  if (isOpen && registers) return asGiven;
  if (query === undefined) throw hashUnknown();
  if (hashText(query) !== hash) throw malformed('The hash is not that of the text: provided sha does not match query.');
  return isOpen ? asGiven : ofText(query, documents);
}

/**
 * Finds out which document a request means, and whether its viewer may send it. Throws an `HttpRefusal` where it may not, where an id is
 * not published, and where ids and texts do not fit together. Whatever else is odd of a request is left to those who read it.
 * @param registers whether texts that are sent with their hashes are kept behind this, for who may send any
 */
export async function resolveDocument(
  params: QueryParams,
  documents: PublishedDocuments,
  registers: boolean,
): Promise<Resolution> {
  const isOpen = documents.policy === DocumentPolicy.open;
  const { id, hash, isForeign } = documentIds(params);
  const wanted = id ?? hash;
  if (isForeign && (wanted !== undefined || !isOpen || !registers))
    throw malformed('"extensions.persistedQuery" must have "version": 1 and a text as "sha256Hash".');
  if (wanted === undefined && isOpen) return asGiven;
  const query = textOf(params);
  if (wanted === undefined) return query === undefined ? asGiven : ofText(query, documents);
  const found = await documents.byId(wanted);
  if (found !== undefined) {
    if (query !== undefined && query !== found.body)
      throw malformed('The text is another one than that of the document whose id is given; send one of them.');
    return { kind: 'published', query: found.body };
  }
  if (hash === undefined) throw idUnknown(wanted);
  return ofHash(hash, query, documents, registers);
}
