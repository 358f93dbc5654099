import { describe, expect, it } from '@jest/globals';
import { enrichmentKeys } from '../../../../src/config/enrichmentKeys.js';
import { baseAttributes, type BaseAttribute } from '../../../../src/enrichment/definitions/definition.js';
import { visitFamilies } from '../../../../src/enrichment/families/visits/visitFamilies.js';
import { windowsIn } from '../../../../src/enrichment/families/visits/windowsIn.js';

const attribute = (sql: string): BaseAttribute => ({
  name: 'a',
  alias: 'A',
  description: '',
  dataType: 'integer',
  category: '',
  piiClass: 'NONE',
  sql,
});

it('windowsIn gives each number of days that is counted back from the day, once', () => {
  const attributes = [
    'count(*) filter (where v.day > v.as_of - 14)',
    'max(v.day) <= v.as_of - 7 or max(v.day) <= v.as_of - 365',
    'sum(v.events) filter (where v.is_start and v.visit_day > v.as_of - 14)',
    'v.as_of - max(v.day)',
    'count(*)',
  ].map(attribute);
  expect(windowsIn(attributes)).toEqual([14, 7, 365]);
  expect(windowsIn([])).toEqual([]);
});

/**
 * What of an attribute's SQL looks at the day in a way that is not known: values of the day before would serve for a customer
 * whose values have changed without a visit.
 */
function faultOf({ name, sql, growsDaily }: BaseAttribute): string[] {
  if (growsDaily === true)
    return /^v\.as_of - (min|max)\(v\.\w+\)$/.test(sql) ? [] : [`${name} does not grow by one with every day`];
  const rest = sql.replaceAll(/v\.(day|visit_day) > v\.as_of - \d+\b|max\(v\.day\) <= v\.as_of - \d+\b/g, '');
  return rest.includes('as_of')
    ? [`${name}: write "v.day > v.as_of - <days>" for a window, or growsDaily for the days since something`]
    : [];
}

describe('attributes of visits', () => {
  it.each(['none', 'legacy'])('look at the day by windows, or grow by one daily: compatibility %s', (compatibility) => {
    const families = visitFamilies(enrichmentKeys.parse({ compatibility }));
    expect(families.flatMap(baseAttributes).flatMap(faultOf)).toEqual([]);
  });

  it('are told apart where they do not', () => {
    expect(faultOf(attribute('v.as_of - min(v.day)'))).toHaveLength(1);
    expect(faultOf(attribute('count(*) filter (where v.day >= v.as_of - 14)'))).toHaveLength(1);
    expect(faultOf(attribute('count(*) filter (where v.day > v.as_of-14)'))).toHaveLength(1);
    expect(faultOf({ ...attribute('max(v.day) <= v.as_of - 7'), growsDaily: true })).toHaveLength(1);
  });
});
