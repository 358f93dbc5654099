import type { ReadinessState } from '../../words/validationWords.js';

/** What is there of a table or column that a feature needs. */
export interface NeedFound {
  readonly table: string;
  /** Null where it is the table itself. */
  readonly column: string | null;
  readonly state: ReadinessState;
  /** Whether the feature also works without it. */
  readonly optional: boolean;
  /** Rows of the table, or rows with a value in the column; null where that is not counted. */
  readonly rows: number | null;
  /** What to do, in a sentence; null where nothing is to be done. */
  readonly remedy: string | null;
}

/** What a feature needs, and whether it can be used. */
export interface FeatureFound {
  readonly id: string;
  readonly title: string;
  readonly rule: string;
  /** Whether no table or column is missing and no needed table is empty. */
  readonly isReady: boolean;
  readonly needs: readonly NeedFound[];
}

/** Whether a rule that holds for all features is kept. */
export interface RuleFound {
  readonly id: string;
  readonly requirement: string;
  readonly isMet: boolean;
  /** What was found, in a sentence. */
  readonly found: string;
  readonly remedy: string | null;
}

/** Something that predictive models need, with the figure that was measured. */
export interface ModelNeedFound {
  readonly id: string;
  readonly requirement: string;
  /** The measured figure; null where there is nothing to measure. */
  readonly measured: number | null;
  readonly unit: string;
  readonly isMet: boolean;
  readonly remedy: string | null;
}

/** What the data allows, feature by feature. */
export interface DataReadiness {
  readonly features: readonly FeatureFound[];
  readonly rules: readonly RuleFound[];
  readonly models: readonly ModelNeedFound[];
  /** Tables that Facet does not have. */
  readonly missingTables: readonly {
    readonly table: string;
    readonly reason: string;
    readonly checks: readonly string[];
  }[];
}
