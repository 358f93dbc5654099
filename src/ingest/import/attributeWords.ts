import { z } from 'zod';
import { dataTypeNames, type DataType } from '../../catalogue/dataTypes.js';
import { piiClasses } from '../../catalogue/piiClasses.js';
import { UserError } from '../../lib/UserError.js';

const said = z.string('is no text').min(1, 'is empty').optional();

/** The keys of a mapping that are words about the attribute; the others say how it is read. */
const attributeWords = z.object({
  type: z.enum(dataTypeNames as [DataType, ...DataType[]]).default('text'),
  description: said,
  unit: said,
  category: said,
  piiClass: z.enum(piiClasses).optional(),
});

/** What a mapping says of an attribute beside where it comes from. */
export type AttributeWords = z.infer<typeof attributeWords>;

/** What the columns of `imported_attributes` are called that are no attributes. */
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

/** Where only the customer is mapped, every other column of the source is an attribute. */
function withOthers(mapped: Readonly<Record<string, unknown>>, names: readonly string[], where: string) {
  if (Object.keys(mapped).some((name) => !keyNames.includes(name))) return mapped;
  const used = new Set(Object.values(mapped).flatMap(columnsIn));
  const others = new Map<string, string>();
  for (const name of names.filter((name) => !used.has(name))) {
    const alias = toAlias(name);
    const other = others.get(alias);
    if (other !== undefined)
      throw new UserError(
        `${where}.columns: the columns "${other}" and "${name}" would both become ${alias}; map the attributes one by one.`,
        'BAD_CONFIG',
      );
    others.set(alias, name);
  }
  return { ...mapped, ...Object.fromEntries([...others].map(([alias, name]) => [alias, { column: name }])) };
}

/** Expressions that give one column in other letters. */
const changes = ['column', 'trim', 'lower', 'upper', 'replace', 'of'] as const;

/** The column that a key is made of. */
function columnsIn(source: unknown): string[] {
  if (typeof source === 'string') return [source];
  if (typeof source !== 'object' || source === null) return [];
  return changes.flatMap((key) => columnsIn((source as Readonly<Record<string, unknown>>)[key]));
}

function part(source: unknown, where: string): { readonly source: unknown; readonly words: AttributeWords } {
  const isObject = typeof source === 'object' && source !== null && !Array.isArray(source);
  const given = isObject ? (source as Readonly<Record<string, unknown>>) : {};
  const parsed = attributeWords.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new UserError(`${where}.${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}.`, 'BAD_CONFIG');
  }
  const reading = Object.entries(given).filter(([key]) => !(key in attributeWords.shape));
  return { source: isObject ? Object.fromEntries(reading) : source, words: parsed.data };
}

/**
 * Parts the words about attributes from the mapping of their columns. Throws a `UserError` that names the key, also where
 * there is no attribute at all.
 */
export function attributeMapping(
  mapped: Readonly<Record<string, unknown>>,
  names: readonly string[],
  where: string,
): { readonly columns: Record<string, unknown>; readonly words: ReadonlyMap<string, AttributeWords> } {
  const words = new Map<string, AttributeWords>();
  const columns: Record<string, unknown> = {};
  for (const [name, source] of Object.entries(withOthers(mapped, names, where))) {
    const parted = keyNames.includes(name) ? { source } : part(source, `${where}.columns.${name}`);
    columns[name] = parted.source;
    if ('words' in parted) words.set(name, parted.words);
  }
  if (words.size === 0)
    throw new UserError(`${where}.columns: no attribute is mapped beside the customer.`, 'BAD_CONFIG');
  return { columns, words };
}
