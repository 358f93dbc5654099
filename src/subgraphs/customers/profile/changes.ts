import { resolvedColumn, resolveName } from '../../../catalogue/catalogue.js';
import { parseSlot } from '../../../catalogue/dataTypes.js';
import type { RequestContext } from '../../../context.js';
import { isoInstant } from '../../../lib/isoInstant.js';
import { UserError } from '../../../lib/UserError.js';
import { profileDayLoader } from '../../../population/profileDays.js';
import { checkNames } from './attributes.js';
import { changesLoader } from './loaders.js';
import { toSelection } from './shape.js';

/** What stands behind an `AttributeChange`. */
export interface AttributeChangeRow {
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly firstChangedOn: string;
}

/** Where a changed column came from: the name to show, and whether its texts are instants. */
interface Source {
  readonly name: string;
  readonly isInstant: boolean;
}

function sourceOf(resolved: ReturnType<typeof resolveName>): Source {
  if ('slot' in resolved) return { name: resolved.slot, isInstant: parseSlot(resolved.slot)?.kind === 'TIME' };
  const { meanings, name, dataType } = resolved.name;
  return { name: meanings.at(-1)?.alias ?? name, isInstant: dataType === 'datetime' };
}

const toValue = (text: string | null, { isInstant }: Source): string | null =>
  text !== null && isInstant ? isoInstant(text) : text;

/**
 * The net changes of a customer between the newest complete days on or before two dates, in the order of names; [] where
 * there is no snapshot up to the end. Names default to all aliases. Throws a `UserError` for an unknown name or dates in
 * the wrong order.
 */
export async function attributeChanges(
  context: RequestContext,
  customerId: string,
  from: string,
  to: string,
  names: readonly string[] | null,
): Promise<AttributeChangeRow[]> {
  const { catalogue } = context;
  if (from > to) throw new UserError(`"from" is ${from}, which is after "to", ${to}.`);
  const asked = names ?? catalogue.meanings.map(({ alias }) => alias);
  checkNames(names ?? []);
  const resolved = asked
    .map((name) => resolveName(catalogue, name))
    .map((found) => ({ column: resolvedColumn(found), source: sourceOf(found) }));
  const days = profileDayLoader(context);
  const [first, last] = await Promise.all([days.load(from), days.load(to)]);
  if (last === null) return [];
  const selection = toSelection(resolved.map(({ column }) => column));
  const rows = await changesLoader(context, { from: first?.day ?? null, to: last.day }, selection).load(customerId);
  const rowOf = new Map(rows.map((row) => [row.key, row]));
  const sources = new Map(resolved.map(({ column, source }) => [column.key, source]));
  return [...sources].flatMap(([key, source]) => {
    const row = rowOf.get(key);
    if (row === undefined) return [];
    const { before, after, firstChangedOn } = row;
    return [{ name: source.name, before: toValue(before, source), after: toValue(after, source), firstChangedOn }];
  });
}
