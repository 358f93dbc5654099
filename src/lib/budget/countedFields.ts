import {
  GraphQLInt,
  getNamedType,
  isLeafType,
  isNonNullType,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
} from 'graphql';
import type { Budget } from './Budget.js';
import { errorCostOf, isNoInt, jsonCost, textCost, valueCost } from './costs.js';
import { costOfWait } from './waits.js';

/** A context of GraphQL whose request has a budget. */
interface Counted {
  readonly budget?: Budget | undefined;
}

const budgetOf = (context: unknown): Budget | undefined => (context as Counted | undefined)?.budget;

type Info = GraphQLResolveInfo;
type Path = Info['path'];

/** Aliases may be as long as a document: each value of the answer stands beside its name. */
const keyLength = ({ key }: Path): number => (typeof key === 'string' ? key.length : 0);

function pathLength(path: Path): number {
  let length = 0;
  for (let step: Path | undefined = path; step !== undefined; step = step.prev) length += keyLength(step) + 8;
  return length;
}

function costOf(value: unknown, { path, returnType }: Info): number {
  const named = 2 * keyLength(path);
  if (typeof value === 'string' && returnType !== GraphQLInt) return named + textCost(value);
  if (typeof value === 'object' && value !== null) {
    const isJson = !Array.isArray(value) && isLeafType(getNamedType(returnType));
    return named + (isJson ? jsonCost(value) : valueCost(value));
  }
  if (returnType === GraphQLInt && isNoInt(value)) return named + errorCostOf(value, pathLength(path));
  return named + valueCost(value);
}

/** A promise that nobody will wait for: its failure is nobody's. */
const forget = (value: unknown): void => {
  if (value instanceof Promise) value.catch(() => {});
};

/** Takes what a value costs; what throws then is all that is heard of the value. */
function takeFor(value: unknown, cost: number, budget: Budget): void {
  try {
    budget.take(cost);
  } catch (error) {
    if (Array.isArray(value)) value.forEach(forget);
    else forget(value);
    throw error;
  }
}

/** Counts the outcome of a promise. */
const countLater = (value: Promise<unknown>, budget: Budget, info: Info): Promise<unknown> =>
  value.then(
    (found) => (budget.hasEnded ? budget.nothing : counted(found, budget, info)),
    (error: unknown) => {
      if (budget.hasEnded) return budget.nothing;
      budget.take(errorCostOf(error, pathLength(info.path)));
      throw error;
    },
  );

const isRisky = (item: unknown): boolean => item instanceof Promise || item instanceof Error;

/** Items that are promises or errors become errors of the answer one by one. */
const countItems = (items: readonly unknown[], budget: Budget, info: Info): readonly unknown[] =>
  items.map((item) => {
    if (item instanceof Error) takeFor(items, errorCostOf(item, pathLength(info.path)), budget);
    return item instanceof Promise ? countLater(item, budget, info) : item;
  });

/** Counts what a resolver gave, now or by a promise. */
function counted(value: unknown, budget: Budget, info: Info): unknown {
  if (value instanceof Promise) {
    takeFor(value, costOfWait(info, budget.waiting), budget);
    return countLater(value, budget, info);
  }
  takeFor(value, costOf(value, info), budget);
  return Array.isArray(value) && value.some(isRisky) ? countItems(value, budget, info) : value;
}

/** Not at once where that would fail a list; see `Budget.nothing`. */
async function failLater(error: unknown, budget: Budget): Promise<never> {
  await Promise.resolve();
  if (budget.hasEnded) return budget.nothing;
  throw error;
}

type Resolver = GraphQLFieldResolver<unknown, unknown>;

function resolveCounted(
  resolve: Resolver,
  budget: Budget,
  ...[source, args, context, info]: Parameters<Resolver>
): unknown {
  // Nothing begins in a request that has ended.
  budget.take(0);
  let value: unknown;
  try {
    value = resolve(source, args, context, info);
  } catch (error) {
    budget.take(errorCostOf(error, pathLength(info.path)));
    if (isNonNullType(info.returnType)) return failLater(error, budget);
    throw error;
  }
  return counted(value, budget, info);
}

/** Reads a property, or calls it, as GraphQL does where a field has no resolver, and counts what comes. */
export const readCounted: Resolver = (source, args, context, info) => {
  if (typeof source !== 'object' || source === null) return undefined;
  const budget = budgetOf(context);
  const value = (source as Readonly<Record<string, unknown>>)[info.fieldName];
  if (typeof value === 'function') {
    const call: Resolver = () => value.call(source, args, context, info);
    if (budget === undefined) return call(source, args, context, info);
    return resolveCounted(call, budget, source, args, context, info);
  }
  budget?.take(costOf(value, info));
  return value;
};

/**
 * A resolver whose values, waits and failures are counted in its request's budget.
 * @param mayWait whether it may be called in a later turn of the event loop, when the present one has lasted too long
 */
export function countedResolver(resolve: Resolver, mayWait: boolean): Resolver {
  return (source, args, context, info) => {
    const budget = budgetOf(context);
    if (budget === undefined) return resolve(source, args, context, info);
    if (!mayWait || !budget.isDue) return resolveCounted(resolve, budget, source, args, context, info);
    budget.take(costOfWait(info, budget.waiting));
    return budget
      .turn()
      .then(() => (budget.hasEnded ? budget.nothing : resolveCounted(resolve, budget, source, args, context, info)));
  };
}
