import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import { openClient, type Sql } from '../../src/db/client.js';
import { graphqlName } from '../../src/lib/text/graphqlName.js';
import { attributes } from './attributes.js';
import { openDataSet, type DataSet } from './dataSet.js';
import { bodyOf } from './load.js';
import { askServer } from './measure.js';
import { peakMemory, residentMemory } from './processes.js';
import { createDraws } from './random.js';
import { startContestant, type Server } from './servers.js';
import { median } from './statistics.js';
import { markdownTable } from './table.js';
import { customerKey, lastDay, volume } from './volume.js';

const documents = 10_000;
const changes = 1000;
const steps = 10;
const mostMegabytes = 240;

/** How much more memory the last of the steps may have than those in the middle, to be called flat. */
const flatWithin = 1.1;

/** A document that was not asked before: other attributes under other names. */
function otherDocument(n: number, draw: () => number): string {
  const fields = Array.from({ length: 20 }, (_, place) => {
    const { alias } = attributes[Math.floor(draw() * attributes.length)] as (typeof attributes)[number];
    return `a${n}_${place}: ${graphqlName(alias)}`;
  });
  return `query Q${n} ($id: ID!) { customer(id: $id) { id profile { date fields { ${fields.join(' ')} } } } }`;
}

const anyCustomer = (draw: () => number): string => customerKey(1 + Math.floor(draw() * volume.customers));

/** Asks so many different documents, eight at a time. */
async function askDocuments(server: Server, first: number, count: number): Promise<void> {
  const draw = createDraws(first + 1);
  let next = first;
  const turn = async (): Promise<void> => {
    while (next < first + count) {
      const n = next;
      next += 1;
      await askServer(server, otherDocument(n, draw), { id: anyCustomer(draw) });
    }
  };
  await Promise.all(Array.from({ length: 8 }, turn));
}

async function knows(server: Server, query: string): Promise<boolean> {
  const { url, headers } = server;
  const body = bodyOf(query, { id: customerKey(1) });
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return ((await response.json()) as { data?: unknown }).data !== undefined;
}

const aliasOf = (n: number): string => (n === 0 ? (attributes[0]?.alias ?? '') : `MARK_${n}`);

/** Gives an attribute a new name so many times, each time until the server answers to it. */
async function changeNames(server: Server, client: Sql, first: number, count: number): Promise<void> {
  for (let n = first + 1; n <= first + count; n += 1) {
    const [from, to] = [aliasOf(n - 1), aliasOf(n)];
    await changeCatalogue(client, () => [{ kind: 'rename', from, to }, { kind: 'retire', alias: from }], { today: lastDay }); // prettier-ignore
    const query = `query ($id: ID!) { customer(id: $id) { profile { fields { ${graphqlName(to)} } } } }`;
    while (!(await knows(server, query)));
  }
}

/** Whether memory of the last third of the steps is that of the middle third. */
export function isFlat(megabytes: readonly number[]): boolean {
  const third = Math.floor(megabytes.length / 3);
  const last = megabytes.slice(-third);
  const before = megabytes.slice(-2 * third, -third);
  return third > 0 && median(last) <= flatWithin * median(before);
}

/** A copy of the data set, whose catalogue may be changed; the data set's own connection is closed for it. */
async function copyData(
  data: DataSet,
): Promise<{ readonly copy: Pick<DataSet, 'target' | 'key'>; readonly drop: () => Promise<void> }> {
  await data.client.end({ timeout: 5 });
  const admin = openClient({ ...data.target, database: 'postgres' }, { max: 1, maxLifetime: null });
  const name = `${data.target.database}_memory`;
  await admin`drop database if exists ${admin(name)} with (force)`;
  await admin`create database ${admin(name)} template ${admin(data.target.database)} strategy file_copy`;
  return {
    copy: { target: { ...data.target, database: name }, key: data.key },
    drop: async () => {
      await admin`drop database ${admin(name)} with (force)`;
      await admin.end({ timeout: 5 });
    },
  };
}

/**
 * Prints Facet's memory over 10,000 different documents and then 1,000 changes of the catalogue, or a part of both. The
 * process ends with code 1 where it is more than 240 MB or not flat.
 */
export async function checkMemory({ fresh, part }: { readonly fresh: boolean; readonly part: number }): Promise<void> {
  const data = await openDataSet({ fresh });
  const { copy, drop } = await copyData(data);
  const client = openClient(copy.target, { max: 1 });
  let server: Server | undefined;
  try {
    const started = await startContestant('facet', copy);
    server = started;
    const kinds = [
      ['different documents', (documents * part) / steps, (n: number, count: number) => askDocuments(started, n, count)],
      ['changes of the catalogue', (changes * part) / steps, (n: number, count: number) => changeNames(started, client, n, count)],
    ] as const; // prettier-ignore
    const rows: string[][] = [];
    for (const [what, count, work] of kinds) {
      const seen: number[] = [];
      for (let step = 0; step < steps; step += 1) {
        await work(step * count, count);
        seen.push(Math.round(residentMemory(started.pid)));
        console.error(`${(step + 1) * count} ${what}: ${seen.at(-1)} MB`);
      }
      const flat = isFlat(seen);
      if (!flat) process.exitCode = 1;
      rows.push([`${count * steps} ${what}`, seen.join(', '), flat ? 'yes' : 'no']);
    }
    const most = Math.round(peakMemory(started.pid));
    if (most > mostMegabytes) process.exitCode = 1;
    console.log(markdownTable(['over', 'MB after each tenth', 'flat'], rows));
    console.log(`\n${most} MB at the most; ${mostMegabytes} MB may be.`);
  } finally {
    await server?.stop();
    await client.end({ timeout: 5 });
    await drop();
    await data.close();
  }
}
