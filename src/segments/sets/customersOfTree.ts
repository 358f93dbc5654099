import { sql, type SQL } from 'drizzle-orm';
import { allOf, anyOfThem } from '../../conditions/allOf.js';
import { list } from '../../db/sql.js';
import { customersOf } from '../../operands/customersOf.js';
import type { CompileContext } from '../CompileContext.js';
import { amongAsked } from './amongAsked.js';
import type { SetTree } from './SetTree.js';

type Plain = Extract<SetTree, { readonly kind: 'plain' }>;

/** A tree as one comparison, where there is no set in it. */
function asPlain(tree: SetTree): Plain | undefined {
  if (tree.kind === 'plain') return tree;
  if (tree.kind === 'members') return undefined;
  const parts = (tree.kind === 'not' ? [tree.part] : tree.parts).map((part) => asPlain(part));
  const known = parts.filter((part) => part !== undefined);
  if (known.length < parts.length) return undefined;
  const conditions = known.map((part) => part.sql);
  const ofProfile = known.some((part) => part.ofProfile);
  if (tree.kind === 'not') return { kind: 'plain', sql: sql`(${allOf(conditions)}) is not true`, ofProfile };
  return { kind: 'plain', sql: tree.kind === 'all' ? allOf(conditions) : anyOfThem(conditions), ofProfile };
}

/** What must all hold at the top of a tree. */
const conjuncts = (tree: SetTree): readonly SetTree[] =>
  tree.kind === 'all' ? tree.parts.flatMap((part) => conjuncts(part)) : [tree];

/** Bits that one number has for the parts of a tree; the first of all says that the customer is there. */
const perNumber = 62;

/** The parts of a tree that have a bit each. */
class Bits {
  readonly plain: { readonly bit: number; readonly of: Plain }[] = [];
  readonly sets: { readonly bit: number; readonly members: SQL }[] = [];
  private next = 1;

  /** The condition on the bits of a customer that a tree is. */
  conditionOf(tree: SetTree): SQL {
    const plain = asPlain(tree);
    if (plain !== undefined) {
      this.plain.push({ bit: this.next, of: plain });
      return this.taken();
    }
    switch (tree.kind) {
      case 'plain':
      case 'members':
        if (tree.kind === 'members') this.sets.push({ bit: this.next, members: tree.members });
        return this.taken();
      case 'all':
        return allOf(tree.parts.map((part) => this.conditionOf(part)));
      case 'any':
        return anyOfThem(tree.parts.map((part) => this.conditionOf(part)));
      case 'not':
        return sql`not ${this.conditionOf(tree.part)}`;
    }
  }

  /** How many numbers hold the bits. */
  get numbers(): number {
    return Math.ceil(this.next / perNumber);
  }

  private taken(): SQL {
    const bit = this.next;
    this.next += 1;
    return isSet(bit);
  }
}

const numberName = (number: number): string => `bits${number}`;
const valueOf = (bit: number): SQL => sql.raw(`${1n << BigInt(bit % perNumber)}::bigint`);
const isIn = (bit: number, number: number): boolean => Math.floor(bit / perNumber) === number;

function isSet(bit: number): SQL {
  const numbers = sql.raw(`m.${numberName(Math.floor(bit / perNumber))}`);
  return sql`((bit_or(${numbers}) & ${valueOf(bit)}) <> 0)`;
}

const columns = (count: number, of: (number: number) => SQL): SQL =>
  list(Array.from({ length: count }, (_, n) => sql`${of(n)} as ${sql.raw(numberName(n))}`));

/**
 * The customers that a tree means, as a query of `customer_id`: each set is read once, and what is known of a customer is put together
 * by key. Nothing is joined, so that no estimate of PostgreSQL can go wrong: of many conditions it expects one customer, and would
 * look through every set for each of a hundred thousand.
 */
export function customersOfTree(context: CompileContext, tree: SetTree): SQL {
  const all = conjuncts(tree).map((part) => ({ part, plain: asPlain(part) }));
  const own = all.flatMap(({ plain }) => plain ?? []);
  const bits = new Bits();
  const condition = allOf([isSet(0), ...all.flatMap(({ part, plain }) => (plain ? [] : [bits.conditionOf(part)]))]);
  const ofProfile = [...own, ...bits.plain.map(({ of }) => of)].some((plain) => plain.ofProfile);
  const counted = (number: number): SQL => {
    const values = bits.plain
      .filter(({ bit }) => isIn(bit, number))
      .map(({ bit, of }) => sql`case when ${of.sql} then ${valueOf(bit)} else 0 end`);
    return sql.join([isIn(0, number) ? valueOf(0) : sql.raw('0::bigint'), ...values], sql` + `);
  };
  const { scope, moment } = context;
  const customers = sql`
    select c.customer_id, ${columns(bits.numbers, counted)} from ${customersOf(scope, { day: moment.profileDay }, ofProfile)}
    where ${allOf([...own.map((plain) => plain.sql), amongAsked(context, sql`c.customer_id`)])}`;
  const sets = bits.sets.map(({ bit, members }) => {
    const values = columns(bits.numbers, (number) => (isIn(bit, number) ? valueOf(bit) : sql.raw('0::bigint')));
    return sql`select customer_id, ${values} from (${members}) as members`;
  });
  return sql`select m.customer_id from (${sql.join([customers, ...sets], sql` union all `)}) as m
    group by m.customer_id having ${condition}`;
}
