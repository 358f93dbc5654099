import { federationCases } from '../federation/federationCases.js';
import { serveCases, type Variables } from './cases.js';
import { bodyOf, type LoadOrder, type LoadResult } from './load.js';
import { percentile } from './statistics.js';

/** What is used of undici, which is installed with the peers. */
interface Client {
  dispatch(request: object, handler: object): boolean;
  close(): Promise<void>;
}

const installed: string = 'undici';
const { Client: HttpClient } = (await import(installed)) as { Client: new (origin: string) => Client };

const cases = [...serveCases, ...federationCases];

/** The bodies of a stream of variables. */
function* bodiesOf({ caseName, document, seed, streams }: LoadOrder): Generator<string> {
  const found = cases.find(({ name }) => name === caseName);
  if (found === undefined) throw new Error(`There is no case ${caseName}`);
  for (const variables of found.stream(seed, streams) as Iterable<Variables>) yield bodyOf(document, variables);
}

/** Sends one request; resolves with the size of the answer's body, or rejects where it is not right. */
function sendOver(client: Client, order: LoadOrder, path: string): (body: string) => Promise<number> {
  const headers = { 'content-type': 'application/json', ...order.headers };
  return (body) =>
    new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      let status = 0;
      const request = { path, method: 'POST', headers, body };
      client.dispatch(request, {
        onRequestStart: () => {},
        onResponseStart: (_controller: unknown, code: number) => void (status = code),
        onResponseData: (_controller: unknown, chunk: Buffer) => void chunks.push(chunk),
        onResponseEnd: () => {
          const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
          if (status === 200 && !chunks.some((chunk) => chunk.includes('"errors"'))) return resolve(bytes);
          reject(new Error(`answers ${status}: ${Buffer.concat(chunks).toString().slice(0, 300)}`));
        },
        onResponseError: (_controller: unknown, error: Error) => reject(error),
      });
    });
}

/** Each client asks anew as soon as it is answered, until the time is over or the stream ends. */
async function ask(order: LoadOrder, sends: readonly ((body: string) => Promise<number>)[]): Promise<Answers> {
  const answers = createAnswers();
  const bodies = bodiesOf(order);
  const end = performance.now() + order.seconds * 1000;
  const turn = async (send: (body: string) => Promise<number>): Promise<void> => {
    while (performance.now() < end) {
      const { value: body } = bodies.next();
      if (body === undefined) return;
      const began = performance.now();
      answers.add(began, await send(body));
    }
  };
  await Promise.all(sends.map(turn));
  return answers;
}

/** Requests come at a steady rate, whether earlier ones are answered or not; who waits for a connection waits for the answer. */
async function askAtRate(
  order: LoadOrder,
  rate: number,
  sends: readonly ((body: string) => Promise<number>)[],
): Promise<Answers> {
  const answers = createAnswers();
  const bodies = bodiesOf(order);
  const began = performance.now();
  let due = 0;
  const turn = async (send: (body: string) => Promise<number>): Promise<void> => {
    for (;;) {
      const at = began + (due / rate) * 1000;
      if (at > began + order.seconds * 1000) return;
      due += 1;
      const { value: body } = bodies.next();
      if (body === undefined) return;
      const wait = at - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      answers.add(at, await send(body));
    }
  };
  await Promise.all(sends.map(turn));
  return answers;
}

interface Answers {
  add(began: number, bytes: number): void;
  result(): LoadResult;
}

function createAnswers(): Answers {
  const started = performance.now();
  const times: number[] = [];
  let [bytes, last] = [0, started];
  return {
    add(began, size) {
      last = performance.now();
      times.push(last - began);
      bytes += size;
    },
    result: () => ({
      answered: times.length,
      milliseconds: last - started,
      p50: percentile(times, 50),
      p99: percentile(times, 99),
      bytes: bytes / times.length,
    }),
  };
}

async function put(order: LoadOrder): Promise<LoadResult> {
  const { origin, pathname } = new URL(order.url);
  const clients = Array.from({ length: order.clients }, () => new HttpClient(origin));
  try {
    const sends = clients.map((client) => sendOver(client, order, pathname));
    const answers = await (order.rate === undefined ? ask(order, sends) : askAtRate(order, order.rate, sends));
    return answers.result();
  } finally {
    await Promise.all(clients.map((client) => client.close()));
  }
}

process.on('message', (order: LoadOrder) => {
  put(order).then(
    (result) => process.send?.({ result }),
    (error: Error) => process.send?.({ fault: error.message }),
  );
});
process.send?.('ready');
