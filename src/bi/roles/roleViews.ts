import { hashText } from '../../lib/text/hashText.js';
import { policyOf } from '../../access/rights.js';
import { createCatalogue, type Catalogue } from '../../catalogue/catalogue.js';
import { namesOf } from '../../catalogue/meaning.js';
import type { Role } from '../../config/access/Role.js';
import { customerProfileFields } from '../../db/tables/index.js';
import { declaredClasses } from '../../words/piiClasses.js';
import { piiPolicies } from '../../words/rights.js';
import { profileViews, type NamedView } from '../profileViews.js';
import { describeColumns } from '../tableViews/tableView.js';
import type { TableRows } from '../tableViews/TableRows.js';
import { tableViews } from '../tableViews/tableViews.js';
import type { slotColumns, ViewColumn } from '../viewColumns.js';
import { campaignViews } from './campaignViews.js';
import { realNamesOf, slotsOf } from './meaningColumns.js';
import { isNarrowed, narrowedRows } from './narrowedRows.js';
import { policyColumn } from './policyColumns.js';
import { textList } from './textList.js';

/** What the views of a role are made by, beside the role. */
export interface ViewSources {
  readonly catalogue: Catalogue;
  /** The slots of the wide table with their SQL types. */
  readonly slots: Parameters<typeof slotColumns>[0];
}

/** The meanings of slots, without those that the role is refused. */
function fieldsView(role: Role, rows: TableRows): NamedView {
  const named = declaredClasses.filter((known) => policyOf({ role }, known) !== 'refuse');
  const known = `coalesce(f.pii_class, '') = any (${textList(role.unclassified === 'refuse' ? named : [...named, ''])})`;
  const told = { pii: 'NONE' as const };
  return {
    name: 'vw_customer_profile_fields_v1_2',
    from: `${rows('customer_profile_fields', 'f')} where ${known}`,
    columns: describeColumns(
      customerProfileFields,
      {
        slot: { as: 'field_name', ...told },
        alias: { as: 'alias_field_name', ...told },
        description: told,
        data_type: told,
        unit: told,
        valid_from: told,
        valid_to: told,
      },
      'f',
    ),
  };
}

/** How personal an attribute is that a table holds under its own name: of several meanings the one that the role sees the least of. */
function withClass(role: Role, { meanings }: Catalogue, column: ViewColumn): ViewColumn {
  if (column.pii !== undefined) return column;
  const found = meanings
    .filter((one) => one.definition === column.name || namesOf(one).some((name) => name.toLowerCase() === column.name))
    .map(({ piiClass }) => piiClass)
    .toSorted((a, b) => piiPolicies.indexOf(policyOf({ role }, b)) - piiPolicies.indexOf(policyOf({ role }, a)));
  return { ...column, pii: found[0] ?? null };
}

/**
 * The views of the schema `bi` as a role sees them: its rows, and columns by the policies of their classes. Where rows are left out
 * each is a barrier, so that no condition of a reader is evaluated on them before.
 */
export function roleViews(role: Role, { catalogue, slots }: ViewSources): readonly NamedView[] {
  const rows = narrowedRows(role);
  const profiles = profileViews(rows, {
    slots: slotsOf(role, catalogue, slots),
    realNames: realNamesOf(role, catalogue),
  });
  const others = [fieldsView(role, rows), ...campaignViews(rows), ...tableViews(rows)].map((view) => ({
    ...view,
    columns: view.columns.flatMap((column) => policyColumn(role, withClass(role, catalogue, column))),
  }));
  return [...profiles, ...others].map((view) => ({ ...view, isBarrier: isNarrowed(role) }));
}

/** Names what a role may see by this version of Facet: 16 digits, others where its rows, its policies or the views are others. */
export function policyDigest(role: Role): string {
  const { pii, unclassified, apps, brands } = role;
  const views = roleViews(role, { catalogue: createCatalogue(0, []), slots: [] });
  return hashText(JSON.stringify([pii, unclassified, apps, brands, views])).slice(0, 16);
}
