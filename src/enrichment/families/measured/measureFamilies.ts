import type { AttributeFamily } from '../../definitions/definition.js';
import { isMeasured, type MeasuredAttribute, type MeasureSourceName } from '../../measures/measured.js';
import { activitySource } from './activitySource.js';
import { measuredRows } from './measuredRows.js';
import type { MeasuredSource } from './MeasuredSource.js';
import { orderLineSource, orderSource } from './orderSources.js';
import { visitSource } from './visitSource.js';

const sources: Readonly<Record<MeasureSourceName, MeasuredSource>> = {
  activity: activitySource,
  visits: visitSource,
  orders: orderSource,
  order_lines: orderLineSource,
};

/**
 * Measured attributes by their source, one family for each that is used; each reads its source once. Throws a `UserError`
 * for a column that orders or visits do not have.
 */
export const measureFamilies = (definitions: readonly MeasuredAttribute[]): AttributeFamily[] =>
  Object.entries(sources).flatMap(([name, { words, rows, visitColumns, check }]) => {
    const attributes = definitions.filter(({ measured }) => measured.source === name);
    if (attributes.length === 0) return [];
    check(attributes);
    return {
      name: `measures_${name}`,
      source: words,
      attributes,
      ...(visitColumns !== undefined && { visitColumns: () => visitColumns }),
      rows: (wanted, context) => {
        const measured = wanted.filter(isMeasured);
        return measuredRows(measured, rows(measured, context));
      },
    };
  });
