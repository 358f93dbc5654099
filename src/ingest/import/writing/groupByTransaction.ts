import { derivedFrom } from '../../derive/index.js';
import type { ImportPlan } from '../plan/planImport.js';

/** Sources that are written in one transaction, together with what is derived from them. */
export interface TransactionGroup {
  readonly plans: readonly ImportPlan[];
  /** Whether something is derived from their targets. */
  readonly isDerived: boolean;
}

/**
 * Groups sources, in their order, by the transaction that they are written in: a source alone, or neighbours from whose
 * targets something is derived. A table or a query reads what is committed, so it begins a group of its own.
 */
export function groupByTransaction(plans: readonly ImportPlan[]): TransactionGroup[] {
  const groups: { plans: ImportPlan[]; isDerived: boolean }[] = [];
  for (const plan of plans) {
    const isDerived = derivedFrom.has(plan.target.name);
    const last = groups.at(-1);
    if (isDerived && last?.isDerived === true && !plan.isStream) last.plans.push(plan);
    else groups.push({ plans: [plan], isDerived });
  }
  return groups;
}
