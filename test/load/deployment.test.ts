import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { readConfig } from '../../src/config.js';
import { packageRoot } from '../../src/lib/process/packageRoot.js';
import { makeTestFolder, removeTestFolder } from '../support/testFolder.js';

const folder = makeTestFolder('deployment');
afterAll(async () => removeTestFolder(await folder));

const hasSystemd = spawnSync('systemd-analyze', ['--version']).error === undefined;

const chart = 'deploy/helm/facet';

beforeEach(async () => {
  for (const name of ['Dockerfile', 'compose.yaml', 'deploy'])
    cpSync(join(packageRoot, name), join(await folder, name), { recursive: true });
});

interface Compose {
  readonly services: Readonly<
    Record<
      string,
      {
        readonly read_only?: boolean;
        readonly secrets?: readonly string[];
        readonly configs?: readonly { readonly source: string; readonly target: string }[];
      }
    >
  >;
  readonly configs: Readonly<Record<string, { readonly file?: string }>>;
  readonly secrets: Readonly<Record<string, { readonly file?: string }>>;
}

interface Checked {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function runCheck(args: readonly string[] = [], env: NodeJS.ProcessEnv = process.env): Checked {
  const options = { cwd: packageRoot, encoding: 'utf8', env } as const;
  return spawnSync(process.execPath, ['scripts/deploymentCheck.js', ...args], options);
}

async function check(): Promise<Pick<Checked, 'status' | 'stdout'>> {
  const { status, stdout, stderr } = runCheck([await folder]);
  if (stdout === '' && status !== 0) throw new Error(stderr);
  return { status, stdout };
}

/** Of the files of this checkout. It installs the programs that check them; where these cannot be had, the rest is skipped. */
const own = runCheck();
const isChecked = own.status !== 2;
if (!isChecked) process.stderr.write(own.stderr);
const describeChecked = isChecked ? describe : describe.skip;

/** Puts a fault into one of the files. */
async function spoil(file: string, from: string, to: string): Promise<void> {
  const path = join(await folder, file);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
}

describeChecked('the files that Facet is installed from', () => {
  it('are in order', () => expect(own).toMatchObject({ status: 0, stdout: '' }));

  it.each([
    ['Dockerfile', 'USER 1000', 'USRE 1000', /Dockerfile:\d+: Unknown instruction: USRE/],
    ['compose.yaml', 'read_only:', 'readonly:', /compose\.yaml: .*invalid-schema/s],
    [
      `${chart}/templates/deployment.yaml`,
      'readinessProbe',
      'redinessProbe',
      /'"redinessProbe"' does not exist in type/,
    ],
    [
      `${chart}/templates/service.yaml`,
      'type: {{ .Values.service.type }}',
      'type: 4',
      /Service facet: .*type must be string/,
    ],
    [`${chart}/templates/daily.yaml`, '{{- end }}', '', /helm lint: .*unexpected EOF/s],
    [`${chart}/values.yaml`, 'replicas: 2', 'replicas: many', /helm lint: .*replicas/s],
    // Versions of systemd say it in other words.
    ...(hasSystemd
      ? [
          [
            'deploy/systemd/facet.service',
            'PrivateTmp',
            'PrivatTmp',
            /facet\.service:\d+: Unknown key.* 'PrivatTmp'/,
          ] as const,
        ]
      : []),
  ])('%s is refused with %s made %s', async (file, from, to, fault) => {
    await spoil(file, from, to);
    expect(await check()).toEqual({ status: 1, stdout: expect.stringMatching(fault) });
  });

  it.each([
    [[], 'existingSecret: name a Secret with DATABASE_URL'],
    [['existingSecret=s'], 'image.repository: say where your image of Facet is'],
    [
      ['existingSecret=s', 'image.repository=r', 'daily.enabled=true', 'config.schedule.at=noon'],
      'config.schedule.at and daily.enabled would both run the day: leave one out',
    ],
    [['existingSecret=s', 'image.repository=r', 'ingress.enabled=true'], 'ingress.host: name the host'],
    [['existingSecret=s', 'image.repository=r', 'replica=3'], 'Additional property replica is not allowed'],
  ])('of the chart say what is wrong with the values %j', (values, sentence) => {
    const helm = join(packageRoot, 'node_modules', '.cache', 'deployment', 'helm');
    const set = values.flatMap((value) => ['--set', value]);
    const { status, stderr } = spawnSync(helm, ['template', 'facet', join(packageRoot, chart), ...set], {
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([1, expect.stringContaining(sentence)]);
  });
});

describe('what Facet is installed from', () => {
  it('hold no password, and config files that Facet reads', async () => {
    const compose = readFileSync(join(packageRoot, 'compose.yaml'), 'utf8');
    const secrets = [...compose.matchAll(/^ *(\w*(?:PASSWORD|TOKEN)): *(.*)$/gm)].map(([, , value]) => value);
    expect(secrets.length).toBeGreaterThan(1);
    for (const secret of secrets) expect(secret).toMatch(/^\$\{\w+:\?[^}]+\}$/);
    const { config } = parse(readFileSync(join(packageRoot, chart, 'values.yaml'), 'utf8')) as { config: object };
    const file = join(await folder, 'facet.yml');
    writeFileSync(file, JSON.stringify(config));
    for (const FACET_CONFIG of [file, join(packageRoot, 'deploy/compose/facet.yml')])
      expect(readConfig({ FACET_CONFIG })).toEqual(readConfig({}));
  });

  it('gives a Prometheus in compose.yaml the alerts, and copies nothing into a file system that is read-only', () => {
    const compose = parse(readFileSync(join(packageRoot, 'compose.yaml'), 'utf8'), { merge: true }) as Compose;
    const files = Object.values(compose.configs).map(({ file }) => file);
    expect(files.filter((file) => file === undefined || !existsSync(join(packageRoot, file)))).toEqual([]);
    const { configs = [] } = compose.services['prometheus'] ?? {};
    const mounted = new Map(configs.map(({ source, target }) => [target, compose.configs[source]?.file]));
    const settings = mounted.get('/etc/prometheus/prometheus.yml') ?? '';
    const { rule_files: rules } = parse(readFileSync(join(packageRoot, settings), 'utf8')) as { rule_files: string[] };
    expect(rules.map((name) => mounted.get(`/etc/prometheus/${name}`))).toEqual(['examples/operations/alerts.yml']);
    // Compose refuses to start it.
    const copied = Object.values(compose.services).filter(
      ({ read_only: isReadOnly = false, secrets = [] }) =>
        isReadOnly && secrets.some((name) => compose.secrets[name]?.file === undefined),
    );
    expect(copied).toEqual([]);
  });

  it('is not checked where the npm registry cannot be reached, which is said', async () => {
    const [tools, cache] = [join(await folder, 'tools'), join(await folder, 'cache')];
    const env = { ...process.env, npm_config_registry: 'http://127.0.0.1:1', npm_config_cache: cache };
    expect(runCheck([packageRoot, tools], env)).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^Nothing was checked: the npm registry cannot be reached \(ECONNREFUSED\)/),
    });
  });
});
