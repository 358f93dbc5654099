import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aggregationLevels } from '../../src/words/levels.js';
import { rollUpRules } from '../../src/words/rollUpRules.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { answerOfGroups, pageOfGroups, toLine, totalOfGroups } from './askMetricGroups.js';
import {
  createGroupOracle,
  levelsAbove,
  oracleGroups,
  oracleMetrics,
  type OracleQuestion,
  type TimeRules,
} from './metricGroupOracle.js';
import { fillWorld, randomWorlds } from './randomLevels.js';
import { createOracle } from './rollUpOracle.js';
import { addDefinitions } from './sampleLevels.js';
import { runsOf } from '../support/runsOf.js';

const days = ['2025-12-01', '2026-01-01', '2026-02-01', '2026-04-01'];
const metrics = oracleMetrics.map(({ name }) => name);
let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

beforeAll(async () => {
  database = await cloneDatabase();
  await createOracle(database.client);
  await createGroupOracle(database.client);
  await addDefinitions(database, [
    { name: 'size', entities: 'sum' },
    ...oracleMetrics.map(({ name, rule }) => ({
      name,
      entities: rule,
      weight: 'size',
      base: 'visitor',
    })),
  ]);
  graph = await openGraph(database);
});
afterAll(() => database?.drop());

const questions: fc.Arbitrary<OracleQuestion> = fc
  .record({
    level: fc.constantFrom(...aggregationLevels),
    grain: fc.constantFrom('MONTH' as const, 'QUARTER' as const, 'YEAR' as const, null),
  })
  .chain(({ level, grain }) => {
    const countries = levelsAbove(level).includes('COMPANY') ? (['COUNTRY'] as const) : [];
    return fc.record({
      level: fc.constant(level),
      grain: fc.constant(grain),
      groupBy: fc.shuffledSubarray([...levelsAbove(level), ...countries]).map((keys) => keys.slice(0, 2)),
      names: fc.subarray(metrics, { minLength: 1 }),
      within: fc.option(
        fc.record({
          level: fc.constantFrom(...levelsAbove(level)),
          ids: fc.subarray(['E0', 'E1', 'E2', 'E3', 'E4'], { minLength: 1 }),
        }),
        { freq: 1 },
      ),
      from: fc.option(fc.constantFrom(...days), { freq: 1 }),
    });
  });

const timeRules: fc.Arbitrary<TimeRules> = fc
  .tuple(...metrics.map((name) => fc.constantFrom(...rollUpRules).map((rule) => [name, rule] as const)))
  .map((pairs) => Object.fromEntries(pairs));

/** The question, without metrics that cannot be asked for by its period. */
function fitting(question: OracleQuestion, acrossTime: TimeRules): OracleQuestion {
  if (question.grain === null || question.grain === 'MONTH') return question;
  const names = question.names.filter((name) => acrossTime[name] !== 'none');
  return names.length === 0 ? { ...question, grain: 'MONTH' } : { ...question, names };
}

/** A group as the oracle writes it. */
const written = (line: readonly (string | null)[], keys: number): string => {
  const key = `[${line
    .slice(0, keys)
    .map((one) => JSON.stringify(one))
    .join(', ')}]`;
  return `${key} ${line.slice(keys).join(' ')}`;
};

it('random groups of random hierarchies are what plain SQL finds by another way', async () => {
  let [asked, groups, severals] = [0, 0, 0];
  await fc.assert(
    fc.asyncProperty(
      randomWorlds(days, [...metrics, 'size'], { minLength: 100, maxLength: 240 }),
      fc.array(questions, { minLength: 3, maxLength: 3 }),
      timeRules,
      async (world, several, acrossTime) => {
        await fillWorld(database, world);
        await database.client`
          update facet.metric_definitions set across_time = r.rule
          from unnest(${Object.keys(acrossTime)}::text[], ${Object.values(acrossTime)}::text[]) as r (name, rule)
          where metric_name = r.name`;
        await database.client`update facet.companies
          set country = case right(company_id, 1) when '0' then 'FR' when '1' then 'BE' when '2' then 'FR' end`;
        for (const drawn of several) {
          const question = fitting(drawn, acrossTime);
          const { level, grain, names, within, from } = question;
          const filter = within === null ? null : { [`${within.level.toLowerCase()}Id`]: { in: within.ids } };
          const groupBy = question.groupBy.map((key) => (key === 'COUNTRY' ? key : `${key}_ID`));
          const { errors, page } = await answerOfGroups(
            graph,
            { level, names, groupBy, grain, filter, from, first: 1000 },
            `${pageOfGroups} ${totalOfGroups} totalCount`,
          );
          expect(errors).toEqual([]);
          const keys = groupBy.length + (grain === null ? 0 : 1);
          const lines = (page?.edges ?? []).map(({ node }) => written(toLine(node), keys)).toSorted();
          const expected = await oracleGroups(database.client, question, acrossTime);
          const total = await oracleGroups(database.client, { ...question, groupBy: [], grain: null }, acrossTime);
          const nothing = [
            written(
              names.map(() => 'NO_VALUES'),
              0,
            ),
          ];
          expect(lines).toEqual(keys === 0 && expected.length === 0 ? nothing : expected);
          expect(page?.total && [written(toLine(page.total), 0)]).toEqual(total.length === 0 ? nothing : total);
          expect(page?.totalCount).toBe(lines.length);
          asked += 1;
          groups += lines.length;
          severals += (page?.edges ?? []).filter(({ node }) => node.values.some(({ count }) => count > 1)).length;
        }
      },
    ),
    { numRuns: runsOf(8, 20) },
  );
  expect(asked).toBeGreaterThanOrEqual(3 * runsOf(8, 20));
  expect(groups / asked).toBeGreaterThan(runsOf(1, 2));
  // Of few samples the share varies more.
  expect(severals / groups).toBeGreaterThan(runsOf(0.1, 0.2));
}, 240_000);
