import { getArgumentValues } from 'graphql/execution/values.js';
import type { FieldNode, GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import type { ProfileSelection } from '../../catalogue/reading/selection.js';
import { fits } from '../../catalogue/reading/textColumns.js';
import type { Way } from '../../execution/askedBelow.js';
import { cachedTable } from '../../federation/cachedRows.js';
import { planOf, type RequestContext } from '../../federation/requestContext.js';
import { selectedFields } from '../../lib/relay/selection.js';
import { completeDays, newestOn } from '../../population/completeDays.js';
import { endOfTime } from '../../population/profileDays.js';
import { fitsStatement, profileLoader } from './profile/loaders.js';
import { selectionOfText } from './profile/profileSelection.js';
import type { CustomerProfileRow } from './profile/shape.js';
import type { AskedCustomer, CustomerRow, ProfileWith } from './shape.js';

interface Asked {
  readonly date: string;
  readonly selection: ProfileSelection;
}

function askedWith(
  info: GraphQLResolveInfo,
  context: RequestContext,
  nodes: readonly FieldNode[],
  way: Way,
): Asked | null {
  const field = (info.schema.getType('Customer') as GraphQLObjectType).getFields()['profile'];
  const asked = selectedFields(info, 'Customer', nodes).get('profile') ?? [];
  if (field === undefined || asked.length === 0) return null;
  const selection = selectionOfText(context, info, asked, [...way, 'profile', 'fields']);
  if (selection === undefined) return null;
  try {
    const dates = asked.map(
      (node) => (getArgumentValues(field, node, info.variableValues) as { date?: string | null }).date,
    );
    const [date, ...others] = new Set(dates.map((one) => one ?? endOfTime));
    return date === undefined || others.length > 0 ? null : { date, selection };
  } catch {
    // The field itself refuses it.
    return null;
  }
}

/**
 * The snapshot that one statement may read with the customers behind the resolved field: where one day is asked, which is known
 * without a statement, and one text of typed fields alone, which no column of a customer can be mistaken for. Undefined for any
 * other, which its field reads.
 * @param nodes the field nodes of the customers, at the end of the way
 */
export function profileWith(
  context: RequestContext,
  info: GraphQLResolveInfo,
  nodes: readonly FieldNode[],
  way: Way,
): ProfileWith | undefined {
  const { asked } = planOf(context, 'profile with', info.fieldNodes, () => ({
    asked: askedWith(info, context, nodes, way),
  }));
  const days = asked === null ? undefined : cachedTable(context, completeDays);
  if (asked === null || days === undefined) return undefined;
  const day = newestOn(days, asked.date);
  return day === null ? undefined : { day: day.day, selection: asked.selection };
}

/** What is asked, without the snapshot where that would be too much for one statement. */
export const withinStatement = (asked: AskedCustomer, rows: number): AskedCustomer =>
  asked.profile === undefined || fitsStatement(rows, asked.profile.selection) ? asked : { fields: asked.fields };

/** Hands the snapshots that were read with customers to the loader that their field asks. */
export function keepProfiles(
  context: RequestContext,
  rows: readonly (CustomerRow | null)[],
  { profile }: AskedCustomer,
): void {
  if (profile === undefined) return;
  const { day, selection } = profile;
  const loader = profileLoader(context, selection);
  for (const row of rows) {
    // One that does not fit is read by the loader itself.
    if (row === null || !fits(row)) continue;
    const texts = selection.texts.map(({ shape: { property } }) => [property, row[property] ?? null] as const);
    const found = row['_day'] === null ? null : { _customer: row.id, date: day, ...Object.fromEntries(texts) };
    loader.prime({ customerId: row.id, day }, found as CustomerProfileRow | null);
  }
}
