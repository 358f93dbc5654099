import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { mostRunning, runsOn, servingBackends } from '../support/load/backends.js';
import {
  cityQuestion,
  customerQuestion,
  everybodyQuestion,
  fillCrowd,
  makeKeys,
  manySleepsQuestion,
  quickQuestion,
  sleepQuestion,
  unknownKey,
} from '../support/load/crowd.js';
import { judge } from '../support/load/judge.js';
import { createRandom, runSeed } from '../support/load/random.js';
import { serveHere } from '../support/load/serveHere.js';
import { askAlone, runStorm, stormFaults, stormLine } from '../support/load/storm.js';

let database: TestDatabase;
let keys: string[];
beforeAll(async () => {
  database = await cloneDatabase();
  await fillCrowd(database.client);
  keys = await makeKeys(database.client, 40);
});
afterAll(() => database.drop());

const range = (count: number): number[] => Array.from({ length: count }, (_, n) => n);
const key = (n: number): string => keys[n % keys.length] as string;

describe.each([true, false])('with prepared statements: %s', (prepare) => {
  it('ten who wait behind ten who left get their own answers', async () => {
    const server = await serveHere(database, { pool: 10, prepare });
    try {
      const random = createRandom(runSeed());
      // Each text is prepared on each connection, as it is after a minute of ordinary use.
      for (let round = 0; round < 2; round += 1)
        await Promise.all(
          range(60).map((n) => server.ask(n % 3 === 0 ? sleepQuestion(10, n) : cityQuestion(n, 2), { key: key(n) })),
        );
      const found: string[] = [];
      const statuses: (number | undefined)[] = [];
      for (let round = 0; round < 2; round += 1) {
        const running = range(10).map((n) => server.ask(sleepQuestion(300, n), { key: key(n) }));
        await delay(60);
        const leaving = range(10).map((n) => server.ask(cityQuestion(n, 2), { key: key(n), leaveAfter: 100 }));
        await delay(40);
        const asked = range(10).map((n) => cityQuestion(n, 2));
        const waiting = asked.map(async (question, n) => judge(await server.ask(question, { key: key(n) }), question));
        const strangers = range(5).map(() => server.ask(quickQuestion(random), { key: unknownKey(random) }));
        found.push(...(await Promise.all(waiting)));
        statuses.push(...(await Promise.all(strangers)).map((stranger) => (stranger as { status?: number }).status));
        await Promise.all([...running, ...leaving]);
      }
      expect({ found, statuses }).toEqual({ found: range(20).map(() => 'right'), statuses: range(10).map(() => 401) });
    } finally {
      await server.stop();
    }
  });

  it('small answers are whole after results that were broken off while their rows came', async () => {
    const server = await serveHere(database, { pool: 1, prepare });
    try {
      const began = performance.now();
      expect(judge(await server.ask(everybodyQuestion, { key: key(0) }), everybodyQuestion)).toBe('right');
      const whole = performance.now() - began;
      const found = new Set<string>();
      for (let round = 0; round < 8; round += 1) {
        await server.ask(everybodyQuestion, { key: key(0), leaveAfter: 1 + (whole * round) / 8 });
        for (let n = 0; n < 5; n += 1) {
          const question = cityQuestion(n, 5);
          found.add(judge(await server.ask(question, { key: key(0) }), question));
        }
      }
      expect([...found]).toEqual(['right']);
    } finally {
      await server.stop();
    }
  });

  it('everybody is answered after clients that left while the pool was cold', async () => {
    const server = await serveHere(database, { pool: 10, prepare });
    try {
      for (let round = 0; round < 10; round += 1)
        await Promise.all(
          range(12).map((n) => server.ask(customerQuestion(n), { key: key(n), leaveAfter: 1 + ((n * 7 + round) % 8) })),
        );
      expect(await askAlone(server, keys, 24)).toEqual([]);
      const together = range(10).map(async (n) =>
        judge(await server.ask(sleepQuestion(80, n), { key: key(n), patience: 5000 }), sleepQuestion(80, n)),
      );
      expect(await Promise.all(together)).toEqual(range(10).map(() => 'right'));
    } finally {
      await server.stop();
    }
  });

  it('small questions pass a request of fifteen slow statements', async () => {
    const server = await serveHere(database, { pool: 10, prepare });
    try {
      await askAlone(server, keys, 5);
      const order: string[] = [];
      const many = manySleepsQuestion(15, 300);
      const began = performance.now();
      const heavy = server.ask(many, { key: key(0) }).then((outcome) => {
        order.push('heavy');
        return { found: judge(outcome, many), ms: performance.now() - began };
      });
      await delay(100);
      const waits: number[] = [];
      for (let n = 0; n < 10; n += 1) {
        const asked = performance.now();
        expect(await askAlone(server, [key(n)], 1)).toEqual([]);
        waits.push(performance.now() - asked);
        order.push('small');
      }
      const { found, ms } = await heavy;
      expect(order.slice(0, 10)).toEqual(range(10).map(() => 'small'));
      // Statement by statement the heavy one takes 300 ms at least, and each small one would wait for one of them.
      expect(Math.max(...waits)).toBeLessThan(ms / 3);
      // On a busy machine 300 ms of sleep may take the 500 ms of a statement.
      expect(['right', 'OVERLOADED', 'STATEMENT_TIMEOUT']).toContain(found);
    } finally {
      await server.stop();
    }
  });

  it('nothing runs on after a request of thirty slow statements was refused or left', async () => {
    const server = await serveHere(database, { pool: 10, prepare });
    try {
      await askAlone(server, keys, 5);
      const many = manySleepsQuestion(30, 30_000);
      expect(judge(await server.ask(many, { key: key(0) }), many)).toMatch(/^(STATEMENT_TIMEOUT|OVERLOADED)$/);
      // What is cancelled needs a moment; thirty statements of 0.5 s on ten connections need 1 s more.
      expect(await runsOn(database.client, 300)).toEqual([]);
      expect(judge(await server.ask(many, { key: key(0), leaveAfter: 100 }), many)).toBe('left');
      expect(await runsOn(database.client, 300)).toEqual([]);
      expect(await askAlone(server, keys, 10)).toEqual([]);
    } finally {
      await server.stop();
    }
  });

  it('a pool is whole after a hundred clients that left', async () => {
    const pool = 4;
    const server = await serveHere(database, { pool, prepare });
    try {
      const random = createRandom(runSeed());
      await Promise.all(
        range(100).map(async (n) => {
          await delay(random.below(300));
          const question = n % 2 === 0 ? sleepQuestion(300, n) : quickQuestion(random);
          await server.ask(question, { key: key(n), leaveAfter: 1 + random.below(150) });
        }),
      );
      expect(await runsOn(database.client, 2000)).toEqual([]);
      const together = range(pool).map((n) => server.ask(sleepQuestion(300, n), { key: key(n) }));
      expect(await mostRunning(database.client, Promise.all(together))).toBe(pool);
      expect((await Promise.all(together)).map((outcome, n) => judge(outcome, sleepQuestion(300, n)))).toEqual(
        range(pool).map(() => 'right'),
      );
      // Those of the pool, and those of authentication, readiness, catalogue and schedule.
      expect((await servingBackends(database.client)).length).toBeLessThanOrEqual(pool + 4);
    } finally {
      await server.stop();
    }
  });
});

describe.each([
  { pool: 1, prepare: true },
  { pool: 2, prepare: false },
  { pool: 10, prepare: true },
  { pool: 10, prepare: false },
])('with $pool connections, prepared statements: $prepare', ({ pool, prepare }) => {
  it('every answer is that of its question, whoever leaves, takes long or loses its connection', async () => {
    const seed = runSeed();
    const server = await serveHere(database, { pool, prepare });
    try {
      const random = createRandom(seed);
      const report = await runStorm({
        asker: server,
        keys,
        random,
        requests: 120,
        clients: 16,
        ending: database.client,
      });
      const faults = [...stormFaults(report), ...(await askAlone(server, keys, 20))];
      expect({ seed, faults, report: stormLine(report) }).toEqual({ seed, faults: [], report: expect.any(String) });
      expect(report.right).toBeGreaterThan(40);
    } finally {
      await server.stop();
    }
  });
});
