import type { Budget } from '../lib/budget/Budget.js';
import { errorCostOf, isNoInt, jsonCost, textCost, valueCost } from '../lib/budget/costs.js';
import { waitCost, waitingFieldCost, waitingObjectCost } from '../lib/budget/waits.js';
import type { FieldPlan } from './fieldPlan.js';
import { pathTo, type Frame, type Key } from './Frame.js';
import { isOfLeaves } from './positions.js';

// Bytes of V8's heap, measured with 200,000 fields.
const plannedFieldCost = 500;

/** The names around a place as text, with what keeps them together. */
const pathLength = (frame: Frame, key: Key): number =>
  pathTo(frame, key).reduce<number>((sum, step) => sum + 8 + (typeof step === 'string' ? step.length : 0), 0);

/** Counts in a request's budget what its answer takes while it is made; without a budget it counts nothing. */
export class Meter {
  constructor(private readonly budget: Budget | undefined) {}

  /** Whether the request was refused or answered: nothing more is made for it. */
  get hasEnded(): boolean {
    return this.budget !== undefined && this.budget.hasEnded;
  }

  /** Throws what ended the request. */
  check(): void {
    this.budget?.take(0);
  }

  /** Counts the value of a field. */
  takeValue(value: unknown, field: FieldPlan, frame: Frame): void {
    if (this.budget === undefined) return;
    // Aliases may be as long as a document: each value of the answer stands beside its name.
    const named = 2 * field.responseName.length;
    this.budget.take(named + this.costOf(value, field, frame));
  }

  /** Counts an object whose first members are there as JSON. */
  takeText(text: string): void {
    this.budget?.take(textCost(text));
  }

  /** Counts a field that waits for a promise, and what becomes of each object around it that did not wait before. */
  takeWait(frame: Frame): void {
    if (this.budget === undefined) return;
    let cost = waitCost;
    for (let one: Frame | undefined = frame; one !== undefined && !one.waits; one = one.parent) {
      one.waits = true;
      if (one.typeName !== undefined) cost += waitingObjectCost + waitingFieldCost * one.size;
    }
    this.budget.take(cost);
  }

  /** Counts fields that are planned for this request, and kept perhaps. */
  takePlan(fields: number): void {
    if (fields > 0) this.budget?.take(plannedFieldCost * fields);
  }

  /** Counts the error of a field or an item. */
  takeError(error: unknown, frame: Frame, key: Key): void {
    this.budget?.take(errorCostOf(error, pathLength(frame, key)));
  }

  /** A later turn of the event loop, where the present one has lasted too long and the field may wait. */
  laterTurn(field: FieldPlan, frame: Frame): Promise<void> | undefined {
    const { budget } = this;
    if (budget === undefined || !field.mayWait || !budget.isDue) return undefined;
    this.takeWait(frame);
    return budget.turn();
  }

  private costOf(value: unknown, { isInt, position, responseName }: FieldPlan, frame: Frame): number {
    if (typeof value === 'string' && !isInt) return textCost(value);
    if (typeof value === 'object' && value !== null)
      return isOfLeaves(position) && !Array.isArray(value) ? jsonCost(value) : valueCost(value);
    return isInt && isNoInt(value) ? errorCostOf(value, pathLength(frame, responseName)) : valueCost(value);
  }
}
