import type DataLoader from 'dataloader';
import type { FieldNode } from 'graphql';
import type { Receipt } from '../forgetting/Receipt.js';
import type { Masking } from '../lib/rights/maskedPlaces.js';
import { mostTexts, type WrittenText } from '../lib/written/shape.js';
import type { News } from '../news/News.js';
import type { Scope } from '../scope.js';
import { traceBatches } from '../telemetry/tracing/traceBatches.js';

/** What is asked of rows: columns, and what a statement writes of them as texts. */
export interface AskedColumns<C extends string> {
  readonly columns: readonly C[];
  readonly texts: readonly WrittenText[];
}

/** A loader of some columns of rows: more can be asked of it until it reads. */
interface ColumnLoader {
  readonly columns: Set<string>;
  readonly texts: Map<string, WrittenText>;
  hasRead: boolean;
  readonly loader: DataLoader<never, unknown>;
}

/** What the resolvers of one request share; made anew for each, and unknown to everything below them. */
export interface RequestContext extends Scope, Masking {
  /** The request's loaders, made when first needed; see `loaderOf`. */
  readonly loaders: Map<string, DataLoader<never, unknown>>;
  /** Those of rows of which only some columns are read; see `columnLoaderOf`. */
  readonly columnLoaders: Map<string, ColumnLoader>;
  /** What a resolver worked out from a selection, once per operation; see `planOf`. */
  readonly plans: Map<readonly FieldNode[], Map<string, unknown>>;
  /** Rows that statements brought beside others, by what they are and by key; see `rowsBeside`. */
  readonly beside: Map<string, Map<string, object | null>>;
  /** What the request was first given of tables that the server holds; see `cachedTable`. */
  readonly cachedTables: Map<string, object>;
  /** What of it stands in the answer. */
  readonly cachedRows: Set<object>;
  /** How many rows of lists stand in the answer so far, of the lists that are counted together. */
  readonly shown: { rows: number };
  /** What subscriptions listen to; left out where nobody can. */
  readonly news?: News | undefined;
  /** Has a customer forgotten by its id; left out where nobody can. */
  readonly forget?: ((customerId: string) => Promise<Receipt>) | undefined;
}

/** Opens the context of one request. */
export const createContext = (scope: Scope & Pick<RequestContext, 'news' | 'forget'>): RequestContext => ({
  loaders: new Map(),
  columnLoaders: new Map(),
  plans: new Map(),
  cachedTables: new Map(),
  beside: new Map(),
  cachedRows: new Set(),
  shown: { rows: 0 },
  masked: new Set(),
  // Last: a copy that other properties are added to takes V8 twenty times as long.
  ...scope,
});

/** The request's loader of a name: one per kind of row and set of columns, so that a cached row has what is asked. */
export function loaderOf<K, V>(
  { loaders }: RequestContext,
  name: string,
  create: () => DataLoader<K, V, string>,
): DataLoader<K, V, string> {
  const known = loaders.get(name);
  if (known !== undefined) return known as unknown as DataLoader<K, V, string>;
  const loader = traceBatches(create(), name);
  loaders.set(name, loader as unknown as DataLoader<never, unknown>);
  return loader;
}

const has = (loader: ColumnLoader, { columns, texts }: AskedColumns<string>): boolean =>
  columns.every((column) => loader.columns.has(column)) && texts.every(({ property }) => loader.texts.has(property));

/** Whether a loader can read what is asked beside what it is to read already. */
const canTake = ({ hasRead, texts: known }: ColumnLoader, { texts }: AskedColumns<string>): boolean =>
  !hasRead && (texts.length === 0 || known.size + texts.length <= mostTexts);

const ask = (loader: ColumnLoader, { columns, texts }: AskedColumns<string>): void => {
  for (const column of columns) loader.columns.add(column);
  for (const text of texts) loader.texts.set(text.property, text);
};

/**
 * The request's loader of a name whose rows have at least some columns. Those who ask before it reads share one statement with the
 * columns of all; whoever needs more afterwards gets another one.
 * @param create gets a function that gives what is asked, sorted, to be called when the loader reads
 */
export function columnLoaderOf<K, V, C extends string>(
  { columnLoaders }: RequestContext,
  name: string,
  asked: AskedColumns<C>,
  create: (read: () => AskedColumns<C>) => DataLoader<K, V, string>,
): DataLoader<K, V, string> {
  const known = columnLoaders.get(name);
  if (known !== undefined && (has(known, asked) || canTake(known, asked))) {
    if (!known.hasRead) ask(known, asked);
    return known.loader as unknown as DataLoader<K, V, string>;
  }
  const begun = create(() => {
    made.hasRead = true;
    const texts = [...made.texts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text);
    return { columns: [...made.columns].toSorted() as C[], texts };
  });
  const loader = traceBatches(begun, name);
  const made: ColumnLoader = {
    columns: new Set(),
    texts: new Map(),
    hasRead: false,
    loader: loader as unknown as ColumnLoader['loader'],
  };
  ask(made, asked);
  columnLoaders.set(name, made);
  return loader;
}

/** The rows of a kind that statements of the request brought beside others, by key; null for what they did not find. */
export function rowsBeside<R extends object>({ beside }: RequestContext, kind: string): Map<string, R | null> {
  const known = beside.get(kind) ?? new Map<string, R | null>();
  beside.set(kind, known);
  return known as Map<string, R | null>;
}

/** Works something out from a selection once per operation, however many objects are resolved with it. */
export function planOf<P>({ plans }: RequestContext, name: string, nodes: readonly FieldNode[], make: () => P): P {
  const ofNodes = plans.get(nodes) ?? new Map<string, unknown>();
  plans.set(nodes, ofNodes);
  const known = ofNodes.get(name) as P | undefined;
  if (known !== undefined) return known;
  const plan = make();
  ofNodes.set(name, plan);
  return plan;
}
