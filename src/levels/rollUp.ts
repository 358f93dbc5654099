import type { SQL } from 'drizzle-orm';
import { levelBelow, levelsBelow, levelsFrom, type AggregationLevel } from '../words/levels.js';
import { keys, mayCount, part, type AskedValues } from './parts/askedValues.js';
import type { Scope } from '../scope.js';
import { directPart } from './parts/direct.js';
import { askedEntities, definitions, entitiesBelow } from './parts/entities.js';
import { levelsReadParts } from './parts/levelsRead.js';
import { allPart, knownPart, rolled } from './parts/rolled.js';
import { baseRows, countedPart, countedWeights, stored } from './parts/stored.js';

/**
 * The parts of a statement, for `with`, that end in `all_<level>`: the values of the asked entities (`id, metric_name,
 * effective_date, value, is_stored, contributing` …), of the asked metrics and of their weights. A stored value wins; else
 * the rule of the metric makes it of the level below, whose values come about in the same way. `def` holds the definitions,
 * `at_<level>` of the level below the children.
 */
export function rollUpParts(scope: Scope, asked: AskedValues): SQL[] {
  const levels = levelsFrom(asked.level);
  const upwards = levels.toReversed();
  return [
    ...definitions(scope, asked),
    askedEntities(scope, asked),
    stored(scope, asked.level, asked),
    ...levelsReadParts(scope, asked),
    ...entitiesBelow(scope, asked),
    ...levelsBelow(asked.level).map((one) => stored(scope, one, asked)),
    ...(mayCount(asked) ? [baseRows(scope, levels, asked)] : []),
    ...directPart(scope, asked),
    ...upwards.flatMap((one) => {
      const child = levelBelow(one);
      return [
        ...(mayCount(asked) ? [one === asked.level ? countedPart(asked) : countedWeights(one)] : []),
        ...(child === undefined ? [] : [rolled(one, child)]),
        allPart(one, asked),
        ...(one === asked.level ? [] : [knownPart(one, asked)]),
      ];
    }),
  ];
}

/**
 * The parts of `rollUpParts` with weights, and `known_<level>` of the asked level: `id, metric_name, effective_date, value, rule, time_rule, total, weight,
 * own_weight, load_id, last_id`, and whether the metric `is_asked`, and a rule counts things (`is_counted`). With these its values can be put together further, in groups of entities or periods: an average
 * is the sum of `total` by that of `weight`; where only time weighs, an entity's value weighs `own_weight`. What distinct counts
 * count is in `base`, by `of_<level>`.
 */
export function weighedParts(scope: Scope, asked: Omit<AskedValues, 'acrossTime'>): SQL[] {
  const weighed: AskedValues = { ...asked, acrossTime: true };
  return [...rollUpParts(scope, weighed), knownPart(asked.level, weighed)];
}

/** The part that holds the values of the asked level with their weights; see `weighedParts`. */
export const weighedPart = (level: AggregationLevel): SQL => part('known', level);

/** The part that holds the values of the asked level. */
export const valuesPart = (level: AggregationLevel): SQL => part('all', level);

/** The part that holds the entities below those asked for, and its column of the asked keys; undefined at the bottom. */
export function childrenPart(level: AggregationLevel): { readonly part: SQL; readonly parent: SQL } | undefined {
  const child = levelBelow(level);
  return child === undefined ? undefined : { part: part('at', child), parent: keys(level) };
}
