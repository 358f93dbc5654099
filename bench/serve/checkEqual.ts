import { documentFor, type Contestant, type ServeCase } from './cases.js';
import { askServer } from './measure.js';
import { countValues, firstDifference, neutralAnswer } from './neutralAnswer.js';
import type { Server } from './servers.js';

const checked = 3;

/**
 * Asks all contestants the same few requests of a case. Throws where one answers something else than the first of them, or
 * where the answer holds less than the case is about.
 */
export async function checkEqual(servers: readonly Server[], asked: ServeCase): Promise<void> {
  const readOf = asked.read ?? ((_: Contestant, neutral: unknown) => neutral);
  let left = checked;
  for (const variables of asked.stream(0, 4)) {
    if (left === 0) break;
    left -= 1;
    const answers: (readonly [Contestant, unknown])[] = [];
    for (const server of servers) {
      const document = documentFor(asked, server.contestant);
      if (typeof document !== 'string') continue;
      const neutral = neutralAnswer(await askServer(server, document, variables));
      answers.push([server.contestant, readOf(server.contestant, neutral)]);
    }
    const [first, ...others] = answers;
    if (first === undefined) return;
    const values = countValues(first[1]);
    if (values < asked.values)
      throw new Error(`${asked.name}: ${first[0]} answers ${values} values, and ${asked.values} are expected.`);
    for (const [contestant, answer] of others) {
      const difference = firstDifference(first[1], answer);
      if (difference !== undefined)
        throw new Error(
          `${asked.name}: ${first[0]} and ${contestant} differ at ${difference}; asked was ${JSON.stringify(variables).slice(0, 300)}`,
        );
    }
  }
}
