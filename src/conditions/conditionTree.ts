import { sql, type SQL } from 'drizzle-orm';
import { UserError } from '../lib/errors/UserError.js';
import { allOf, anyOfThem } from './allOf.js';

/** Conditions on what its leaves name, in the words that are said of it, and other trees; all that is given must hold. */
export interface ConditionTree {
  readonly and?: readonly ConditionTree[] | null | undefined;
  readonly or?: readonly ConditionTree[] | null | undefined;
  readonly not?: ConditionTree | null | undefined;
  readonly [leaf: string]: unknown;
}

/** The refusal of a null within a condition. */
export const nullGiven = (path: string): UserError =>
  new UserError(
    `"${path}" is null, which would ask for nothing in particular: leave it out, or ask for what has no value ` +
      'with "isNull: true".',
  );

/** A member of a tree: the trees below a word, or a leaf with what is said of it. */
type TreeMember =
  | { readonly kind: 'and' | 'or' | 'not'; readonly path: string; readonly branches: readonly TreeBranch[] }
  | { readonly kind: 'leaf'; readonly path: string; readonly name: string; readonly given: unknown };

interface TreeBranch {
  readonly path: string;
  readonly tree: ConditionTree;
}

const branchesOf = (trees: readonly ConditionTree[], path: string): TreeBranch[] =>
  trees.map((tree, n) => ({ path: `${path}[${n}]`, tree }));

/** The members of a tree, one after the other, without what is undefined. Throws a `UserError`, naming the path, for a null. */
export function* membersOf(tree: ConditionTree, path: string): Generator<TreeMember> {
  const { and, or, not } = tree;
  for (const [name, given] of Object.entries(tree)) {
    const at = `${path}.${name}`;
    if (given === null) throw nullGiven(at);
    if (given === undefined) continue;
    if (name === 'and') yield { kind: name, path: at, branches: branchesOf(and ?? [], at) };
    else if (name === 'or') yield { kind: name, path: at, branches: branchesOf(or ?? [], at) };
    else if (name === 'not') yield { kind: name, path: at, branches: [{ path: at, tree: not ?? {} }] };
    else yield { kind: 'leaf', path: at, name, given };
  }
}

/** What is said of a leaf as conditions, all of which must hold. The path is for sentences. */
export type LeafConditions = (name: string, given: unknown, path: string) => readonly SQL[];

/**
 * A tree as the conditions that must all hold. Where one does not hold it is false or null; `not` counts both as "does not
 * hold", so it is the exact complement. That is the same as making each comparison true or false first, because `and` and
 * `or` are true for the same rows either way, and it leaves the comparisons to indexes.
 */
export function treeConditions(tree: ConditionTree, leaf: LeafConditions, path: string): SQL[] {
  return [...membersOf(tree, path)].flatMap((member): readonly SQL[] => {
    if (member.kind === 'leaf') return leaf(member.name, member.given, member.path);
    const branches = member.branches.map((branch) => allOf(treeConditions(branch.tree, leaf, branch.path)));
    switch (member.kind) {
      case 'and':
        return branches;
      case 'or':
        return [anyOfThem(branches)];
      case 'not':
        return [sql`(${allOf(branches)}) is not true`];
    }
  });
}
