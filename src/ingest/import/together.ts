import { derivedFrom } from './derivations.js';
import type { ImportPlan } from './planImport.js';

/** Sources that are written in one transaction, with what is derived from them. */
export interface Together {
  readonly plans: readonly ImportPlan[];
  /** Whether something is derived from their targets. */
  readonly isDerived: boolean;
}

/**
 * Cuts sources, in their order, into those that are seen together: a source alone, or neighbours from whose targets
 * something is derived. Tables and queries show what is committed, so they see all that was read before them.
 */
export function cutTogether(plans: readonly ImportPlan[]): Together[] {
  const cut: { plans: ImportPlan[]; isDerived: boolean }[] = [];
  for (const plan of plans) {
    const isDerived = derivedFrom.has(plan.target.name);
    const last = cut.at(-1);
    if (isDerived && last?.isDerived === true && !plan.isStream) last.plans.push(plan);
    else cut.push({ plans: [plan], isDerived });
  }
  return cut;
}
