import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
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

async function check(): Promise<{ status: number | null; stdout: string }> {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/deploymentCheck.js', await folder], {
    cwd: packageRoot,
    encoding: 'utf8',
  });
  if (stdout === '' && status !== 0) throw new Error(stderr);
  return { status, stdout };
}

/** Puts a fault into one of the files. */
async function spoil(file: string, from: string, to: string): Promise<void> {
  const path = join(await folder, file);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
}

describe('the files that Facet is installed from', () => {
  it('are in order', async () => expect(await check()).toEqual({ status: 0, stdout: '' }));

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
    // Installed by the checks above.
    const helm = join(packageRoot, 'node_modules', '.cache', 'deployment', 'helm');
    const set = values.flatMap((value) => ['--set', value]);
    const { status, stderr } = spawnSync(helm, ['template', 'facet', join(packageRoot, chart), ...set], {
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([1, expect.stringContaining(sentence)]);
  });

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
});
