/** Values of variables by their names: as a request gave them, with defaults for those that it left out. */
export type Variables = Readonly<Record<string, unknown>>;

/** Points that are as many as any others: no sum and no product has more. */
export const mostPoints = 1e15;

/** A step of a formula, whose value depends on variables. */
export interface FormulaStep {
  readonly at: number;
}

/** A number, or what is one once variables are known. */
export type PriceTerm = number | FormulaStep;

/** Puts another value in the place of a step. */
export interface Override {
  readonly at: number;
  readonly value: number;
}

type Work = (values: readonly number[], variables: Variables) => number;

const bounded = (value: number): number => Math.min(value, mostPoints);

/**
 * Sums and products that are worked out when variables are known. What is known before is worked out at once, and a part that stands in
 * several places is one step, so that the time is bounded by the steps and not by the places.
 */
export class Formula {
  private readonly steps: Work[] = [];

  /** How many values have to be worked out. */
  get size(): number {
    return this.steps.length;
  }

  /** A value that a function reads of variables. */
  variable(read: (variables: Variables) => number): FormulaStep {
    return this.step((_, variables) => read(variables));
  }

  sum(terms: readonly PriceTerm[]): PriceTerm {
    let known = 0;
    const ats: number[] = [];
    for (const term of terms) {
      if (typeof term === 'number') known += term;
      else ats.push(term.at);
    }
    if (ats.length === 0) return bounded(known);
    const [first, ...others] = ats;
    if (known === 0 && others.length === 0 && first !== undefined) return { at: first };
    return this.step((values) => ats.reduce((sum, at) => sum + (values[at] ?? 0), known));
  }

  product(one: PriceTerm, other: PriceTerm): PriceTerm {
    if (one === 0 || other === 0) return 0;
    if (typeof one === 'number') {
      if (typeof other === 'number') return bounded(one * other);
      return one === 1 ? other : this.step((values) => one * (values[other.at] ?? 0));
    }
    if (typeof other === 'number') return this.product(other, one);
    return this.step((values) => (values[one.at] ?? 0) * (values[other.at] ?? 0));
  }

  largest(terms: readonly PriceTerm[]): PriceTerm {
    const known = Math.max(0, ...terms.filter((term) => typeof term === 'number'));
    const ats = terms.flatMap((term) => (typeof term === 'number' ? [] : [term.at]));
    if (ats.length === 0) return known;
    return this.step((values) => ats.reduce((largest, at) => Math.max(largest, values[at] ?? 0), known));
  }

  /** The values of all steps. */
  evaluate(variables: Variables, override?: Override): readonly number[] {
    const values: number[] = [];
    for (const [at, work] of this.steps.entries())
      values.push(override?.at === at ? override.value : bounded(work(values, variables)));
    return values;
  }

  private step(work: Work): FormulaStep {
    this.steps.push(work);
    return { at: this.steps.length - 1 };
  }
}

/** The value of a term among those of all steps. */
export const termValue = (term: PriceTerm, values: readonly number[]): number =>
  typeof term === 'number' ? term : (values[term.at] ?? 0);
