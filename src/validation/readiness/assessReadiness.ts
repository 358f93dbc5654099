import { features } from './features.js';
import { findFeature } from './findNeeds.js';
import { missingTables } from './missingTables.js';
import { findModelNeeds } from './modelNeeds.js';
import type { ModelFigures } from './readModelFigures.js';
import type { DataReadiness } from './DataReadiness.js';
import { findRules, type RuleInput } from './rules.js';

/** What readiness is judged by. */
interface ReadinessInput extends RuleInput {
  readonly figures: ModelFigures;
  readonly now: Date;
}

/** What the data allows, by what was found in one run. */
export const assessReadiness = (input: ReadinessInput): DataReadiness => ({
  features: features.map((feature) => findFeature(input.found, feature)),
  rules: findRules(input),
  models: findModelNeeds(
    { span: input.found.passes.get('unified_transactions')?.span ?? null, now: input.now },
    input.figures,
  ),
  missingTables,
});
