import { z } from 'zod';
import { RollUpRule, rollUpRules } from '../words/rollUpRules.js';

/** Values of customers have no base rows, whose items a distinct count would count. */
const rules = rollUpRules.filter((rule) => rule !== RollUpRule.distinct_count);

const rule = z.enum(rules, `is none of ${rules.join(', ')}`);

const name = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,127}$/, 'is not a name of lower-case letters, digits and _ (128 at most, a letter first)');

const metric = z
  .strictObject({
    /** An attribute of customers: an alias, a former name or a slot. */
    attribute: z.string('is missing: name the attribute, e.g. ECOM_TOTAL_NET_SALES_AMOUNT_1M').min(1, 'is empty'),
    /** What the metric is called; default: the attribute in small letters. */
    name: name.optional(),
    /** How the values of customers make that of an account, and so on. */
    acrossEntities: rule.default(RollUpRule.none),
    /** How the values of months make that of a longer period. */
    acrossTime: rule.default(RollUpRule.none),
    /** Of `weighted_average`: the name of the metric that says how much a value counts. */
    weight: name.optional(),
  })
  .superRefine(({ acrossEntities, acrossTime, weight }, context) => {
    const isWeighted = [acrossEntities, acrossTime].includes(RollUpRule.weighted_average);
    if (isWeighted === (weight !== undefined)) return;
    const message = isWeighted
      ? 'is missing: weighted_average needs the metric that says how much a value counts'
      : 'is only used by the rule weighted_average';
    context.addIssue({ code: 'custom', path: ['weight'], message });
  })
  .transform((one) => ({ ...one, name: one.name ?? one.attribute.toLowerCase() }));

/** The keys below `levels:`: which attributes of customers become metrics that accounts, contracts and so on have too. */
export const levelKeys = z
  .strictObject({
    metrics: z
      .array(metric, 'is no list of metrics')
      .max(100, 'has more than 100 metrics')
      .superRefine((metrics, context) => {
        const names = metrics.map((one) => one.name);
        names.forEach((one, n) => {
          if (names.indexOf(one) !== n)
            context.addIssue({ code: 'custom', path: [n, 'name'], message: `is "${one}" a second time` });
        });
      })
      .default([]),
  })
  .prefault({});
