import { readsAllValues, unreadable } from '../../access/rights.js';
import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../../federation/requestContext.js';
import type { QueryValidationRunsArgs, Resolvers } from '../../generated/resolvers.js';
import { once } from '../../lib/async/once.js';
import { checkLength } from '../../lib/checks/checkLength.js';
import { toConnection, toPage, type PagedList } from '../../lib/relay/page.js';
import { isPageAsked, nodesOfPage, selectedColumns } from '../../lib/relay/selection.js';
import { positioned, readPage, toCursorKey } from '../../population/position.js';
import { listLimits } from '../../words/limits.js';
import { readinessStates, validationStatuses } from '../../words/validationWords.js';
import { runColumns } from './columns.js';
import { loadResults, loadRun, loadThresholds, loadTrend } from './loaders.js';
import { removeThreshold, setThreshold } from './changes.js';
import { runOrder } from './order.js';
import { countRuns, findNewestReadinessPage, findRunPage } from './queries.js';
import type { ReadinessRow, ValidationRunConnectionRow } from './shape.js';

const runs: PagedList = { name: 'validationRuns', question: '', most: listLimits.validationPage };

/** A page of runs, read only where something of it is asked. Throws a `UserError` that names what is wrong. */
async function runPage(
  context: RequestContext,
  { first, after }: Partial<QueryValidationRunsArgs>,
  info: GraphQLResolveInfo,
): Promise<ValidationRunConnectionRow> {
  const page = toPage(runs, { first, after });
  const read = positioned(page, runOrder);
  const columns = selectedColumns(info, 'ValidationRun', runColumns, nodesOfPage(info, 'ValidationRun'));
  const isAsked = isPageAsked(info, 'ValidationRunConnection');
  const rows = isAsked ? await readPage(page, () => findRunPage(context, read, columns)) : [];
  return {
    ...toConnection(runs, page, rows, ({ id }) => toCursorKey(null, [id])),
    count: once(() => countRuns(context)),
  };
}

async function newestReadiness(context: RequestContext): Promise<ReadinessRow | null> {
  const [run] = await findNewestReadinessPage(context);
  return run === undefined ? null : { ...run.readiness, runId: run.id };
}

export const validationResolvers = {
  Query: {
    readiness: (_, _asked, context) => newestReadiness(context),
    validationThresholds: (_, _asked, context) => loadThresholds(context),
    validation: (_, { id }, context, info) => loadRun(context, id.trim(), info),
    validationRuns: (_, asked, context, info) => runPage(context, asked, info),
  },
  Mutation: {
    setValidationThreshold: (_, given, context) => setThreshold(context, given),
    removeValidationThreshold: (_, { check }, context) => removeThreshold(context, check),
  },
  ValidationRunConnection: {
    totalCount: ({ count }) => count(),
  },
  ValidationRun: {
    async results({ id }, { statuses }, context) {
      if (statuses != null) checkLength(statuses, 'statuses', validationStatuses.length);
      const results = await loadResults(context, id);
      return statuses == null ? results : results.filter(({ status }) => statuses.includes(status));
    },
    revenue: ({ revenue }) => revenue.months,
    expectedRevenue: ({ expectedRevenue }) => expectedRevenue.comparison?.months ?? [],
    readiness: ({ id, readiness }) => ({ ...readiness, runId: id }),
  },
  ValidationResult: {
    sampleKeys({ sampleKeys }, _, { viewer }) {
      if (!readsAllValues(viewer)) throw unreadable(viewer, 'sampleKeys');
      return sampleKeys;
    },
    trend: ({ check, table }, _, context) => loadTrend(context, { check, table }),
  },
  ValidationSource: {
    evaluatedRows: ({ evaluated }) => String(evaluated),
    failingRows: ({ failing }) => String(failing),
  },
  ValidationTrendPoint: {
    run: async ({ runId }, _, context, info) => loadRunOf(context, runId, info),
  },
  Readiness: {
    run: async ({ runId }, _, context, info) => loadRunOf(context, runId, info),
  },
  FeatureReadiness: {
    feature: ({ id }) => id,
    needs({ needs }, { states }) {
      if (states != null) checkLength(states, 'states', readinessStates.length);
      return states == null ? needs : needs.filter(({ state }) => states.includes(state));
    },
  },
  ReadinessNeed: {
    isOptional: ({ optional }) => optional,
    rows: ({ rows }) => (rows === null ? null : String(rows)),
  },
  ReadinessRule: {
    rule: ({ id }) => id,
  },
  ModelRequirement: {
    requirement: ({ id }) => id,
    description: ({ requirement }) => requirement,
  },
} satisfies Resolvers;

/** The run of something that was read of it, which is there. */
async function loadRunOf(context: RequestContext, runId: string, info: GraphQLResolveInfo) {
  const run = await loadRun(context, runId, info);
  if (run === null) throw new Error(`The validation ${runId} is gone`);
  return run;
}
