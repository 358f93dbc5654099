import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { classedValues, type ClassedValue } from '../access/values/valuesSample.js';
import { doors, type Door, type Outcome } from './doors.js';
import { classOf, columns, openMatrix, roleOf, type Column, type World } from './matrixWorld.js';
import type { RightsAnswer } from './rightsServer.js';

let world: World;
beforeAll(async () => {
  world = await openMatrix();
}, 60_000);
afterAll(() => world?.close());

/** What an answer came to at a door. */
function outcomeOf(door: Door, value: ClassedValue, { errors, ...answer }: RightsAnswer): Outcome {
  if (errors === undefined) return door.read(answer, value);
  return [...new Set(errors.map(({ extensions }) => extensions.code))].join();
}

/** What of the sample is to be seen by nobody to whom it is not shown. */
const secret = /x[12]|@example|qx-word/;

async function cellOf(name: string, door: Door, value: ClassedValue, column: Column): Promise<void> {
  const wanted = door.rule(column, value);
  const isMasked = column === 'mask' && value.known !== 'NONE' && door.maskedPath !== undefined;
  const server = world.servers[door.server ?? 'gateway'];
  for (const asked of await door.asks(value, world)) {
    if (typeof asked === 'function') {
      expect([name, classOf(value), column, await asked(column)]).toEqual([name, classOf(value), column, wanted]);
      continue;
    }
    const answer = await server.ask(roleOf(value, column), asked);
    const place = [name, classOf(value), column, asked];
    const masked = answer.extensions?.masked ?? [];
    expect([...place, outcomeOf(door, value, answer), masked, answer.status < 500]).toEqual([
      ...place,
      wanted,
      isMasked ? [door.maskedPath?.(value)] : door.maskedPath === undefined ? masked : [],
      true,
    ]);
    if (/^[A-Z_]+$/.test(wanted) && column !== 'show')
      expect([...place, secret.exec(answer.text)?.input]).toEqual([...place, undefined]);
  }
}

const cells = Object.keys(doors).flatMap((name) =>
  classedValues.flatMap((value) => columns.map((column) => ({ name, known: classOf(value), column }))),
);
const met = new Set<string>();

describe.each(Object.entries(doors))('%s', (name, door) => {
  it.each(
    classedValues.filter((value) => !(classOf(value) in door.without)).map((value) => [classOf(value), value] as const),
  )('gives of %s what its policy leaves', async (known, value) => {
    await Promise.all(columns.map((column) => cellOf(name, door, value, column)));
    for (const column of columns) met.add(JSON.stringify([name, known, column]));
  });
});

it('leaves no cell out without a reason', () => {
  const missing = cells.filter(
    ({ name, known, column }) =>
      !met.has(JSON.stringify([name, known, column])) && (doors[name]?.without[known] ?? '') === '',
  );
  expect(missing).toEqual([]);
  expect(met.size).toBeGreaterThan(1000);
});
