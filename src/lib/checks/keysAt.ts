import type { z } from 'zod';

/** The part of a schema's definition that leads to its keys. */
interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
  readonly innerType?: z.core.$ZodType;
  readonly in?: z.core.$ZodType;
  readonly element?: z.core.$ZodType;
  readonly catchall?: z.core.$ZodType;
  readonly options?: readonly z.core.$ZodType[];
  readonly getter?: () => z.core.$ZodType;
}

const definitionOf = (schema: z.core.$ZodType): Definition => schema._zod.def as unknown as Definition;

/** The objects and lists that a schema stands for, whatever is put around them. */
function unwrapped(schema: z.core.$ZodType): readonly Definition[] {
  const definition = definitionOf(schema);
  const inner = definition.innerType ?? definition.in ?? definition.getter?.();
  if (inner !== undefined) return unwrapped(inner);
  return definition.options === undefined ? [definition] : definition.options.flatMap(unwrapped);
}

const below = ({ element, shape = {}, catchall }: Definition, key: PropertyKey): readonly z.core.$ZodType[] => {
  const name = String(key);
  // Users name columns as they like, `constructor` too.
  const found = typeof key === 'number' ? element : Object.hasOwn(shape, name) ? shape[name] : catchall;
  return found === undefined ? [] : [found];
};

/** The keys that a schema knows at a path, e.g. `['aliases', 'add', 0]`. */
export function keysAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
  const [key, ...rest] = path;
  const definitions = unwrapped(schema);
  if (key === undefined) return [...new Set(definitions.flatMap(({ shape }) => Object.keys(shape ?? {})))];
  return [...new Set(definitions.flatMap((one) => below(one, key)).flatMap((one) => keysAt(one, rest)))];
}
