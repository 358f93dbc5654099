import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const needed = ['--set', 'image.repository=registry.example/facet', '--set', 'existingSecret=facet'];

/** Values that between them reach each branch of the templates. */
const cases = {
  defaults: [],
  everything: [
    '--set',
    'autoscaling.enabled=true,ingress.enabled=true,ingress.host=facet.example,ingress.tlsSecret=tls,ingress.className=nginx',
    '--set',
    'daily.enabled=true,daily.files.persistentVolumeClaim.claimName=drop,migrate.existingSecret=owner,podLabels.team=data',
    '--set',
    'image.pullSecrets[0].name=pull,env[0].name=LOG_LEVEL,env[0].value=warn,service.annotations.a=b,podAnnotations.a=b',
    '--set',
    'networkPolicy.from[0].podSelector.matchLabels.a=b,networkPolicy.metricsFrom[0].namespaceSelector.matchLabels.a=b',
    '--set',
    'networkPolicy.egress[0].ports[0].port=5432,nodeSelector.disk=ssd,tolerations[0].key=a,serviceAccount.annotations.a=b',
    '--set-json',
    'affinity={"podAntiAffinity":{}}',
  ],
  little: [
    '--set',
    'metrics.enabled=false,migrate.enabled=false,podDisruptionBudget.enabled=false,networkPolicy.enabled=false',
  ],
};

function run(helm, args) {
  const { status, stdout, stderr } = spawnSync(helm, args, { encoding: 'utf8' });
  return { failed: status !== 0, stdout, stderr };
}

/** The objects as constants of their types, so that a compiler sees what Kubernetes does not know. */
const typed = (objects) =>
  objects
    .map(
      (object, n) =>
        `import type { I${object.kind} as T${n} } from 'kubernetes-models/${object.apiVersion}/${object.kind}';\n` +
        `export const o${n}: T${n} = ${JSON.stringify(object)};\n`,
    )
    .join('');

function typeFaults(root, folder, name, objects) {
  const file = join(folder, `${name}-${process.pid}.ts`);
  writeFileSync(file, typed(objects));
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const options = [
    '--ignoreConfig',
    '--noEmit',
    '--strict',
    '--skipLibCheck',
    '--module',
    'nodenext',
    '--moduleResolution',
    'nodenext',
  ];
  const { status, stdout } = spawnSync(process.execPath, [tsc, ...options, '--types', '', file], { encoding: 'utf8' });
  rmSync(file);
  return status === 0 ? [] : [`${name}: ${stdout.trim().replace(/^.*?: error/, 'error')}`];
}

function valueFaults(require, name, object) {
  const module = require(`kubernetes-models/${object.apiVersion}/${object.kind}`);
  try {
    new module[object.kind](object).validate();
    return [];
  } catch (error) {
    return [`${name}: ${object.kind} ${object.metadata.name}: ${error.message}`];
  }
}

/**
 * What is wrong with the chart in the folder `chart`: what `helm lint` finds, what does not render, and what is none of the
 * objects of Kubernetes, by their schemas and by their types.
 */
export function chartFaults(root, chart, { folder, require, helm }, parseAll) {
  const lint = run(helm, ['lint', '--strict', chart, ...needed]);
  if (lint.failed) return [`helm lint: ${lint.stdout}${lint.stderr}`];
  return Object.entries(cases).flatMap(([name, values]) => {
    const rendered = run(helm, ['template', 'facet', chart, ...needed, ...values]);
    if (rendered.failed) return [`${name}: ${rendered.stderr}`];
    const objects = parseAll(rendered.stdout);
    return [
      ...objects.flatMap((object) => valueFaults(require, name, object)),
      ...typeFaults(root, folder, name, objects),
    ];
  });
}
