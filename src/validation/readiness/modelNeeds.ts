import type { ModelFigures } from './readModelFigures.js';
import type { ModelNeedFound } from './DataReadiness.js';

/** The first and the last order, and the instant of the run. */
interface History {
  readonly span: { readonly first: string; readonly last: string } | null;
  readonly now: Date;
}

const [yearDays, dayMs] = [365.25, 86_400_000];

const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals));

const years = ({ span }: History): number | null =>
  span === null ? null : rounded((Date.parse(span.last) - Date.parse(span.first)) / dayMs / yearDays, 1);

const daysOld = ({ span, now }: History): number | null =>
  span === null ? null : rounded((now.getTime() - Date.parse(span.last)) / dayMs, 1);

type Judged = Omit<ModelNeedFound, 'isMet' | 'remedy'> & { readonly isMet: boolean; readonly otherwise: string };

const judge = ({ otherwise, ...need }: Judged): ModelNeedFound => ({
  ...need,
  remedy: need.isMet ? null : otherwise,
});

/** What predictive models need (spec A14), with what was measured. The bounds on customers and repeaters are Facet's own. */
export function findModelNeeds(
  history: History,
  { purchasers, repeaters, categories }: ModelFigures,
): ModelNeedFound[] {
  const [long, old] = [years(history), daysOld(history)];
  const share = purchasers === 0 ? null : rounded((100 * repeaters) / purchasers, 1);
  return [
    judge({
      id: 'HISTORY',
      requirement: 'Orders of at least four years; five and more are advised.',
      measured: long,
      unit: 'years',
      isMet: (long ?? 0) >= 4,
      otherwise: 'Import older orders, if only with customer, time and revenue.',
    }),
    judge({
      id: 'PURCHASERS',
      requirement: 'At least 1,000 customers with an order.',
      measured: purchasers,
      unit: 'customers',
      isMet: purchasers >= 1000,
      otherwise: 'Import orders of more customers, and the keys by which orders find theirs.',
    }),
    judge({
      id: 'REPEATERS',
      requirement: 'At least 10 percent of these have more than one order.',
      measured: share,
      unit: 'percent',
      isMet: (share ?? 0) >= 10,
      otherwise: 'Look whether one person is several customers, and import older orders.',
    }),
    judge({
      id: 'CATEGORIES',
      requirement: 'From 20 to 2,000 categories of products, for product affinity.',
      measured: categories,
      unit: 'categories',
      isMet: categories >= 20 && categories <= 2000,
      otherwise: 'Import products with a category that is neither too coarse nor too fine.',
    }),
    judge({
      id: 'FRESHNESS',
      requirement: 'The newest order is at most two days old, because models are fed daily.',
      measured: old,
      unit: 'days',
      isMet: old !== null && old <= 2,
      otherwise: 'Import orders every day.',
    }),
  ];
}
