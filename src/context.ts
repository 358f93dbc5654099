import type { FieldNode, GraphQLSchema } from 'graphql';
import type DataLoader from 'dataloader';
import type { Viewer } from './access/viewer.js';
import type { Catalogue } from './catalogue/catalogue.js';
import type { Door } from './db/door.js';
import type { Budget } from './lib/budget/Budget.js';

/** An application that metrics are kept for. */
export interface App {
  readonly name: string;
  /** The IANA zone that its months turn in. */
  readonly timeZone: string;
  /** Whether it is meant where a question names none; exactly one is. */
  readonly isDefault: boolean;
}

/** A day whose snapshot is complete, and when it was. */
export interface CompleteDay {
  readonly day: string;
  readonly computedAt: string;
}

/** What every query is made for: who asks, when and where, through which door. */
export interface Scope {
  readonly db: Door;
  readonly viewer: Viewer;
  readonly now: Date;
  /** The IANA zone that instants are put on days of the calendar in. */
  readonly timeZone: string;
  readonly apps: readonly App[];
  /** All complete days, the oldest first, from memory; left out, or undefined, where they have to be asked for. */
  readonly completeDays?: () => Promise<readonly CompleteDay[] | undefined>;
  /** Counts what the answer takes; left out where nobody's memory is shared. */
  readonly budget?: Budget;
}

/** What the resolvers of one request share; made anew for each. */
export interface RequestContext extends Scope {
  /** The catalogue that the request's schema was made from. */
  readonly catalogue: Catalogue;
  /** The request's loaders, made when first needed; see `loaderOf`. */
  readonly loaders: Map<string, DataLoader<never, unknown>>;
  /** What a resolver worked out from a selection, once per operation. */
  readonly plans: WeakMap<readonly FieldNode[], Map<string, unknown>>;
  /** Tells the request which schema it runs on. */
  useSchema(schema: GraphQLSchema): void;
}

const catalogues = new WeakMap<GraphQLSchema, Catalogue>();

/** Remembers which catalogue a schema was made from. */
export const bindCatalogue = (schema: GraphQLSchema, catalogue: Catalogue): void => {
  catalogues.set(schema, catalogue);
};

/** Opens the context of one request. */
export function createContext(scope: Scope): RequestContext {
  let catalogue: Catalogue | undefined;
  return {
    ...scope,
    loaders: new Map(),
    plans: new WeakMap(),
    get catalogue() {
      if (catalogue === undefined) throw new Error('The request has no schema yet');
      return catalogue;
    },
    useSchema(schema) {
      catalogue = catalogues.get(schema);
    },
  };
}

/** The request's loader of a name: one per kind of row and set of columns, so that a cached row has what is asked. */
export function loaderOf<K, V>(
  { loaders }: RequestContext,
  name: string,
  create: () => DataLoader<K, V, string>,
): DataLoader<K, V, string> {
  const known = loaders.get(name);
  if (known !== undefined) return known as unknown as DataLoader<K, V, string>;
  const loader = create();
  loaders.set(name, loader as unknown as DataLoader<never, unknown>);
  return loader;
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
