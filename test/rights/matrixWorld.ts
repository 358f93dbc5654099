import { classedValues, openValues, type ClassedValue } from '../access/values/valuesSample.js';
import { loyaltyWith } from '../joining/loyalty.js';
import { publish } from '../gateway/documents/documentServer.js';
import { startSubgraph } from '../support/federation/startSubgraph.js';
import { setTimeout as delay } from 'node:timers/promises';
import { openEventStream } from '../gateway/streams/eventStream.js';
import { openRole } from '../bi/roles/rolesSample.js';
import { fromDatabase, fromGateway, QueryBuilder, type MetricsSource } from '../../src/index.js';
import type { Role } from '../../src/config/access/Role.js';
import { openClient, type Sql } from '../../src/db/client.js';
import { asAdmin, type TestDatabase } from '../support/database.js';
import { addKey, openForKeys, type Keys } from './rightsServer.js';

/** The columns of the matrix: the policies, and refused with a schema of the role's own. */
export const columns = ['show', 'mask', 'hide', 'refuse', 'refuse in a contract'] as const;

/** A column of the matrix. */
export type Column = (typeof columns)[number];

/** A class as the matrix names it. */
export const classOf = ({ known }: Pick<ClassedValue, 'known'>): string => known ?? 'unclassified';

/** The role, and the key, of a cell. */
export const roleOf = (value: ClassedValue, column: Column): string =>
  `${classOf(value)}_${column.replaceAll(' ', '_')}`;

const classes = ['IDENTITY', 'CONTACT', 'LOCATION', 'DEMOGRAPHIC'] as const;
const all = (policy: string) => Object.fromEntries(classes.map((name) => [name, policy]));

/**
 * What a role of a cell may see: of its class what the column says, and everything else. What is of the class NONE is to be seen whatever
 * else is not, so there the column holds for everything else.
 */
function rightsOf({ known }: ClassedValue, column: Column): object {
  const policy = column.startsWith('refuse') ? 'refuse' : column;
  const given = { apps: 'all', scopes: 'all', policies: 'all', contract: column !== 'refuse' };
  if (known === null) return { ...given, pii: all('show'), unclassified: policy };
  if (known === 'NONE') return { ...given, pii: all(policy), unclassified: policy };
  return { ...given, pii: { ...all('show'), [known]: policy }, unclassified: 'show' };
}

/** One role for each policy of everything, for logins of BI tools. */
export const uniformRoles = ['show', 'mask', 'hide', 'refuse'] as const;

const roles = {
  ...Object.fromEntries(
    classedValues.flatMap((value) => columns.map((column) => [roleOf(value, column), rightsOf(value, column)])),
  ),
  ...Object.fromEntries(
    uniformRoles.map((policy) => [`every_${policy}`, { apps: 'all', pii: all(policy), unclassified: policy }]),
  ),
};

/** The field of another team that is of a class. */
export const remoteField = (value: ClassedValue): string => `their${classOf(value)}`;

/** Another team's words for a customer, one of each class; of the last nobody has said anything. */
function words() {
  const { typeDefs, resolvers, references } = loyaltyWith();
  const names = classedValues.map(remoteField);
  const fields = names.map((name) => `${name}: String`).join('\n');
  return {
    typeDefs: `${typeDefs as string}\nextend type Customer { ${fields} }`,
    resolvers: {
      ...(resolvers as object),
      Customer: {
        tier: () => 'gold',
        points: () => 1,
        ...Object.fromEntries(names.map((name) => [name, () => 'qx-word'])),
      },
    },
    references,
  };
}

/** The name of the trusted document of a class. */
export const documentOf = (value: ClassedValue): string => `Values_${classOf(value)}`;

/** GraphQL name of the attribute of a value. */
export const attributeField = ({ attribute }: ClassedValue): string =>
  attribute.toLowerCase().replace(/_(\w)/, (_, letter: string) => letter.toUpperCase());

/** Logins of BI tools, as `facet bi --role` makes them, of the roles of one policy for everything. */
async function openLogins({ client }: TestDatabase, url: string, given: ReadonlyMap<string, Role>) {
  const clients = new Map<string, Sql>();
  const users: string[] = [];
  for (const policy of uniformRoles) {
    const login = await openRole(client, url, `every_${policy}`, given);
    users.push(new URL(login).username);
    clients.set(policy, openClient({ kind: 'url', url: login }, { max: 1 }));
  }
  return {
    /** What the login of a column of the matrix reads of customer A in a column of a view. */
    read: async (column: Column, view: string, key: string, name: string): Promise<string> => {
      const policy = column.startsWith('refuse') ? 'refuse' : column;
      const rows = await clients.get(policy)?.unsafe(`select * from ${view} where ${key} = 'A' order by ${key}`);
      const row: Readonly<Record<string, unknown>> = rows?.at(-1) ?? {};
      return name in row ? String(row[name]) : 'no such column';
    },
    close: () => Promise.all([...clients.values()].map((one) => one.end({ timeout: 5 }))),
    /** Roles belong to the whole cluster, and can go when the database has gone. */
    drop: () =>
      asAdmin(async (admin) => {
        for (const user of users) await admin`drop role if exists ${admin(user)}`;
      }),
  };
}

