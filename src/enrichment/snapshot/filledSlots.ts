import { importedColumn } from '../../catalogue/importedColumn.js';
import type { FieldMeaning } from '../../catalogue/meaning.js';
import { catalogueKey, type AttributeDefinition, type AttributeFamily } from '../definitions/definition.js';
import { importedFamily, importedName, type ImportedMeaning } from '../families/importedFamily.js';
import type { AttributeRegistry } from '../families/registry.js';

/** A slot to fill, and the definition that fills it. */
export interface FilledSlot {
  readonly slot: string;
  readonly attribute: AttributeDefinition;
}

/** The slots that are filled under a set of meanings, and the families of their attributes. */
export interface FilledSlots {
  readonly slots: readonly FilledSlot[];
  readonly families: readonly AttributeFamily[];
}

/** The families of imported columns, from the meanings that they fill. */
function importedFamilies(meanings: readonly FieldMeaning[]): AttributeFamily[] {
  const bySource = new Map<string, ImportedMeaning[]>();
  for (const meaning of meanings) {
    const column = importedColumn(meaning.definition);
    if (column === undefined) continue;
    bySource.set(column.source, [...(bySource.get(column.source) ?? []), { ...meaning, column: column.name }]);
  }
  return [...bySource].map(([source, columns]) => importedFamily(source, columns));
}

/**
 * The slots that definitions and imports fill under a set of meanings, with the families of their attributes. Other meanings are
 * left out.
 */
export function filledSlots(meanings: readonly FieldMeaning[], registry: AttributeRegistry): FilledSlots {
  const families = [...registry.families, ...importedFamilies(meanings)];
  const definitions = new Map(
    families.flatMap(({ attributes }) => attributes.map((attribute) => [catalogueKey(attribute), attribute] as const)),
  );
  const slots = meanings
    .flatMap((meaning) => {
      const { slot, definition: key } = meaning;
      const attribute = definitions.get(importedColumn(key) === undefined ? (key ?? '') : importedName(meaning));
      return attribute === undefined ? [] : [{ slot, attribute }];
    })
    .toSorted((a, b) => (a.slot < b.slot ? -1 : 1));
  return { slots, families };
}
