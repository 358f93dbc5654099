import type { GraphQLResolveInfo } from 'graphql';
import { leavesAttribute } from '../../../../access/lists/fieldLists.js';
import { checkLeft, checkUse, policyOf } from '../../../../access/rights.js';
import { checkListed, checkRead, shownValue } from '../../../../access/shownValue.js';
import type { RequestContext } from '../../../../federation/requestContext.js';
import { noteMasked } from '../../../../lib/rights/maskedPlaces.js';
import type { QueryAttributeChangesArgs, Resolvers } from '../../../../generated/resolvers.js';
import { checkLength } from '../../../../lib/checks/checkLength.js';
import { checkRange } from '../../../../lib/checks/checkRange.js';
import { listOf, toConnection, toPage } from '../../../../lib/relay/page.js';
import { listLimits } from '../../../../words/limits.js';
import { checkSomeNames } from '../attributes.js';
import { namedColumns, type NamedColumn } from '../namedColumns.js';
import { noteNames } from '../noteClasses.js';
import { PiiPolicy } from '../../../../words/rights.js';
import { toSelection } from '../../../../catalogue/reading/selection.js';
import { changeEnds, cursorEnds, toChangeCursor } from './ends.js';
import { changesLoader } from './loaders.js';
import { findChangePage } from './queries.js';
import {
  byColumnKey,
  toChange,
  type AttributeChangeRow,
  type ChangeEnds,
  type CustomerAttributeChangeRow,
} from './shape.js';

/**
 * The net changes of a customer between the newest complete days on or before two dates, in the order of names; [] where
 * there is no snapshot up to the end. Names default to all aliases. Throws a `UserError` for an unknown name or dates in
 * the wrong order.
 */
async function profileChanges(
  context: RequestContext,
  customerId: string,
  { from, to, names }: { readonly from: string; readonly to: string; readonly names?: readonly string[] | null },
  info: GraphQLResolveInfo,
): Promise<AttributeChangeRow[]> {
  const { catalogue } = context;
  checkRange({ from, to });
  checkLength(names ?? [], 'names', listLimits.names);
  const asked = namedColumns(catalogue, names ?? catalogue.meanings.map(({ alias }) => alias));
  noteNames(context, names);
  const ends = await changeEnds(context, from, to);
  if (ends === null) return [];
  const named = byColumnKey(readableColumns(context, asked, ends, names == null));
  const selection = toSelection([...named.values()].map(({ column }) => column));
  const rows = await changesLoader(context, ends, selection).load(customerId);
  const rowOf = new Map(rows.map((row) => [row.key, row]));
  return [...named].flatMap(([key, column]) => {
    const row = rowOf.get(key);
    return row === undefined ? [] : [maskedChange(context, info, column, ends, toChange(column, row))];
  });
}

/**
 * The columns whose changes a viewer is told of: hidden ones are left out, for that there was a change tells of the value too. Throws a
 * `UserError` (`VALUE_NOT_READABLE`) for one that it may not ask for, unless all are asked for.
 */
const readableColumns = (
  { viewer }: RequestContext,
  columns: readonly NamedColumn[],
  { from, to }: ChangeEnds,
  areAll: boolean,
): NamedColumn[] =>
  columns.filter(({ name, graphqlNames, piiBetween }) => {
    const pii = piiBetween(from, to);
    if (!areAll) checkRead(viewer, pii, name);
    if (!areAll) checkListed(viewer, graphqlNames, name);
    if (!leavesAttribute(viewer.role, graphqlNames)) return false;
    const policy = policyOf(viewer, pii);
    return policy === PiiPolicy.show || policy === PiiPolicy.mask;
  });

function maskedChange(
  context: RequestContext,
  info: GraphQLResolveInfo,
  { name, kind, piiBetween }: NamedColumn,
  { from, to }: ChangeEnds,
  change: AttributeChangeRow,
): AttributeChangeRow {
  const asked = { name, kind, pii: piiBetween(from, to) };
  const [before, after] = [change.before, change.after].map((value) => shownValue(context.viewer, asked, value));
  if (before?.isMasked !== true) return change;
  noteMasked(context, info);
  return { ...change, before: before.value, after: after?.value ?? null };
}

/** A page of the same for all customers, by their keys and then in the order of names. */
async function attributeChanges(context: RequestContext, { names, from, to, first, after }: QueryAttributeChangesArgs) {
  checkRange({ from, to });
  checkSomeNames(names, 'names');
  const named = byColumnKey(namedColumns(context.catalogue, names));
  noteNames(context, names);
  const list = listOf('attributeChanges', [[...named.keys()], from, to]);
  const page = toPage(list, { first, after });
  // Whose value changed is told of everybody: that is to ask by it.
  for (const { name, graphqlNames, piiBetween } of named.values()) {
    checkUse(context.viewer, piiBetween(from, to), name, 'names');
    checkLeft(context.viewer, leavesAttribute(context.viewer.role, graphqlNames), name, 'names');
  }
  const keys = [...named.keys()];
  const read =
    page.after === undefined
      ? { ends: await changeEnds(context, from, to), after: undefined }
      : await cursorEnds(context, page.after, keys);
  const { ends } = read;
  if (ends === null) return toConnection<CustomerAttributeChangeRow>(list, page, [], () => []);
  const selection = toSelection([...named.values()].map(({ column }) => column));
  const rows = await findChangePage(context, { ends, keys, after: read.after, size: page.size + 1 }, selection);
  const changes = rows.flatMap((row): CustomerAttributeChangeRow[] => {
    const column = named.get(row.key);
    return column === undefined ? [] : [{ customerId: row.customerId, key: row.key, ...toChange(column, row) }];
  });
  return toConnection(list, page, changes, (change) => toChangeCursor(ends, change));
}

export const changesResolvers = {
  Query: {
    attributeChanges: (_, asked, context) => attributeChanges(context, asked),
  },
  Customer: {
    profileChanges: ({ id }, asked, context, info) => profileChanges(context, id, asked, info),
  },
} satisfies Resolvers;