/** A campaign for a segment of what is of no person. */
export const winter = {
  name: 'Winter',
  type: 'ONE_TIME',
  audience: { include: ['of-a_none'] },
  remaining: { treatments: [{ name: 'Voucher', percentage: 100, destinations: [{ destination: 'folder' }] }] },
};

/** The database, the other team's subgraph and the server of the matrix, and a key for each of its roles. */
export async function openMatrix() {
  const database = await openValues();
  const remote = await startSubgraph(words());
  const keys: Keys = new Map();
  await addKey(database, keys, 'full', { role: 'full', mayWrite: true });
  for (const role of Object.keys(roles)) await addKey(database, keys, role, { role, mayWrite: true });
  const named = classedValues.filter(({ known }) => known !== null);
  const theirs = Object.fromEntries(named.map((value) => [`Customer.${remoteField(value)}`, value.known]));
  const destinations = [{ name: 'folder', kind: 'folder', path: 'lists' }];
  const [gateway, subgraph] = await Promise.all([
    openForKeys(database, keys, {
      access: { roles, remote: { 'Query.*': 'NONE', 'Customer.tier': 'NONE', ...theirs } },
      gateway: { subgraphs: [{ name: 'loyalty', url: remote.url }] },
      destinations,
    }),
    openForKeys(database, keys, { access: { roles }, destinations }),
  ]);
  const planned = await subgraph.ask('full', {
    query:
      'mutation ($definition: PlannedCampaignInput!) { createCampaign(id: "planned", definition: $definition) { id } }',
    variables: { definition: winter },
  });
  if (planned.errors !== undefined) throw new Error(planned.text);
  for (const value of classedValues)
    await publish(
      database,
      documentOf(value),
      `query ${documentOf(value)} { customers(first: 1) { edges { node { id profile { fields { ${attributeField(value)} } } } } } }`,
    );
  await database.client`
    insert into facet.metric_definitions (metric_name, label, description, load_id) values ('minutes', 'Minutes', 'Minutes.', 0)`;
  await database.client`
    insert into facet.metric_values (level, entity_id, metric_name, effective_date, value, load_id)
    values ('CUSTOMER', 'A', 'minutes', '2026-03-01', 7, 0)`;
  const logins = await openLogins(database, gateway.databaseUrl, gateway.config.access.roles);
  /** The code that a subscription is refused with, or that it stands open. */
  const subscribe = async (role: string, query: string): Promise<string> => {
    const headers = { authorization: `Bearer ${keys.get(role) ?? ''}` };
    const stream = await openEventStream(`${gateway.url}/graphql/stream`, { query }, { headers });
    for (let n = 0; n < 10 && !stream.state.completed && !stream.state.closed; n += 1) await delay(25);
    const code = /"code":"(\w+)"/.exec(stream.text())?.[1];
    const isOpen = !stream.state.completed && !stream.state.closed;
    stream.request.destroy();
    return code ?? (isOpen ? 'answered' : 'closed');
  };
  const build = async (source: MetricsSource): Promise<string> => {
    const found = await QueryBuilder.on(source).query('CUSTOMER').all();
    await source.close();
    return found.flatMap(({ metrics }) => metrics.map(({ metric_value: value }) => String(value))).join();
  };
  return {
    database,
    keys,
    readView: logins.read,
    subscribe,
    buildByKey: (role: string) => build(fromGateway(gateway.url, { token: keys.get(role) })),
    buildByRole: async (role: string) =>
      build(await fromDatabase(gateway.databaseUrl, { config: gateway.configFile, viewer: { role } })),
    /** With the other team's fields, and as a subgraph that other routers ask for entities. */
    servers: { gateway, subgraph },
    async close() {
      await Promise.all([gateway.stop(), subgraph.stop()]);
      await remote.stop();
      await logins.close();
      await database.drop();
      await logins.drop();
    },
  };
}

/** What the matrix is asked of. */
export type World = Awaited<ReturnType<typeof openMatrix>>;
