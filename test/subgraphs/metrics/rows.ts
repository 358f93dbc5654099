import { systemViewer } from '../../../src/access/viewer.js';
import type { AvailabilityRow, DefinitionRow } from '../../../src/levels/definitions.js';
import type { EntityRow } from '../../../src/levels/entities.js';
import { metricMeasures } from '../../../src/metricGroups/metricGroups.js';
import { toMeta } from '../../../src/levels/meta.js';
import type { MetricValueRow } from '../../../src/levels/values.js';
import { toGroupKey } from '../../../src/population/groups/groupKey.js';
import { columnOperand } from '../../../src/operands/operands.js';
import { toMetricAggregate } from '../../../src/subgraphs/metrics/aggregates/shape.js';
import { toEntityMetrics } from '../../../src/subgraphs/metrics/shape.js';
import { AggregationLevel, aggregationLevels, levelFacts, levelsAbove } from '../../../src/words/levels.js';
import type { NamesByType } from '../../contract/rules/sourceFaults.js';
import { pageRows } from '../pageRows.js';

const entity: EntityRow = {
  level: 'ACCOUNT',
  id: '',
  name: null,
  parentId: null,
  customerIndustry: null,
  isKeyAccount: null,
  nEmployees: null,
  country: null,
};
const metas = aggregationLevels.map((level) => toMeta({ ...entity, level }));
const value: MetricValueRow = {
  level: 'CUSTOMER',
  entityId: '',
  app: '',
  name: '',
  value: null,
  unit: null,
  effectiveDate: '',
  origin: 'STORED',
  children: null,
  childrenWithValue: null,
  computedAt: null,
};
const definition: DefinitionRow = {
  name: '',
  label: null,
  description: '',
  unit: null,
  category: null,
  storedLevels: [],
  acrossEntities: 'none',
  acrossTime: 'none',
  weightName: null,
  baseName: null,
};
const metricAggregate = toMetricAggregate([], [[definition, metricMeasures('')]], () => null);
const availability: AvailabilityRow = { level: 'ACCOUNT', app: '', effectiveDates: [] };

const types = levelsAbove(AggregationLevel.CUSTOMER).map((level) => levelFacts[level].type);

/** The keys of the rows that stand behind the types of metrics by level, from the functions that make them. */
export const metricRows: NamesByType = {
  ...pageRows(...types, 'EntityMetrics', 'MetricAggregate'),
  ...Object.fromEntries(types.map((type) => [type, { ...entity }])),
  EntityMetrics: { ...toEntityMetrics(entity, { app: '', names: null, dates: null }) },
  EntityMeta: Object.assign({}, ...metas),
  MetricValue: { ...value },
  MetricAggregate: { ...metricAggregate },
  MetricGroupKey: {
    ...toGroupKey({ operand: columnOperand({ viewer: systemViewer }, 'city', 'key'), grain: null }, null),
  },
  MetricGroupValue: { ...metricAggregate.values[0] },
  MetricDefinition: { ...definition },
  MetricAvailability: { ...availability },
};
