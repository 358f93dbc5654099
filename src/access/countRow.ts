import type { Budget } from '../lib/budget/Budget.js';
import { rowCost } from '../lib/budget/costs.js';
import type { PersonsRead } from './PersonsRead.js';

/** Counts rows of statements: what each takes, and whose it is. */
export const countRow =
  (budget: Budget, persons: PersonsRead) =>
  (row: Readonly<Record<string, unknown>>): void => {
    budget.take(rowCost(row));
    persons.addOwner(row);
  };
