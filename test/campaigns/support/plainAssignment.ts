import { createHash } from 'node:crypto';

/** What a slow assignment is made of: sets of customers, and the rules as plain sets of those who break them. */
export interface PlainQuestion {
  readonly salt: string;
  readonly include: readonly (readonly string[])[];
  readonly exclude: readonly (readonly string[])[];
  /** Reasons in their order, with whether a customer is dropped for it. */
  readonly rules: readonly (readonly [reason: string, isBroken: (customer: string) => boolean])[];
  readonly subAudiences: readonly {
    readonly name: string;
    readonly customers: readonly string[];
    readonly treatments: readonly PlainTreatment[];
  }[];
  readonly firstMatchOnly: boolean;
  readonly remaining: readonly PlainTreatment[] | undefined;
  /** `customer sub-audience` → treatment in the delivery before. */
  readonly before: ReadonlyMap<string, string>;
}

export interface PlainTreatment {
  readonly name: string;
  readonly percentage: number;
  readonly isControl: boolean;
}

const hashOf = (salt: string, customer: string): string =>
  createHash('sha256').update(`${salt}:${customer}`).digest('hex');

/** Whole sizes by the largest rests, worked out in fractions of 10,000 with control first. */
function sizesOf(total: number, treatments: readonly PlainTreatment[]): number[] {
  const exact = treatments.map(({ percentage }) => BigInt(total) * BigInt(Math.round(percentage * 100)));
  const sizes = exact.map((one) => Number(one / 10_000n));
  const rests = exact.map((one, n) => ({ n, rest: one % 10_000n }));
  rests.sort((a, b) => (a.rest === b.rest ? a.n - b.n : a.rest > b.rest ? -1 : 1));
  const left = total - sizes.reduce((sum, one) => sum + one, 0);
  for (const { n } of rests.slice(0, left)) sizes[n] = (sizes[n] ?? 0) + 1;
  return sizes;
}

function splitPlainly(question: PlainQuestion, name: string, customers: string[], given: readonly PlainTreatment[]) {
  const treatments = [...given.filter((one) => one.isControl), ...given.filter((one) => !one.isControl)];
  const waiting = customers.toSorted((a, b) =>
    hashOf(question.salt, a) < hashOf(question.salt, b)
      ? -1
      : hashOf(question.salt, a) > hashOf(question.salt, b)
        ? 1
        : 0,
  );
  const room = sizesOf(customers.length, treatments);
  const result = new Map<string, string>();
  for (const customer of waiting) {
    const treatment = treatments.findIndex((one) => question.before.get(`${customer} ${name}`) === one.name);
    if (treatment < 0 || (room[treatment] ?? 0) === 0) continue;
    room[treatment] = (room[treatment] ?? 0) - 1;
    result.set(customer, treatments[treatment]?.name ?? '');
  }
  for (const customer of waiting) {
    if (result.has(customer)) continue;
    const open = room.findIndex((one) => one > 0);
    room[open] = (room[open] ?? 0) - 1;
    result.set(customer, treatments[open]?.name ?? '');
  }
  return result;
}

/** Customer by customer, as `customer sub-audience/treatment` or `customer reason`, sorted. */
export function assignPlainly(question: PlainQuestion): string[] {
  const { include, exclude, rules, subAudiences, firstMatchOnly, remaining } = question;
  const audience = [...new Set(include.flat())].filter((one) => !exclude.some((list) => list.includes(one)));
  const lines: string[] = [];
  const groups = new Map<string, string[]>();
  for (const customer of audience) {
    const broken = rules.find(([, isBroken]) => isBroken(customer));
    const matching = subAudiences.filter(({ customers }) => customers.includes(customer)).map(({ name }) => name);
    const names = firstMatchOnly ? matching.slice(0, 1) : matching;
    if (names.length === 0 && remaining !== undefined) names.push('Remaining');
    if (broken !== undefined) lines.push(`${customer} ${broken[0]}`);
    else if (names.length === 0) lines.push(`${customer} NO_SUB_AUDIENCE`);
    else for (const name of names) groups.set(name, [...(groups.get(name) ?? []), customer]);
  }
  for (const [name, customers] of groups) {
    const treatments = subAudiences.find((one) => one.name === name)?.treatments ?? remaining ?? [];
    for (const [customer, treatment] of splitPlainly(question, name, customers, treatments))
      lines.push(`${customer} ${name}/${treatment}`);
  }
  return lines.toSorted();
}
