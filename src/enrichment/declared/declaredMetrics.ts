import { checkAliasForm } from '../../catalogue/names.js';
import { UserError } from '../../lib/UserError.js';
import { graphqlName } from '../../lib/graphqlName.js';
import { didYouMean } from '../../lib/nearNames.js';
import type { DerivedMetric, MetricDefinition } from '../definition.js';
import type { MeasuredMetric } from '../measures/measured.js';
import { declaredMetric, valueKind, type Declared, type FindMetric } from './declaredMetric.js';

/** A definition and, for sentences, where it stands. */
interface Known {
  readonly definition: MetricDefinition;
  readonly words: string;
}

/** Refuses a name or alias that another definition has; GraphQL does not tell `A_1` from `a_1`. */
function checkIsFree({ name, alias }: MetricDefinition, path: string, known: readonly Known[]): void {
  for (const { definition, words } of known) {
    if (definition.name === name)
      throw new UserError(`${path}.name: "${name}" is taken by ${words}; give the metric another name.`);
    if (graphqlName(definition.alias) === graphqlName(alias))
      throw new UserError(
        `${path}.alias: the alias "${alias}" of the metric "${name}" is taken by ${words} with the alias ` +
          `"${definition.alias}"; give the metric another.`,
      );
  }
  checkAliasForm(alias);
}

const finder =
  (declared: readonly Declared[], index: number, known: readonly Known[]): FindMetric =>
  (key, name, kinds) => {
    const path = `enrichment.metrics.${index}.${key}`;
    const definition = known.find((one) => one.definition.name === name)?.definition;
    if (definition !== undefined) {
      if (kinds === undefined || kinds.includes(valueKind(definition))) return definition;
      throw new UserError(
        `${path}: the metric "${name}" is ${definition.dataType}, and ${kinds.join(' or ').toLowerCase()} is needed.`,
      );
    }
    if (declared.slice(index).some((one) => one.name === name))
      throw new UserError(
        `${path}: the metric "${name}" is not declared above; a metric comes after those it is made of.`,
      );
    const names = known.map((one) => one.definition.name);
    throw new UserError(`${path}: there is no metric "${name}".${didYouMean(name, names)}`, 'UNKNOWN_METRIC');
  };

/**
 * The definitions of declared metrics, in their order. Throws a `UserError` that names the key where a name or alias is
 * taken, or a metric is made of one that is not there, not above it, or of another type.
 */
export function declaredMetrics(
  declared: readonly Declared[],
  builtIn: readonly MetricDefinition[],
): readonly (MeasuredMetric | DerivedMetric)[] {
  const known: Known[] = builtIn.map((definition) => ({
    definition,
    words: `the built-in metric "${definition.name}"`,
  }));
  return declared.map((one, index) => {
    const definition = { ...declaredMetric(one, finder(declared, index, known)), isForeign: true };
    const path = `enrichment.metrics.${index}`;
    checkIsFree(definition, path, known);
    known.push({ definition, words: `the metric "${definition.name}" of ${path}` });
    return definition;
  });
}
