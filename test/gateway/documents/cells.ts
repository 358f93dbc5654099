import { hashText } from '../../../src/lib/text/hashText.js';

/** Texts that the tests publish, by their ids; those of `other` are for a role that nobody has, `gone` is retired. */
export const published = {
  known: 'query Known($name: String) { hello(name: $name) }',
  other: 'query Other { hello(name: "other") }',
  gone: 'query Gone { hello(name: "gone") }',
} as const;

const unpublished = 'query Free($name: String) { hello(name: $name) }';
const introspection = '{ __schema { queryType { name } } }';

/** What a request of each policy comes to: its data, told that it is not published or not, or a status and a code. */
interface Cell {
  readonly asked: string;
  /** The parameters that name the document. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly open: string;
  readonly prefer: string;
  readonly only: string;
}

const byHash = (sha256Hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });

const everywhere = (outcome: string) => ({ open: outcome, prefer: outcome, only: outcome });

const [answered, told] = ['answered', 'answered, unpublished'];
const notFound = '404 PERSISTED_QUERY_NOT_FOUND';
const hashNotFound = '200 PERSISTED_QUERY_NOT_FOUND';
const notSafe = '403 QUERY_NOT_IN_SAFELIST';
const bad = '400 BAD_REQUEST';

/** Every cell of policies and ways to say what is asked. They are asked in this order: one that registers comes before it is used. */
export const cells: readonly Cell[] = [
  { asked: 'a published text', params: { query: published.known }, ...everywhere(answered) },
  { asked: 'another text', params: { query: unpublished }, open: answered, prefer: told, only: notSafe },
  {
    asked: 'a published text with one more blank',
    params: { query: `${published.known} ` },
    open: answered,
    prefer: told,
    only: notSafe,
  },
  { asked: 'a text for another role', params: { query: published.other }, open: answered, prefer: told, only: notSafe },
  { asked: 'a retired text', params: { query: published.gone }, open: answered, prefer: told, only: notSafe },
  { asked: 'the schema', params: { query: introspection }, open: answered, prefer: told, only: notSafe },
  { asked: 'a known id', params: { documentId: 'known' }, ...everywhere(answered) },
  { asked: "a known id as Relay's", params: { doc_id: 'known' }, ...everywhere(answered) },
  { asked: 'a known id twice', params: { doc_id: 'known', documentId: 'known' }, ...everywhere(answered) },
  {
    asked: 'the hash of a known text as an id',
    params: { documentId: `sha256:${hashText(published.known)}` },
    ...everywhere(answered),
  },
  {
    asked: 'a known id with its text',
    params: { documentId: 'known', query: published.known },
    ...everywhere(answered),
  },
  { asked: 'a known id with another text', params: { documentId: 'known', query: unpublished }, ...everywhere(bad) },
  { asked: 'an unknown id', params: { documentId: 'unknown' }, ...everywhere(notFound) },
  {
    asked: 'an unknown id with a known text',
    params: { doc_id: 'unknown', query: published.known },
    ...everywhere(notFound),
  },
  { asked: 'an id for another role', params: { documentId: 'other' }, ...everywhere(notFound) },
  { asked: 'a retired id', params: { documentId: 'gone' }, ...everywhere(notFound) },
  { asked: 'the hash of a known text', params: byHash(hashText(published.known)), ...everywhere(answered) },
  { asked: 'a known id as a hash', params: byHash('known'), ...everywhere(answered) },
  {
    asked: 'the hash of a known text with it',
    params: { ...byHash(hashText(published.known)), query: published.known },
    ...everywhere(answered),
  },
  {
    asked: 'the hash of a known text with another one',
    params: { ...byHash(hashText(published.known)), query: unpublished },
    ...everywhere(bad),
  },
  { asked: 'an unknown hash', params: byHash(hashText(unpublished)), ...everywhere(hashNotFound) },
  {
    asked: 'an unknown hash with its text',
    params: { ...byHash(hashText(unpublished)), query: unpublished },
    open: answered,
    prefer: told,
    only: notSafe,
  },
  {
    asked: 'that hash again',
    params: byHash(hashText(unpublished)),
    open: answered,
    prefer: hashNotFound,
    only: hashNotFound,
  },
  {
    asked: 'a hash with a text of another one',
    params: { ...byHash(hashText('{ count }')), query: unpublished },
    open: bad,
    prefer: bad,
    only: bad,
  },
  {
    asked: 'the hash of a text for another role',
    params: byHash(hashText(published.other)),
    ...everywhere(hashNotFound),
  },
  { asked: 'the hash of a retired text', params: byHash(hashText(published.gone)), ...everywhere(hashNotFound) },
];
