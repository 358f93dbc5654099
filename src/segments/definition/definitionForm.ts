import { z } from 'zod';
import { conditionKinds } from '../conditions/conditionKinds.js';
import { oneOf } from '../conditions/oneOf.js';
import { listLimits } from '../../words/limits.js';
import type { SegmentDefinition } from '../SegmentDefinition.js';

const { segmentGroups: mostGroups, segmentConditions: mostConditions } = listLimits;

const join = z.enum(['AND', 'OR']).optional();

/** One condition: an object with exactly one member, which is named after its kind. */
const conditionForm = oneOf(Object.fromEntries(conditionKinds.map(({ name, form }) => [name, form])), {}).meta({
  id: 'condition',
});

const conditionGroup = z
  .strictObject({
    join,
    conditions: z
      .array(conditionForm)
      .min(1, 'is empty: give it a condition, or leave the group out')
      .max(mostConditions, `has more than ${mostConditions} entries, which are the most`),
  })
  .meta({ id: 'group' });

const groups = z
  .array(conditionGroup)
  .max(mostGroups, `has more than ${mostGroups} entries, which are the most`)
  .optional();

/** The form of a definition, which JSON, YAML and the input of GraphQL have alike. */
export const definitionForm: z.ZodType<SegmentDefinition> = z.strictObject({
  include: z.strictObject({ join, groups }).optional(),
  exclude: groups,
});
