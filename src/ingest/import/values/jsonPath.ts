import { compile, JSONPathError, type JSONValue } from 'json-p3';
import { badConfig } from './badConfig.js';
import { textOf, type JsonValue } from './jsonValue.js';

/** What a JSON path finds in a value, in its order. */
export type JsonPath = (value: JsonValue) => readonly JsonValue[];

/** Compiles a JSON path (RFC 9535), e.g. `$.items[0].price`. Throws a `UserError` that names `where`. */
export function compileJsonPath(query: unknown, where: string): JsonPath {
  if (typeof query !== 'string') throw badConfig(`${where} is not the text of a JSON path.`);
  try {
    const names = plainNames(query);
    if (names !== undefined) return (value) => follow(value, names);
    const compiled = compile(query);
    return (value) => compiled.query(value as JSONValue).values() as JsonValue[];
  } catch (error) {
    if (!(error instanceof JSONPathError)) throw error;
    throw badConfig(`${where}: "${query}" is no JSON path: ${error.message}.`);
  }
}

/** The names of a path such as `$.device.geo`: the common case, and many times faster by hand. */
function plainNames(query: string): readonly string[] | undefined {
  return /^\$(?:\.[A-Za-z_]\w*)+$/.test(query) ? query.slice(2).split('.') : undefined;
}

function follow(value: JsonValue, names: readonly string[]): JsonValue[] {
  let at: JsonValue | undefined = value;
  for (const name of names) {
    if (typeof at !== 'object' || at === null || Array.isArray(at) || !Object.hasOwn(at, name)) return [];
    at = (at as Readonly<Record<string, JsonValue>>)[name];
  }
  return at === undefined ? [] : [at];
}

/** The text of what a path found: of one value its own, of several the JSON of their list; null of none. */
export const foundText = (found: readonly JsonValue[]): string | null =>
  found.length > 1 ? textOf(found) : textOf(found[0]);
