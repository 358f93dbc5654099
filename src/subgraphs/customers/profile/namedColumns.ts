import { resolvedColumn, resolveName, type Catalogue, type ProfileColumn } from '../../../catalogue/catalogue.js';
import { bareType } from '../../../catalogue/slotValues.js';
import { DataType } from '../../../words/dataTypes.js';

/** What a client named: how it is read, the name to show, and whether its values are instants. */
export interface NamedColumn {
  readonly column: ProfileColumn;
  /** The alias as it is now; the slot's own name where a slot was asked for. */
  readonly name: string;
  readonly isInstant: boolean;
}

const isInstant = (dataType: DataType): boolean => dataType === DataType.datetime;

function namedColumn(catalogue: Catalogue, asked: string): NamedColumn {
  const resolved = resolveName(catalogue, asked);
  const column = resolvedColumn(resolved);
  if ('slot' in resolved) return { column, name: resolved.slot, isInstant: isInstant(bareType(resolved.slot)) };
  const { meanings, name, dataType } = resolved.name;
  return { column, name: meanings.at(-1)?.alias ?? name, isInstant: isInstant(dataType) };
}

/** What each name stands for, in their order. Throws a `UserError` with near names for an unknown one. */
export const namedColumns = (catalogue: Catalogue, names: readonly string[]): NamedColumn[] =>
  names.map((name) => namedColumn(catalogue, name));
