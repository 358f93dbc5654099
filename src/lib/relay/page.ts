import { createHash } from 'node:crypto';
import { listLimits, textLimits } from '../../words/limits.js';
import { shortened } from '../text/shortened.js';
import { UserError } from '../errors/UserError.js';

/** The paging arguments of a Relay connection. */
export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

/** A list as its cursors name it. */
export interface PagedList {
  readonly name: string;
  /** Tells one question to the list from another (see `hashOf`); '' where any cursor of the list will do. */
  readonly question: string;
  /** The most entries of a page; 1,000 unless told. */
  readonly most?: number;
}

/** What a cursor carries: the texts that tell where its entry stands; only the list knows their number and meaning. */
export type CursorKey = readonly (string | null)[];

/** A page as a query needs it: entries between two bounds, read from one end. */
export interface Page<K = CursorKey> {
  readonly size: number;
  /** Read from the end of the list backwards. */
  readonly backwards: boolean;
  /** Keys of the cursors; undefined without one. */
  readonly after: K | undefined;
  readonly before: K | undefined;
}

const { cursor: longestCursor } = textLimits;

/** A short text that is the same for questions that are written the same. */
export const hashOf = (question: unknown): string =>
  createHash('sha256').update(JSON.stringify(question)).digest('base64url').slice(0, 12);

/** A list whose question is hashed when a cursor is given or asked for: most pages do without. */
export function listOf(name: string, question: unknown): PagedList {
  let hash: string | undefined;
  return {
    name,
    get question() {
      hash ??= hashOf(question);
      return hash;
    },
  };
}

/** Makes the cursor of an entry of a list. */
export const toCursor = ({ name, question }: PagedList, key: CursorKey): string =>
  Buffer.from(JSON.stringify([name, question, ...key])).toString('base64url');

/** Whether a part of a cursor is a text that PostgreSQL can hold: none has a NUL. */
const isText = (part: unknown): part is string => typeof part === 'string' && !part.includes('\u0000');

/** An `INVALID_CURSOR` about the cursor in the argument `name`. */
export const badCursor = (name: string, fault: string): UserError =>
  new UserError(`The cursor given as "${name}" ${fault}.`, 'INVALID_CURSOR');

function fromCursor(list: PagedList, cursor: string, name: string): CursorKey {
  if (cursor.length > longestCursor)
    throw badCursor(name, `has ${cursor.length} characters, and ${longestCursor} are the most`);
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    parts = undefined;
  }
  if (!Array.isArray(parts) || parts.length < 2 || !parts.every((part) => part === null || isText(part)))
    throw badCursor(name, 'is not a cursor of this server');
  const [from, question, ...key] = parts as (string | null)[];
  if (from !== list.name)
    throw badCursor(name, `belongs to another list ("${shortened(String(from))}", not "${list.name}")`);
  if (question !== list.question)
    throw badCursor(
      name,
      'belongs to another question: filter, search, order and day must stay the same between pages',
    );
  return key;
}

function checkSize(size: number, name: string, most: number): void {
  if (size < 0) throw new UserError(`"${name}" is ${size}, and a page cannot have fewer than 0 entries.`);
  if (size > most) throw new UserError(`"${name}" is ${size}, and ${most} is the most.`, 'PAGE_SIZE_EXCEEDED');
}

/** Checks paging arguments. Throws a `UserError` that names the bad one. */
export function toPage(list: PagedList, { first, after, last, before }: PageArguments): Page {
  if (first != null && last != null)
    throw new UserError('"first" and "last" cannot be given together: a page is read from one end.');
  const { most = listLimits.page } = list;
  if (first != null) checkSize(first, 'first', most);
  if (last != null) checkSize(last, 'last', most);
  return {
    size: first ?? last ?? listLimits.pageSize,
    backwards: last != null,
    after: after == null ? undefined : fromCursor(list, after, 'after'),
    before: before == null ? undefined : fromCursor(list, before, 'before'),
  };
}

/** A Relay connection over plain rows. */
export interface Connection<R> {
  readonly edges: readonly { readonly cursor: string; readonly node: R }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/**
 * Makes a connection from one row more than the page's size, read in the page's direction. Whether there is more on the
 * side that the page was entered from is told by its cursor alone, as Relay allows.
 */
export function toConnection<R>(
  list: PagedList,
  page: Page<unknown>,
  rows: readonly R[],
  keyOf: (row: R) => CursorKey,
): Connection<R> {
  const more = rows.length > page.size;
  const shown = rows.slice(0, page.size);
  if (page.backwards) shown.reverse();
  // Most pages are read without the cursors of their edges.
  const edges = shown.map((node) => ({
    get cursor() {
      return toCursor(list, keyOf(node));
    },
    node,
  }));
  return {
    edges,
    pageInfo: {
      hasNextPage: page.backwards ? page.before !== undefined : more,
      hasPreviousPage: page.backwards ? more : page.after !== undefined,
      get startCursor() {
        return edges[0]?.cursor ?? null;
      },
      get endCursor() {
        return edges.at(-1)?.cursor ?? null;
      },
    },
  };
}
