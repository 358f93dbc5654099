import { pino } from 'pino';
import { createBudgets } from '../../../src/access/budgets/createBudgets.js';
import { openClient } from '../../../src/db/client.js';
import type { DatabaseTarget } from '../../../src/db/target.js';
import { viewerWith } from './viewerWith.js';

/** Run by a test as a process of its own: takes a point of a budget of 100 as often as it is told, and prints how often it got it. */
const [target = '', times = '0'] = process.argv.slice(2);
const sql = openClient(JSON.parse(target) as DatabaseTarget, { max: 2 });
const budgets = createBudgets({ sql, log: pino({ level: 'silent' }) });
const { viewer, budget } = viewerWith({ points: 100, seconds: 60 });
const taken = await Promise.all(Array.from({ length: Number(times) }, () => budgets.take(viewer, budget, 1)));
console.log(taken.filter(({ isGranted }) => isGranted).length);
await budgets.stop();
await sql.end();
