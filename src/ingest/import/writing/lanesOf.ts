import type { ImportPlan } from '../plan/planImport.js';
import type { TransactionGroup } from './groupByTransaction.js';

/** Groups that are written one after the other. */
export type Lane = readonly TransactionGroup[];

/** Targets that no other target is read for, and which none reads: their rows stand for themselves. */
const independent: ReadonlySet<string> = new Set([
  'activity',
  'products',
  'unified_scores',
  'email_opt_status',
  'sms_opt_status',
  'campaign_recipients',
]);

const followsPersons = ({ columns }: ImportPlan): boolean =>
  columns.some(({ target }) => target.name === 'source_namespace');

/** The lane of a source; undefined where all before it must be written, and it before all that come after. */
function laneName(plan: ImportPlan, isDerived: boolean): string | undefined {
  const { isStream, target } = plan;
  if (isStream || target.state !== undefined || target.changeCatalogue !== undefined) return undefined;
  if (isDerived) return 'persons';
  if (!independent.has(target.name)) return undefined;
  return followsPersons(plan) ? 'persons' : target.name;
}

/**
 * Puts groups, in their order, into steps of lanes. The lanes of a step do not depend on each other, so they may be written at the
 * same time, with the same rows as one after the other: what goes into one table is in one lane, and so are persons, their orders
 * and what follows them.
 */
export function lanesOf(groups: readonly TransactionGroup[]): readonly (readonly Lane[])[] {
  const steps: Map<string, TransactionGroup[]>[] = [];
  let isOpen = false;
  for (const group of groups) {
    const names = new Set(group.plans.map((plan) => laneName(plan, group.isDerived)));
    const [name] = names;
    const isAlone = names.size !== 1 || name === undefined;
    if (!isOpen || isAlone) steps.push(new Map());
    const lane = isAlone ? '' : name;
    const step = steps.at(-1);
    step?.set(lane, [...(step.get(lane) ?? []), group]);
    isOpen = !isAlone;
  }
  return steps.map((step) => [...step.values()]);
}
