import type { RequestContext } from '../../context.js';
import type { QueryMetricDefinitionsArgs, Resolvers } from '../../generated/resolvers.js';
import { checkNames } from '../../levels/askedMetrics.js';
import { grainsOf, levelsOf, type DefinitionRow } from '../../levels/definitions.js';
import { folded } from '../../lib/folded.js';
import { searchWords } from '../../population/search.js';
import { availabilityLoader, loadDefinitions } from './loaders.js';
import { ruleName } from './shape.js';

const textOf = ({ name, label, description, category, unit }: DefinitionRow): string =>
  folded([name, label, description, category, unit].join('\n'));

async function definitionList(
  { level, search, names }: Partial<QueryMetricDefinitionsArgs>,
  context: RequestContext,
): Promise<DefinitionRow[]> {
  const words = searchWords(search).map(folded);
  const wanted = names == null ? null : new Set(checkNames(names, 'names'));
  return [...(await loadDefinitions(context)).values()].filter(
    (row) =>
      (level == null || levelsOf(row).includes(level)) &&
      (wanted?.has(row.name) ?? true) &&
      words.every((word) => textOf(row).includes(word)),
  );
}

/** The definition of a name that something stored refers to. */
export async function definitionOf(context: RequestContext, name: string): Promise<DefinitionRow> {
  const definition = (await loadDefinitions(context)).get(name);
  if (definition === undefined) throw new Error(`The metric ${name} has no definition`);
  return definition;
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
    weight: async ({ weightName }, _, context) =>
      weightName === null ? null : ((await loadDefinitions(context)).get(weightName) ?? null),
    availability: ({ name }, _, context) => availabilityLoader(context).load(name),
  },
} satisfies Resolvers;
