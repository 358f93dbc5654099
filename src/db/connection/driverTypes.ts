/**
 * A query of postgres.js as its own pool sees it. The handler is what runs it once it is awaited: by putting another in its
 * place, Facet decides on which connection it runs, and when. Only this folder knows of these members.
 */
export interface DriverQuery extends Promise<unknown> {
  handler: (query: DriverQuery) => unknown;
  canceller: ((query: DriverQuery) => unknown) | null;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
  active: boolean;
  /** Ours: rejects the query for whoever waits for it, while the driver may still be at it. */
  fail?: (error: unknown) => void;
  readonly strings: readonly string[];
  readonly cursorRows?: number;
  /** Takes some rows of a cursor; the driver goes on when what it gives settles. */
  cursorFn?: ((rows: unknown) => unknown) | null;
  readonly forEachFn?: unknown;
  readonly streaming?: boolean;
}

/** What postgres.js makes of its settings; its clients may be made of it again. */
export type DriverOptions = Record<string, unknown> & {
  readonly host: readonly string[];
  readonly port: readonly number[];
  readonly path: string | false;
  readonly parsers: Record<number, unknown>;
  readonly serializers: Record<number, unknown>;
  readonly shared: { readonly typeArrayMap: Record<number, number> };
};

/** Whether a value that a client's function gave is a query, and not a piece of one. */
export const isQuery = (value: unknown): value is DriverQuery => value instanceof Promise && 'handler' in value;
