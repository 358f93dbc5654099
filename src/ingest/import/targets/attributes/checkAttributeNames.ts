import type { Catalogue } from '../../../../catalogue/catalogue.js';
import { freeAlias } from '../../../../catalogue/freeAlias.js';
import { aliasFault } from '../../../../catalogue/names.js';
import { reservation, type ReservedName } from '../../../../catalogue/reservedNames.js';
import { UserError } from '../../../../lib/errors/UserError.js';

/** The attributes of one source that become aliases, and where they are mapped. */
export interface NewAttributes {
  readonly source: string;
  /** The place of the entry in the config, for error messages. */
  readonly where: string;
  /** Attribute → column or expression. */
  readonly columns: Readonly<Record<string, unknown>>;
}

const columnOf = (mapping: unknown): string | undefined => {
  if (typeof mapping === 'string') return mapping;
  const { column } = (mapping ?? {}) as { readonly column?: unknown };
  return typeof column === 'string' ? column : undefined;
};

/** Why a name cannot be that of an attribute, as a clause; undefined where it can. */
function faultOf(name: string, catalogue: Catalogue, reserved: readonly ReservedName[]): string | undefined {
  const form = aliasFault(name);
  if (form !== undefined) return form;
  const kept = reservation(reserved, catalogue, name);
  return kept === undefined ? undefined : `it is the name of ${kept.words}`;
}

/**
 * Throws a `UserError` of code `ALIAS_RESERVED` for names that are no aliases or are reserved: one for all of them,
 * with their columns, what the names belong to, and other names to use.
 */
export function checkAttributeNames(
  names: readonly string[],
  { source, where, columns }: NewAttributes,
  { catalogue, reserved }: { readonly catalogue: Catalogue; readonly reserved: readonly ReservedName[] },
): void {
  const beside = new Set(names);
  const faults = names.flatMap((name) => {
    const reason = faultOf(name, catalogue, reserved);
    if (reason === undefined) return [];
    const column = columnOf(columns[name]);
    const at = column === undefined ? '' : ` for the column "${column}"`;
    const plain = aliasFault(`X_${name}`.slice(0, 63)) === undefined;
    const better = plain ? freeAlias(name, { catalogue, reserved, beside, prefix: source.toUpperCase() }) : undefined;
    return [{ sentence: `The alias "${name}" is refused${at}: ${reason}.`, better, column }];
  });
  if (faults.length === 0) return;
  const others = faults.flatMap(({ better, column }) => (better === undefined ? [] : [`${better}: ${column ?? '…'}`]));
  const such = others.length === 0 ? '' : `, such as { ${others.join(', ')} } and the other columns that are wanted`;
  throw new UserError(
    `${where}: ${faults.map(({ sentence }) => sentence).join(' ')} Give other names below "columns"${such}.`,
    'ALIAS_RESERVED',
  );
}
