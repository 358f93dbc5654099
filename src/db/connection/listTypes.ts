import { parse as parseArray } from 'postgres-array';
import type { DriverOptions } from './driverTypes.js';

/** Built-in types and those of their lists, by oid. */
const listTypes: readonly (readonly [element: number, list: number])[] = [
  [16, 1000], // boolean
  [17, 1001], // bytea
  [18, 1002], // "char"
  [19, 1003], // name
  [20, 1016], // bigint
  [21, 1005], // smallint
  [23, 1007], // integer
  [25, 1009], // text
  [26, 1028], // oid
  [114, 199], // json
  [700, 1021], // real
  [701, 1022], // double precision
  [1042, 1014], // char(n)
  [1043, 1015], // varchar
  [1082, 1182], // date
  [1083, 1183], // time
  [1114, 1115], // timestamp
  [1184, 1185], // timestamptz
  [1700, 1231], // numeric
  [2950, 2951], // uuid
  [3802, 3807], // jsonb
];

type Serialize = (value: unknown) => string;

function listLiteral(values: unknown, serialize: Serialize | undefined): string {
  if (!Array.isArray(values)) return String(values);
  const items = values.map((value: unknown) => {
    if (Array.isArray(value)) return listLiteral(value, serialize);
    if (value === undefined) throw new Error('A list that is bound to a statement has an undefined value.');
    if (value === null) return 'null';
    return `"${(serialize === undefined ? String(value as string | number | bigint) : serialize(value)).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  });
  return `{${items.join(',')}}`;
}

/**
 * Tells the options how lists are written and read. postgres.js would ask each new connection for its types, and ends the
 * process where that connection is lost meanwhile.
 */
export function addListTypes({ parsers, serializers, shared }: DriverOptions): void {
  for (const [element, list] of listTypes) {
    const parse = parsers[element] as ((text: string) => unknown) | undefined;
    const serialize = serializers[element] as Serialize | undefined;
    shared.typeArrayMap[element] = list;
    parsers[list] = (text: string) => parseArray(text, parse ?? ((value: string) => value));
    serializers[list] = (values: unknown) => listLiteral(values, serialize);
  }
}
