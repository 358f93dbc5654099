import { sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { allOf } from '../../conditions/allOf.js';
import type { Comparand } from '../../conditions/Comparand.js';
import { UserError } from '../../lib/errors/UserError.js';
import { didYouMean } from '../../lib/text/nearNames.js';
import { shortened } from '../../lib/text/shortened.js';
import { appNamed } from '../../levels/askedMetrics.js';
import { levelsOf, type DefinitionRow } from '../../levels/definitions.js';
import { entityColumn, tablesUpTo } from '../../levels/entityTables.js';
import { newestValues } from '../../levels/newestValues.js';
import type { Scope } from '../../scope.js';
import { visibleRows } from '../../visibleRows.js';
import { AggregationLevel, aggregationLevels, levelFacts } from '../../words/levels.js';
import { checkSegmentable } from '../segmentable.js';
import { operandDay } from '../operators/operandDay.js';
import { operatorConditions } from '../operators/operatorConditions.js';
import { dateOperand, operatorForms } from '../operators/operatorForms.js';
import { operatorsSentence } from '../operators/operatorsSentence.js';
import type { SegmentOperators } from '../operators/segmentOperators.js';
import { amongAsked } from '../sets/amongAsked.js';
import { atPath } from './atPath.js';
import type { ConditionContext, ConditionKind } from './ConditionKind.js';
import { nameForm } from './names.js';
import { ofMembers } from '../sets/ofMembers.js';
import { valueText } from './valueText.js';

interface Given {
  readonly level: AggregationLevel;
  readonly name: string;
  readonly app?: string | undefined;
  readonly effective?: string | undefined;
  readonly number: SegmentOperators;
}

function definitionOf({ metrics }: ConditionContext, { level, name }: Given, path: string): DefinitionRow {
  const found = metrics.get(name);
  if (found === undefined)
    throw new UserError(
      `"${path}.name" is "${shortened(name)}", and there is no such metric.${didYouMean(name, metrics.keys())}`,
      'UNKNOWN_METRIC',
    );
  const levels = levelsOf(found);
  if (levels.includes(level)) return found;
  throw new UserError(
    `"${path}.level" is ${level}, and "${name}" has values at ${levels.join(', ') || 'no level'} alone.`,
  );
}

/** The customer's key of what the query `found` has entities of, and where both are read from. */
function reached(
  scope: Scope,
  level: AggregationLevel,
  found: SQL,
): { readonly key: SQL; readonly own: SQL; readonly from: SQL } {
  const { CUSTOMER, ACCOUNT } = AggregationLevel;
  if (level === CUSTOMER) return { key: sql`c.customer_id`, own: sql`v.id`, from: sql`(${found}) as v` };
  const key = sql`c.account_id`;
  if (level === ACCOUNT) return { key, own: sql`v.id`, from: sql`(${found}) as v` };
  const tables = tablesUpTo(scope, ACCOUNT, level);
  const from = sql`${tables} join (${found}) as v on v.id = ${entityColumn(level, levelFacts[level].key)}`;
  return { key, own: entityColumn(ACCOUNT, levelFacts[ACCOUNT].key), from };
}

/** The customers of accounts, which come as `customer_id`. */
const customersOfAccounts = (context: ConditionContext, accounts: SQL): SQL => sql`
  select k.customer_id from ${visibleRows(context.scope, 'customers', 'k')}
  where k.account_id in (select customer_id from (${accounts}) as found) and ${amongAsked(context, sql`k.customer_id`)}`;

const value: Comparand = { kind: 'number', sql: sql`v.value` };

/** Metrics of the customer, or of the account, contract, company or industry that the customer is of: the newest value on a day. */
export const metricKind: ConditionKind<Given> = {
  name: 'metric',
  form: z.strictObject({
    level: z.enum(aggregationLevels),
    name: nameForm,
    app: nameForm.optional(),
    effective: dateOperand.optional(),
    number: operatorForms.number,
  }),
  compile(context, given, path) {
    const { scope, moment, among = null } = context;
    const { level } = given;
    const definition = definitionOf(context, given, path);
    checkSegmentable(scope, path, { table: 'metric_values', metric: given.name });
    const app = atPath(`${path}.app`, () => appNamed(scope.apps, given.app)).name;
    const asked = given.effective === undefined ? moment.day : operandDay(given.effective, moment.day);
    // Of a past day nothing is seen that came later.
    const day = moment.isPast && asked > moment.day ? moment.day : asked;
    const ids = level === AggregationLevel.CUSTOMER ? among : null;
    const { key, own, from } = reached(scope, level, newestValues(scope, { level, app, definition, day, ids }));
    const { isNull, ...others } = given.number;
    const set = (condition: SQL, is = true) => {
      const found = sql`select ${own} as customer_id from ${from} where ${condition}`;
      return ofMembers(level === AggregationLevel.CUSTOMER ? found : customersOfAccounts(context, found), is);
    };
    const compared = operatorConditions(context, value, others, `${path}.number`);
    const parts = [
      ...(compared.length === 0 ? [] : [set(allOf(compared))]),
      // Who has no value is in no set.
      ...(isNull === undefined ? [] : [set(sql`v.value is not null`, !isNull)]),
    ];
    return {
      sql: allOf(parts.map((part) => part.sql)),
      ofProfile: false,
      tree: { kind: 'all', parts: parts.flatMap((part) => part.tree ?? []) },
      hasPast: true,
      value: sql`(select ${valueText(value)} from ${from} where ${own} = ${key})`,
    };
  },
  sentence({ level, name, app, effective, number }) {
    const of = [
      level === AggregationLevel.CUSTOMER ? name : `${name} of the ${level.toLowerCase()}`,
      ...(app === undefined ? [] : [`in ${app}`]),
      ...(effective === undefined ? [] : [`as of ${effective}`]),
    ];
    return `whose ${of.join(' ')} ${operatorsSentence('number', number)}`;
  },
  uses: () => ({ metrics: true }),
};
