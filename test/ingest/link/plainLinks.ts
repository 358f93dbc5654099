/** A source record as the plain rules see it. */
export interface PlainRecord {
  readonly pk: string;
  readonly customer: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly loyalty_id: string | null;
  readonly fk: string | null;
  readonly given_name: string | null;
  readonly surname: string | null;
  readonly create_dt: string | null;
  readonly waits: boolean;
}

interface Limits {
  readonly mostNames: number;
  readonly mostRecords: number;
}

const kinds = ['email', 'phone', 'loyalty_id', 'fk'] as const;

/** A union-find over keys. */
class Sets {
  private readonly parents = new Map<string, string>();

  find(one: string): string {
    const parent = this.parents.get(one) ?? one;
    return parent === one ? one : this.find(parent);
  }

  join(one: string, other: string): void {
    this.parents.set(this.find(one), this.find(other));
  }
}

function grouped<T>(items: readonly T[], by: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(by(item), [...(groups.get(by(item)) ?? []), item]);
  return [...groups.values()];
}

const names = (records: readonly PlainRecord[], name: 'given_name' | 'surname'): number =>
  new Set(records.map((record) => record[name]).filter((one) => one !== null)).size;

/** The components of all records, by values that are of few enough names, and by the customers that sources give. */
function components(records: readonly PlainRecord[], { mostNames }: Limits): PlainRecord[][] {
  const sets = new Sets();
  for (const kind of kinds) {
    const known = records.filter((record) => record[kind] !== null);
    for (const sharing of grouped(known, (record) => record[kind] ?? '')) {
      const isBad =
        names(sharing, 'given_name') > mostNames || (kind === 'email' && names(sharing, 'surname') > mostNames);
      if (!isBad) for (const record of sharing) sets.join(record.pk, (sharing[0] as PlainRecord).pk);
    }
  }
  const given = records.filter(({ waits }) => !waits);
  for (const same of grouped(given, ({ customer }) => customer))
    for (const record of same) sets.join(record.pk, (same[0] as PlainRecord).pk);
  return grouped(records, ({ pk }) => sets.find(pk));
}

/** The keys of the records that wait, in groups that are to be one customer each, in order. */
export function expectedGroups(records: readonly PlainRecord[], limits: Limits): string[][] {
  return components(records, limits)
    .map((component) => component.filter(({ waits }) => waits))
    .flatMap((waiting) =>
      waiting.length <= limits.mostRecords
        ? [waiting]
        : grouped(waiting, ({ customer, pk }) => (customer === '' ? `record ${pk}` : `customer ${customer}`)),
    )
    .filter((group) => group.length > 0)
    .map((group) => group.map(({ pk }) => pk).toSorted());
}

/** The id of each record that waits by its key: one that is there, or `new of` the first record of its group. */
export function expectedIds(
  records: readonly PlainRecord[],
  groups: readonly string[][],
  limits: Limits,
): Map<string, string> {
  const byKey = new Map(records.map((record) => [record.pk, record]));
  const given = new Set(records.filter(({ waits }) => !waits).map(({ customer }) => customer));
  const ids = new Map<string[], string>();
  const whole = components(records, limits);
  for (const group of groups) {
    const component = whole.find((one) => one.some(({ pk }) => pk === group[0])) ?? [];
    const of = new Set(component.filter(({ waits }) => !waits).map(({ customer }) => customer));
    const former = byKey.get(group[0] ?? '')?.customer ?? '';
    const isLarge = component.filter(({ waits }) => waits).length > limits.mostRecords;
    if (isLarge ? of.has(former) : of.size === 1) ids.set(group, isLarge ? former : ([...of][0] ?? ''));
  }
  // One claim after the other, the strongest first.
  const claims = groups
    .filter((group) => !ids.has(group))
    .flatMap((group) =>
      grouped(
        group
          .map((pk) => byKey.get(pk) as PlainRecord)
          .filter(({ customer }) => customer !== '' && !given.has(customer)),
        ({ customer }) => customer,
      ).map((same) => ({
        group,
        id: same[0]?.customer ?? '',
        records: same.length,
        oldest: same.map(({ create_dt }) => create_dt ?? '9999').toSorted()[0] ?? '9999',
        first: same.map(({ pk }) => pk).toSorted()[0] ?? '',
      })),
    )
    .toSorted((a, b) => b.records - a.records || compare(a.oldest, b.oldest) || compare(a.first, b.first));
  const taken = new Set<string>();
  for (const { group, id } of claims)
    if (!ids.has(group) && !taken.has(id)) {
      ids.set(group, id);
      taken.add(id);
    }
  return new Map(groups.flatMap((group) => group.map((pk) => [pk, ids.get(group) ?? `new of ${group[0]}`] as const)));
}

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
