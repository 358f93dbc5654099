import type { RequestContext } from '../../federation/requestContext.js';
import type { QueryMetricDefinitionsArgs, Resolvers } from '../../generated/resolvers.js';
import { distinctTexts } from '../../levels/askedMetrics.js';
import { grainsOf, levelsOf, type DefinitionRow } from '../../levels/definitions.js';
import { foldText } from '../../lib/text/foldText.js';
import { searchWords } from '../../population/search.js';
import { availabilityLoader, loadDefinition, loadDefinitions } from './loaders.js';
import { ruleName } from './shape.js';

const textOf = ({ name, label, description, category, unit }: DefinitionRow): string =>
  foldText([name, label, description, category, unit].join('\n'));

async function definitionList(
  { level, search, names }: Partial<QueryMetricDefinitionsArgs>,
  context: RequestContext,
): Promise<DefinitionRow[]> {
  const words = searchWords(search).map(foldText);
  const wanted = names == null ? null : new Set(distinctTexts(names, 'names'));
  return [...(await loadDefinitions(context)).values()].filter(
    (row) =>
      (level == null || levelsOf(row).includes(level)) &&
      (wanted?.has(row.name) ?? true) &&
      words.every((word) => textOf(row).includes(word)),
  );
}

/** The definition of a name that something stored refers to. */
export function definitionOf(context: RequestContext, name: string): DefinitionRow | Promise<DefinitionRow> {
  const known = (definition: DefinitionRow | null): DefinitionRow => {
    if (definition === null) throw new Error(`The metric ${name} has no definition`);
    return definition;
  };
  const loaded = loadDefinition(context, name);
  return loaded instanceof Promise ? loaded.then(known) : loaded;
}

export const definitionResolvers = {
  Query: {
    metricDefinitions: (_, asked, context) => definitionList(asked, context),
  },
  MetricDefinition: {
    levels: levelsOf,
    grains: grainsOf,
    acrossEntities: ({ acrossEntities }) => ruleName(acrossEntities),
    acrossTime: ({ acrossTime }) => ruleName(acrossTime),
    weight: ({ weightName }, _, context) => (weightName === null ? null : loadDefinition(context, weightName)),
    availability: ({ name }, _, context) => availabilityLoader(context).load(name),
  },
} satisfies Resolvers;
