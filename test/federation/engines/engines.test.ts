import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ExecutionResult } from 'graphql';
import { directionCases } from './cases/directionCases.js';
import type { EngineCase, ExpectedError } from './cases/EngineCase.js';
import { errorCases } from './cases/errorCases.js';
import { keyCases } from './cases/keyCases.js';
import { otherKeyCases } from './cases/otherKeyCases.js';
import { requiresCases } from './cases/requiresCases.js';
import { shapeCases } from './cases/shapeCases.js';
import { engines, type Ask, type EngineName } from './engines.js';
import { mergedAnswer } from './mergedAnswer.js';
import { openWorld, type World } from './world.js';

const cases: readonly EngineCase[] = [
  ...keyCases,
  ...otherKeyCases,
  ...directionCases,
  ...shapeCases,
  ...requiresCases,
  ...errorCases,
];
const names = Object.keys(engines) as EngineName[];

let world: World;
let asks: Readonly<Record<EngineName, Ask>>;
beforeAll(async () => {
  world = await openWorld();
  const opened = names.map(async (name) => [name, await engines[name](world)] as const);
  asks = Object.fromEntries(await Promise.all(opened)) as typeof asks;
});
afterAll(() => world?.close());

async function expectedOf({ direct, variables, added, expected }: EngineCase): Promise<unknown> {
  const told = direct === undefined ? {} : await world.direct(direct, variables);
  return expected === undefined ? mergedAnswer(told, added ?? {}) : expected(told);
}

const byPath = (errors: readonly ExpectedError[]): readonly string[] =>
  errors.map(({ path, code }) => `${path?.join('.') ?? 'no path'}: ${String(code)}`).toSorted();

const told = ({ data, errors = [] }: ExecutionResult) => ({
  data: JSON.parse(JSON.stringify(data ?? null)) as unknown,
  errors: byPath(errors.map(({ path, extensions }) => ({ path, code: extensions?.['code'] }))),
});

it('more than fifty kinds of operations are asked, each under a name of its own', () => {
  expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  expect(cases.length).toBeGreaterThan(50);
});

describe.each(names)('%s', (engine) => {
  it.each(cases)('$name', async (one) => {
    const answer = told(await asks[engine](one.operation, { ...one.variables }));
    const fault = one.faults?.[engine];
    if (fault !== undefined) return expect(answer).toEqual({ data: fault.data, errors: byPath(fault.errors ?? []) });
    expect(answer).toEqual({ data: await expectedOf(one), errors: byPath(one.errors ?? []) });
  });
});
