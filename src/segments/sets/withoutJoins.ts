import type { CompileContext } from '../CompileContext.js';
import { treeOf } from './anyHolds.js';
import { inSet } from './inSet.js';
import type { JoinedCondition } from './JoinedCondition.js';
import { customersOfTree } from './customersOfTree.js';
import type { SetTree } from './SetTree.js';

interface Size {
  readonly conditions: number;
  readonly sets: number;
}

function sizeOf(tree: SetTree): Size {
  if (tree.kind === 'plain') return { conditions: 1, sets: 0 };
  if (tree.kind === 'members') return { conditions: 1, sets: 1 };
  const parts = (tree.kind === 'not' ? [tree.part] : tree.parts).map((part) => sizeOf(part));
  return {
    conditions: parts.reduce((sum, part) => sum + part.conditions, 0),
    sets: parts.reduce((sum, part) => sum + part.sets, 0),
  };
}

/** Few conditions PostgreSQL joins faster, and estimates well enough. */
const few: Size = { conditions: 5, sets: 3 };

/** A condition that is joined with its sets; of many it is the set of its customers, which is made without a join. */
export function withoutJoins(context: CompileContext, condition: JoinedCondition): JoinedCondition {
  const tree = treeOf(context, condition);
  const { conditions, sets } = sizeOf(tree);
  if (sets === 0 || (conditions <= few.conditions && sets <= few.sets)) return condition;
  return { sql: inSet(customersOfTree(context, tree)), ofProfile: false, isPlain: false, tree };
}
