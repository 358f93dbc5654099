import { UserError } from './UserError.js';

/** The paging arguments of a Relay connection. */
interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

/** A page as a query needs it: keys between two bounds, read from one end. */
export interface Page {
  readonly size: number;
  /** Read from the end of the list backwards. */
  readonly backwards: boolean;
  /** Keys of the cursors; undefined without one. */
  readonly after: string | undefined;
  readonly before: string | undefined;
}

const defaultPageSize = 20;
const largestPage = 1000;

/** Makes the cursor of a key within one kind of list. */
export const toCursor = (list: string, key: string): string =>
  Buffer.from(JSON.stringify([list, key])).toString('base64url');

function fromCursor(list: string, cursor: string, name: string): string {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    parts = undefined;
  }
  if (!Array.isArray(parts) || parts.length !== 2 || !parts.every((part) => typeof part === 'string'))
    throw new UserError(`The cursor given as "${name}" is not a cursor of this server.`, 'INVALID_CURSOR');
  const [from, key] = parts as [string, string];
  if (from !== list)
    throw new UserError(
      `The cursor given as "${name}" belongs to another list ("${from}", not "${list}").`,
      'INVALID_CURSOR',
    );
  return key;
}

function checkSize(size: number, name: string): void {
  if (size < 0) throw new UserError(`"${name}" is ${size}, and a page cannot have fewer than 0 entries.`);
  if (size > largestPage)
    throw new UserError(`"${name}" is ${size}, and ${largestPage} is the most.`, 'PAGE_SIZE_EXCEEDED');
}

/** Checks paging arguments. Throws a `UserError` that names the bad one. */
export function toPage(list: string, { first, after, last, before }: PageArguments): Page {
  if (first != null && last != null)
    throw new UserError('"first" and "last" cannot be given together: a page is read from one end.');
  if (first != null) checkSize(first, 'first');
  if (last != null) checkSize(last, 'last');
  return {
    size: first ?? last ?? defaultPageSize,
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
  list: string,
  page: Page,
  rows: readonly R[],
  keyOf: (row: R) => string,
): Connection<R> {
  const more = rows.length > page.size;
  const shown = rows.slice(0, page.size);
  if (page.backwards) shown.reverse();
  const edges = shown.map((node) => ({ cursor: toCursor(list, keyOf(node)), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: page.backwards ? page.before !== undefined : more,
      hasPreviousPage: page.backwards ? more : page.after !== undefined,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
