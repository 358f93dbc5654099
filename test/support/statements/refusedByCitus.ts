import { parseSync } from 'libpg-query';
import { checkQuery, isQuery } from './checkQuery.js';
import type { CitusRule } from './citusRule.js';
import { findAll, functionName, visitTree, type Tree } from './tree.js';

/** The statements of a text as PostgreSQL's own parser reads them. Throws for what it cannot read. */
const parsed = (text: string): Tree => parseSync(text) as Tree;

/** The rules that a text breaks, each once; [] where it runs on Citus as far as can be told from it. Throws where it cannot be read. */
export function refusedByCitus(text: string): CitusRule[] {
  const broken = new Set<CitusRule>();
  const refuse = (rule: CitusRule) => void broken.add(rule);
  const around = { kept: new Map(), outer: [], isBeside: false, isOpen: false, isBranch: false, refuse };
  const tree = parsed(text);
  if (findAll(tree, 'FuncCall').some((call) => functionName(call) === 'set_config')) refuse('setConfig');
  visitTree(tree, (kind, node) => {
    if (!isQuery(kind)) return true;
    checkQuery(kind, node, around);
    return false;
  });
  return [...broken];
}
