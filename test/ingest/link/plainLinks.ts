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

/** Records of a value that is of few enough names. */
function sharingRecords(records: readonly PlainRecord[], { mostNames }: Limits): PlainRecord[][] {
  return kinds.flatMap((kind) => {
    const known = records.filter((record) => record[kind] !== null);
    return grouped(known, (record) => record[kind] ?? '').filter(
      (sharing) =>
        names(sharing, 'given_name') <= mostNames && (kind !== 'email' || names(sharing, 'surname') <= mostNames),
    );
  });
}

interface Component {
  readonly waiting: readonly PlainRecord[];
  /** The customers that sources gave and that share a value with one of the records. */
  readonly given: ReadonlySet<string>;
}

/** The components of the records that wait. */
function components(records: readonly PlainRecord[], limits: Limits): Component[] {
  const sets = new Sets();
  const shared = sharingRecords(records, limits);
  for (const sharing of shared) {
    const [first, ...others] = sharing.filter(({ waits }) => waits);
    for (const { pk } of others) sets.join(pk, first?.pk ?? '');
  }
  const all = grouped(
    records.filter(({ waits }) => waits),
    ({ pk }) => sets.find(pk),
  );
  return all.map((waiting) => {
    const near = shared.filter((sharing) => sharing.some((record) => waiting.includes(record))).flat();
    return { waiting, given: new Set(near.filter(({ waits }) => !waits).map(({ customer }) => customer)) };
  });
}

/** The keys of the records that wait, in groups that are to be one customer each, in order. */
export function expectedGroups(records: readonly PlainRecord[], limits: Limits): string[][] {
  return components(records, limits)
    .flatMap(({ waiting }) =>
      waiting.length <= limits.mostRecords
        ? [waiting]
        : grouped(waiting, ({ customer, pk }) => (customer === '' ? `record ${pk}` : `customer ${customer}`)),
    )
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
    const component = whole.find(({ waiting }) => waiting.some(({ pk }) => pk === group[0]));
    const of = component?.given ?? new Set<string>();
    const former = byKey.get(group[0] ?? '')?.customer ?? '';
    const isLarge = (component?.waiting.length ?? 0) > limits.mostRecords;
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
