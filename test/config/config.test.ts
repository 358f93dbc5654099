import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { dataTypeNames } from '../../src/words/dataTypes.js';
import { readConfig } from '../../src/config.js';
import { packageRoot } from '../../src/lib/process/packageRoot.js';

const folder = mkdtempSync(join(tmpdir(), 'facet-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

const withFile = (content: string) => {
  const file = join(folder, 'facet.yml');
  writeFileSync(file, content);
  return { FACET_CONFIG: file };
};

describe('readConfig', () => {
  it('has defaults that work', () => {
    expect(readConfig({ PORT: '' })).toMatchObject({
      databaseUrl: undefined,
      port: 4000,
      host: '127.0.0.1',
      timeZone: 'UTC',
      database: { prepare: true, listen: true, pool: 10, statementTimeout: 10 },
      snapshots: { retentionDays: 400 },
      limits: { depth: 12, tokens: 2000, body: 1_000_000, seconds: 30, answer: 32_000_000 },
      shutdown: { drainSeconds: 3, finishSeconds: 10 },
    });
  });

  it('takes what the file says, and leaves the rest', () => {
    const config = readConfig(withFile('timeZone: Europe/Paris\ndatabase:\n  prepare: false\n'));
    expect(config).toMatchObject({ timeZone: 'Europe/Paris', database: { prepare: false, pool: 10 } });
    expect(readConfig(withFile(''))).toMatchObject({ timeZone: 'UTC' });
  });

  it('takes a read replica beside a database, and none alone', () => {
    const [DATABASE_URL, DATABASE_READ_URL] = ['postgresql://a.example/d', 'postgresql://b.example/d'];
    expect(readConfig({ DATABASE_URL, DATABASE_READ_URL })).toMatchObject({
      databaseUrl: DATABASE_URL,
      databaseReadUrl: DATABASE_READ_URL,
      database: { maxReplicaLag: 5 },
    });
    expect(() => readConfig({ DATABASE_READ_URL })).toThrow(
      'DATABASE_READ_URL is a replica of the database of DATABASE_URL, which is not set: set both.',
    );
    expect(() => readConfig({ DATABASE_URL, DATABASE_READ_URL: 'mysql://b' })).toThrow('DATABASE_READ_URL');
  });

  it('finds the paths of the schedule from the folder of the file', () => {
    expect(readConfig({}).schedule).toEqual({ catchUpDays: 31 });
    expect(readConfig(withFile('schedule: { at: 03:30, import: in/all.yml, dir: /var/drop }\n')).schedule).toEqual({
      at: '03:30',
      import: join(folder, 'in', 'all.yml'),
      dir: '/var/drop',
      catchUpDays: 31,
    });
  });

  it('knows the applications, one of them the default', () => {
    expect(readConfig({}).apps).toEqual([{ name: 'default', timeZone: 'UTC', isDefault: true }]);
    const apps = (text: string) => readConfig(withFile(`timeZone: Europe/Madrid\napps: ${text}\n`)).apps;
    expect(apps('[{ name: ALAN_ES }]')).toEqual([{ name: 'ALAN_ES', timeZone: 'Europe/Madrid', isDefault: true }]);
    expect(apps('[{ name: ALAN_ES }, { name: ALAN_FR, timeZone: Europe/Paris, default: true }]')).toEqual([
      { name: 'ALAN_ES', timeZone: 'Europe/Madrid', isDefault: false },
      { name: 'ALAN_FR', timeZone: 'Europe/Paris', isDefault: true },
    ]);
  });

  it('may name the data types of the catalogue, and no others', () => {
    const wish = (type: string) =>
      readConfig(withFile(`aliases: { add: [{ alias: A, type: ${type} }] }`)).aliases.add[0]?.type;
    expect(dataTypeNames.map(wish)).toEqual(dataTypeNames);
    const expected = `expected one of ${dataTypeNames.map((type) => `"${type}"`).join('|')}.`;
    expect(() => wish('other')).toThrow(expected);
  });

  it.each([
    ['enrichment: { KEY: [{ name: a, kind: count, source: orders, description: A. }] }\n', 'attributes', 'metrics'],
    ['aliases: { add: [{ alias: A, KEY: age }] }\n', 'definition', 'metric'],
  ])('reads %j with %s as with its former name %s', (content, name, former) => {
    const [config, before] = [name, former].map((key) => readConfig(withFile(content.replace('KEY', key))));
    expect(config).toEqual(before);
    expect(config).toMatchObject(
      name === 'definition'
        ? { aliases: { add: [{ alias: 'A', definition: 'age' }] } }
        : { enrichment: { attributes: [{ name: 'a', kind: 'count', category: 'Custom' }] } },
    );
  });

  it('takes the example', () => {
    const config = readConfig({ FACET_CONFIG: join(packageRoot, 'examples', 'complete-journey.facet.yml') });
    expect(config).toMatchObject({ timeZone: 'America/New_York', orders: { currency: 'USD' } });
  });

  it.each([
    ['timeZone: Mars/Base\n', 'timeZone: is not a known time zone'],
    ['timeZone: "+05:30"\n', 'timeZone: is not a known time zone'],
    ['timeZone: "-05"\n', 'timeZone: is not a known time zone'],
    ['limits: { seconds: 0 }\n', 'limits.seconds: is less than 0.1'],
    ['limits: { answer: 500000000 }\n', 'limits.answer: is more than 400000000'],
    ['limits: { memory: 2000000, totalMemory: 1000000 }\n', 'limits.memory: is more than totalMemory'],
    ['database: { pol: 3 }\n', 'database: Unrecognized key: "pol". Did you mean "pool"?'],
    ['timezone: UTC\n', 'the file: Unrecognized key: "timezone". Did you mean "timeZone"?'],
    ['aliases: { add: [{ alias: A, typ: text }] }\n', 'aliases.add.0: Unrecognized key: "typ". Did you mean "type"?'],
    ['pool: 5\n', 'the file: Unrecognized key: "pool". The key "pool" belongs below "database:".'],
    [
      'enrichment: { attributes: [{ name: a, kind: count, source: orders, description: A., were: { b: { is: 1 } } }] }\n',
      'enrichment.attributes.0: Unrecognized key: "were". Did you mean "where"',
    ],
    [
      'enrichment: { metrics: [{ name: a, kind: count, source: orders, description: A., where: { b: { isnot: 1 } } }] }\n',
      'enrichment.metrics.0.where.b: Unrecognized key: "isnot". Did you mean "isNot"',
    ],
    [
      'enrichment: { metrics: [{ name: a, kind: count, source: orders, description: A., where: { constructor: { isnot: 1 } } }] }\n',
      'enrichment.metrics.0.where.constructor: Unrecognized key: "isnot". Did you mean "isNot"',
    ],
    [
      'enrichment: { attributes: [{ name: a, kind: count, source: orders, description: A., column: b }] }\n',
      'enrichment.attributes.0: Unrecognized key: "column".',
    ],
    [
      'enrichment: { attributes: [], metrics: [] }\n',
      'enrichment.metrics: is the former name of "attributes", which is given too: keep "attributes" alone.',
    ],
    [
      'aliases: { add: [{ alias: A, definition: age, metric: age }] }\n',
      'aliases.add.0.metric: is the former name of "definition", which is given too: keep "definition" alone.',
    ],
    [
      'database: { pol: 3 }\nlimits: { dept: 3 }\n',
      '"pol". Did you mean "pool"?; limits: Unrecognized key: "dept". Did you mean "depth"?',
    ],
    ['nothingLikeIt: 5\n', 'the file: Unrecognized key: "nothingLikeIt".'],
    [
      'cors: { origins: [https://app.example.com/] }\n',
      'cors.origins.0: "https://app.example.com/" is not an origin, which is scheme, host and port alone, such as ' +
        'https://app.example.com or http://localhost:3000; "*" means all',
    ],
    ['aliases: { retire: [{ alias: A, on: tomorrow }] }\n', 'aliases.retire.0.on: is not a day (YYYY-MM-DD)'],
    ['orders: { currency: euro }\n', 'orders.currency: is not an ISO 4217 code'],
    ['schedule: { at: 3:30 }\n', 'schedule.at: is not a time of day such as 03:30'],
    ['schedule: { at: "24:00" }\n', 'schedule.at: is not a time of day such as 03:30'],
    ['schedule: { at: 330 }\n', 'schedule.at: is not a time of day such as 03:30'],
    ['schedule: { import: "" }\n', 'schedule.import: is not a path'],
    ['schedule: { import: a.yml, strict: 1 }\n', 'schedule.strict: is neither true nor false'],
    ['schedule: { import: a.yml, maxRejects: -1 }\n', 'schedule.maxRejects: is less than 0'],
    ['schedule: { maxRejects: 5 }\n', 'schedule.import: is missing, but schedule.strict or schedule.maxRejects says'],
    [
      'schedule: { dir: files }\n',
      'schedule.dir: says where the files of an import lie, but there is no schedule.import',
    ],
    ['schedule: { catchUpDays: 0 }\n', 'schedule.catchUpDays: is less than 1'],
    ['schedule: { catchUpDays: 1.5 }\n', 'schedule.catchUpDays: is not a whole number of days'],
    ['schedule: { at: "03:30" }\ndatabase: { prepare: false }\n', 'schedule.at: a daily run needs session locks'],
    ['apps: []\n', 'apps: names no application'],
    ['apps: ALAN_FR\n', 'apps: is no list of applications'],
    ['apps: [{ timeZone: UTC }]\n', 'apps.0.name: is missing: name the application, e.g. ALAN_FR'],
    ['apps: [{ name: alan fr }]\n', 'apps.0.name: is not a name of letters, digits and _'],
    ['apps: [{ name: A, timeZone: Paris }]\n', 'apps.0.timeZone: is not a known time zone'],
    ['apps: [{ name: A, default: "yes" }]\n', 'apps.0.default: is neither true nor false'],
    ['apps: [{ name: A }, { name: B }]\n', 'apps: has no default: give one application default: true'],
    ['apps: [{ name: A, default: true }, { name: B, default: true }]\n', 'apps: has several defaults (A, B)'],
    ['apps: [{ name: A, default: true }, { name: A }]\n', 'apps.1.name: is "A" a second time'],
    // 2^31 milliseconds, from which on a timer fires at once.
    ['catalogue: { pollSeconds: 2147484 }\n', 'catalogue.pollSeconds: is more than 86400.'],
    ['catalogue: { pollSeconds: 0.05 }\n', 'catalogue.pollSeconds: is less than 0.1.'],
    ['catalogue: { graceSeconds: -1 }\n', 'catalogue.graceSeconds: is less than 0.'],
    ['catalogue: { pollSeconds: .inf }\n', 'catalogue.pollSeconds: is not a number.'],
    ['snapshots: { retentionDays: 36601 }\n', 'snapshots.retentionDays: is more than 36600.'],
    ['snapshots: { retentionDays: 1e300 }\n', 'snapshots.retentionDays: is not a whole number'],
    ['snapshots: { retentionDays: 0 }\n', 'snapshots.retentionDays: is less than 1.'],
    ['limits: { depth: 101 }\n', 'limits.depth: is more than 100.'],
    ['limits: { tokens: 100001 }\n', 'limits.tokens: is more than 100000.'],
    ['limits: { representations: 0 }\n', 'limits.representations: is less than 1.'],
    ['limits: { body: 100000001 }\n', 'limits.body: is more than 100000000.'],
    ['database: { pool: 501 }\n', 'database.pool: is more than 500.'],
    ['database: { statementTimeout: 3601 }\n', 'database.statementTimeout: is more than 3600.'],
    ['enrichment: { session_windows_time: 604801 }\n', 'enrichment.session_windows_time: is more than 604800.'],
    ['enrichment: { trend_tolerance: 11 }\n', 'enrichment.trend_tolerance: is more than 10.'],
    ['schedule: { every: day }\n', 'schedule: Unrecognized key: "every"'],
    ['a: [\n', 'cannot be read'],
    ['- 1\n', 'the file: Invalid input'],
  ])('refuses %j', (content, sentence) => {
    expect(() => readConfig(withFile(content))).toThrow(sentence);
  });

  it.each([
    [
      { PORT: '99999' },
      'The environment has a bad value: PORT: "99999" is not a port, a whole number from 0 to 65535.',
    ],
    ...['65536', '4000.5', '-1', '0x10', '1e3', ' ', 'http'].map((port): [object, string] => [
      { PORT: port },
      `PORT: "${port}" is not a port, a whole number from 0 to 65535.`,
    ]),
    ...['http://localhost', 'localhost:4000', '[::1]', '999.1.1.1', '1.2.3', 'a b', '-a', 'a..b'].map(
      (host): [object, string] => [
        { HOST: host },
        `HOST: "${host}" is not an address or a name to listen on, such as 127.0.0.1,`,
      ],
    ),
    [{ DATABASE_URL: 'localhost' }, 'DATABASE_URL: does not begin with postgres://'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL: "loud" is none of fatal, error, warn,'],
  ] as [NodeJS.ProcessEnv, string][])('refuses %j', (environment, sentence) => {
    expect(() => readConfig(environment)).toThrow(sentence);
  });

  it.each(['0.0.0.0', '::', '::1', 'localhost', 'db-1.intern.example', 'my_host', '10.0.0.7'])(
    'takes HOST=%s',
    (host) => {
      expect(readConfig({ HOST: host, PORT: '65535' })).toMatchObject({ host, port: 65_535 });
    },
  );
});
