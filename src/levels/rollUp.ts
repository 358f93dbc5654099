import type { SQL } from 'drizzle-orm';
import { levelsFrom, type AggregationLevel } from './levels.js';
import { below, keys, part, type AskedValues } from './parts/askedValues.js';
import { definitions, entities } from './parts/entities.js';
import { all, known, rolled } from './parts/rolled.js';
import { baseRows, counted, stored } from './parts/stored.js';

/**
 * The parts of a statement, for `with`, that end in `all_<level>`: the values of the asked entities (`id, metric_name,
 * effective_date, value, is_stored, contributing` …), of the asked metrics and of their weights. A stored value wins; else
 * the rule of the metric makes it of the level below, whose values come about in the same way. `def` holds the definitions,
 * `at_<level>` of the level below the children.
 */
export function rollUpParts(asked: AskedValues): SQL[] {
  const levels = levelsFrom(asked.level);
  const upwards = levels.toReversed();
  return [
    ...definitions(asked),
    ...entities(asked),
    ...levels.map((one) => stored(one, asked)),
    baseRows(levels, asked),
    ...upwards.flatMap((one) => {
      const child = below(one);
      return [
        counted(one, asked),
        ...(child === undefined ? [] : [rolled(one, child)]),
        all(one),
        ...(one === asked.level ? [] : [known(one, asked)]),
      ];
    }),
  ];
}

/**
 * The same, and `known_<level>` of the asked level: `id, metric_name, effective_date, value, rule, time_rule, total, weight,
 * own_weight, load_id, last_id`, and whether the metric `is_asked`, and a rule counts things (`is_counted`). With these its values can be put together further, in groups of entities or periods: an average
 * is the sum of `total` by that of `weight`; where only time weighs, an entity's value weighs `own_weight`. What distinct counts
 * count is in `base`, by `of_<level>`.
 */
export function weighedParts(asked: Omit<AskedValues, 'acrossTime'>): SQL[] {
  const weighed: AskedValues = { ...asked, acrossTime: true };
  return [...rollUpParts(weighed), known(asked.level, weighed)];
}

/** The part that holds the values of the asked level with their weights; see `weighedParts`. */
export const weighedPart = (level: AggregationLevel): SQL => part('known', level);

/** The part that holds the values of the asked level. */
export const valuesPart = (level: AggregationLevel): SQL => part('all', level);

/** The part that holds the entities below those asked for, and its column of the asked keys; undefined at the bottom. */
export function childrenPart(level: AggregationLevel): { readonly part: SQL; readonly parent: SQL } | undefined {
  const child = below(level);
  return child === undefined ? undefined : { part: part('at', child), parent: keys(level) };
}
