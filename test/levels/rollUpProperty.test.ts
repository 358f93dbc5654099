import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aggregationLevels } from '../../src/words/levels.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { fillWorld, randomWorlds } from './randomLevels.js';
import { createOracle, oracleFigures, type Figure } from './rollUpOracle.js';
import { addDefinitions } from './sampleLevels.js';
import { runsOf } from '../support/runsOf.js';

const days = ['2026-03-01', '2026-04-01'];
const numbers = ['total', 'rate', 'size', 'mean', 'low'] as const;
let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

beforeAll(async () => {
  database = await cloneDatabase();
  await createOracle(database.client);
  await addDefinitions(database, [
    { name: 'total', entities: 'sum' },
    { name: 'size', entities: 'sum' },
    { name: 'rate', entities: 'weighted_average', weight: 'size' },
    { name: 'mean', entities: 'average' },
    { name: 'low', entities: 'minimum' },
    { name: 'visitors', entities: 'distinct_count', base: 'visitor' },
  ]);
  graph = await openGraph(database);
});
afterAll(() => database?.drop());

const worlds = randomWorlds(days, numbers);
const keys = aggregationLevels.map((level) => `${level.toLowerCase()}Id`);

interface Served {
  readonly edges: readonly {
    readonly node: {
      readonly meta: Readonly<Record<string, string | null>>;
      readonly metrics: readonly {
        readonly name: string;
        readonly value: string | null;
        readonly effectiveDate: string;
      }[];
    };
  }[];
}

/** What the graph serves, without trailing zeros. */
async function servedFigures(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const of of aggregationLevels) {
    const { data, errors } = await graph.ask(
      `query ($level: AggregationLevel!) { metricsForEntities(level: $level, first: 100, names: ["total", "rate", "mean", "low", "visitors"]) {
        edges { node { meta { ${keys.join(' ')} } metrics { name value effectiveDate } } } } }`,
      { level: of },
    );
    expect(errors).toEqual([]);
    for (const { node } of (data['metricsForEntities'] as Served).edges) {
      const id = Object.values(node.meta).find((key) => key !== null) ?? '';
      for (const { name, value, effectiveDate } of node.metrics)
        if (value !== null)
          figures.push([of, id, name, effectiveDate, value.includes('.') ? value.replace(/\.?0+$/, '') : value]);
    }
  }
  return figures.toSorted(byText);
}

const byText = (one: Figure, other: Figure): number => (one.join(' ') < other.join(' ') ? -1 : 1);

it('random hierarchies roll up to what plain SQL finds by another way', async () => {
  let [rows, worldsDone] = [0, 0];
  await fc.assert(
    fc.asyncProperty(worlds, async (world) => {
      await fillWorld(database, world);
      const expected = (await oracleFigures(database.client, days)).toSorted(byText);
      expect(await servedFigures()).toEqual(expected);
      rows += expected.length;
      worldsDone += 1;
    }),
    { numRuns: runsOf(10, 40) },
  );
  expect(worldsDone).toBe(runsOf(10, 40));
  expect(rows / worldsDone).toBeGreaterThan(20);
}, 240_000);
