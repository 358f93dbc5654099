const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const number = /^-?\d+(\.\d+)?$/;
const instant = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/;

function neutralScalar(value: unknown): unknown {
  if (typeof value === 'number') return neutralScalar(String(value));
  if (typeof value !== 'string') return value;
  if (number.test(value)) return value.includes('.') ? value.replace(/\.?0+$/, '') : value;
  return instant.test(value) ? new Date(value).toISOString() : value;
}

/**
 * An answer without what contestants may do differently: lists lose their edges and nodes, `fields` become those of the
 * object that they are in, a `profile` in a list of one is that one; numbers are written without zeros at the end, and
 * instants in UTC.
 */
export function neutralAnswer(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(neutralAnswer);
  if (!isRecord(value)) return neutralScalar(value);
  if ('edges' in value) return (value['edges'] as { node: unknown }[]).map(({ node }) => neutralAnswer(node));
  if ('nodes' in value) return neutralAnswer(value['nodes']);
  const flat: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) {
    if (name === '__typename') continue;
    const neutral = neutralAnswer(inner);
    if (name === 'fields' && isRecord(neutral)) Object.assign(flat, neutral);
    else flat[name] = name === 'profile' && Array.isArray(neutral) ? (neutral[0] ?? null) : neutral;
  }
  return flat;
}

/** Where two neutral answers differ first, as `customers.3.profile.shopItems: "1" and "2"`; undefined where they are equal. */
export function firstDifference(a: unknown, b: unknown, path = ''): string | undefined {
  const told = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 80);
  const bothLists = Array.isArray(a) && Array.isArray(b);
  const bothRecords = isRecord(a) && isRecord(b);
  if (!bothLists && !bothRecords) return a === b ? undefined : `${path || 'the answer'}: ${told(a)} and ${told(b)}`;
  const [one, other] = [a, b] as [Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>];
  for (const name of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const found = firstDifference(one[name], other[name], path === '' ? name : `${path}.${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** How many values an answer holds that are not null: an empty answer would be equal to any other. */
export function countValues(value: unknown): number {
  if (Array.isArray(value) || isRecord(value))
    return Object.values(value).reduce((sum: number, inner) => sum + countValues(inner), 0);
  return value === null || value === undefined ? 0 : 1;
}
