import { z } from 'zod';
import { DataType, dataTypeNames } from '../../../../words/dataTypes.js';
import { declaredClasses } from '../../../../words/piiClasses.js';
import { textExpressions } from '../../expressions/texts.js';
import { badConfig } from '../../values/badConfig.js';

const optionalText = z.string('is no text').min(1, 'is empty').optional();

/** The keys of a mapping that describe the attribute; the others say how it is read. */
const attributeOptions = z.object({
  type: z.enum(dataTypeNames).default(DataType.text),
  description: optionalText,
  unit: optionalText,
  category: optionalText,
  piiClass: z.enum(declaredClasses).optional(),
});

/** How a mapping describes an attribute. */
export type AttributeOptions = z.infer<typeof attributeOptions>;

/** The columns of `imported_attributes` that are no attributes. */
export const keyNames: readonly string[] = ['customer_id', 'app'];

/** `household size` → `HOUSEHOLD_SIZE`, `Größe` → `GROSSE` */
const toAlias = (name: string): string =>
  name
    .replaceAll(/[ßẞ]/g, 'ss')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .toUpperCase();

/** The mapping with an attribute for every other column of the source, where only the customer is mapped. */
function withOtherColumns(mapped: Readonly<Record<string, unknown>>, names: readonly string[], where: string) {
  if (Object.keys(mapped).some((name) => !keyNames.includes(name))) return mapped;
  const used = new Set(Object.values(mapped).flatMap(columnsIn));
  const others = new Map<string, string>();
  for (const name of names.filter((name) => !used.has(name))) {
    const alias = toAlias(name);
    const other = others.get(alias);
    if (other !== undefined)
      throw badConfig(
        `${where}.columns: the columns "${other}" and "${name}" would both become ${alias}; map the attributes one by one.`,
      );
    others.set(alias, name);
  }
  return { ...mapped, ...Object.fromEntries([...others].map(([alias, name]) => [alias, { column: name }])) };
}

/** The keys of expressions that change the text of one column. */
const textChanges = ['column', 'of', ...Object.keys(textExpressions)];

/** The columns that an expression changes the text of. */
function columnsIn(source: unknown): string[] {
  if (typeof source === 'string') return [source];
  if (typeof source !== 'object' || source === null) return [];
  return textChanges.flatMap((key) => columnsIn((source as Readonly<Record<string, unknown>>)[key]));
}

/** Separates the options of an attribute from the rest of its mapping. Throws a `UserError` that names the key. */
function splitOptions(
  source: unknown,
  where: string,
): { readonly source: unknown; readonly options: AttributeOptions } {
  const isObject = typeof source === 'object' && source !== null && !Array.isArray(source);
  const given = isObject ? (source as Readonly<Record<string, unknown>>) : {};
  const parsed = attributeOptions.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw badConfig(`${where}.${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}.`);
  }
  const reading = Object.entries(given).filter(([key]) => !Object.hasOwn(attributeOptions.shape, key));
  return { source: isObject ? Object.fromEntries(reading) : source, options: parsed.data };
}

/**
 * Separates what a mapping says about attributes from how their columns are read. `names` are the columns of the
 * source. Throws a `UserError` that names the key, also where there is no attribute at all.
 */
export function attributeMapping(
  mapped: Readonly<Record<string, unknown>>,
  names: readonly string[],
  where: string,
): { readonly columns: Record<string, unknown>; readonly options: ReadonlyMap<string, AttributeOptions> } {
  const options = new Map<string, AttributeOptions>();
  const columns: Record<string, unknown> = {};
  for (const [name, source] of Object.entries(withOtherColumns(mapped, names, where))) {
    const split = keyNames.includes(name) ? { source } : splitOptions(source, `${where}.columns.${name}`);
    columns[name] = split.source;
    if ('options' in split) options.set(name, split.options);
  }
  if (options.size === 0) throw badConfig(`${where}.columns: no attribute is mapped beside the customer.`);
  return { columns, options };
}
