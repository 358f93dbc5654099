import type { MetricsQuestion } from '../../levels/askedMetrics.js';
import type { EntityRow } from '../../levels/entities.js';
import { checkLocale } from '../../lib/checks/checkLocale.js';
import { formatValue } from '../../lib/numbers/formatValue.js';
import { toGlobalId } from '../../lib/relay/globalId.js';
import { levelFacts, type AggregationLevel } from '../../words/levels.js';
import type { RollUpRule } from '../../words/rollUpRules.js';

/** What stands behind an `Entity`: a row of a level, or a customer of the subgraph that owns customers. */
export type AnyEntityRow = EntityRow | { readonly __typename: string; readonly id: string };

/** The GraphQL type of an entity. */
export const typeOf = (row: AnyEntityRow): string => ('level' in row ? levelFacts[row.level].type : row.__typename);

/** The global identifier of an entity of a level. */
export const entityNodeId = ({ level, id }: EntityRow): string => toGlobalId(levelFacts[level].type, id);

/** What stands behind an `EntityMetrics`: the entity, and which of its values are asked for. */
export interface EntityMetricsRow {
  readonly level: AggregationLevel;
  readonly app: string;
  readonly entity: EntityRow;
  readonly question: MetricsQuestion;
}

export const toEntityMetrics = (entity: EntityRow, question: MetricsQuestion): EntityMetricsRow => ({
  level: entity.level,
  app: question.app,
  entity,
  question,
});

/** A rule as the contract writes it. */
export const ruleName = (rule: RollUpRule): Uppercase<RollUpRule> => rule.toUpperCase() as Uppercase<RollUpRule>;

/** A value as a person reads it; null where there is none. Throws a `UserError` for a locale that is none. */
export const formatted = (
  { value, unit }: { readonly value: string | null; readonly unit: string | null },
  { locale }: { readonly locale?: string | null },
): string | null => formatValue(value, unit, checkLocale(locale ?? 'en'));
