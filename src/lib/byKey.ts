/** Puts rows in the order of keys; null where no row has the key. */
export function byKey<K, R>(keys: readonly K[], rows: readonly R[], keyOf: (row: R) => K): (R | null)[] {
  const rowOf = new Map(rows.map((row) => [keyOf(row), row]));
  return keys.map((key) => rowOf.get(key) ?? null);
}

/** Rows by their keys. Rows of one key keep their order. */
export function rowsByKey<K, R>(rows: readonly R[], keyOf: (row: R) => K): ReadonlyMap<K, R[]> {
  const rowsOf = new Map<K, R[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = rowsOf.get(key);
    if (group) group.push(row);
    else rowsOf.set(key, [row]);
  }
  return rowsOf;
}

/** Groups rows under keys, in the order of keys; [] where no row has the key. Rows keep their order. */
export function groupByKey<K, R>(keys: readonly K[], rows: readonly R[], keyOf: (row: R) => K): R[][] {
  const rowsOf = rowsByKey(rows, keyOf);
  return keys.map((key) => rowsOf.get(key) ?? []);
}
