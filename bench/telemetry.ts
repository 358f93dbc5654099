import { noteLook } from '../src/telemetry/cacheTally.js';
import { createMetrics } from '../src/telemetry/createMetrics.js';
import { inSpan } from '../src/telemetry/tracing/spans.js';

const rounds = 200_000;

/** Microseconds of the processor that one call takes, the least of several runs: time in which other programs run does not count. */
function measure(name: string, work: (n: number) => unknown): void {
  let least = Infinity;
  for (let run = 0; run < 9; run += 1) {
    const began = process.cpuUsage();
    for (let n = 0; n < rounds; n += 1) work(n);
    const { user, system } = process.cpuUsage(began);
    least = Math.min(least, (user + system) / rounds);
  }
  console.log(`${name.padEnd(60)} ${least.toFixed(2)} µs`);
}

/** Prints what metrics and spans add to a request. */
export async function telemetry(): Promise<void> {
  const { requests, statements } = createMetrics({ operations: 200 });
  const pool = statements.of('requests');
  const names = Array.from({ length: 20 }, (_, n) => `Operation${n}`);
  const cost = { estimated: 120, actual: 80 };
  const request = (n: number): void =>
    requests.record({
      isOperation: true,
      name: names[n % names.length],
      isPublished: false,
      codes: undefined,
      seconds: 0.002 + (n % 10) / 1000,
      role: 'full',
      cost,
    });
  measure('a request', request);
  measure('a statement', (n) => pool.onStatement(0.001 + (n % 10) / 1000, 50, false));
  measure('a request with four statements and 50 looks into caches', (n) => {
    request(n);
    for (let one = 0; one < 4; one += 1) {
      const began = performance.now();
      pool.onStatement((performance.now() - began) / 1000, 50, false);
    }
    for (let look = 0; look < 50; look += 1) noteLook('snapshots', look);
  });
  const done = Promise.resolve(1);
  const work = (): Promise<number> => done;
  const describe = () => ({ name: 'none' });
  measure('a span that nobody records', () => inSpan(describe, work));
  await done;
}
