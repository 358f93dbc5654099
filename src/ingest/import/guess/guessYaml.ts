import type { ReservedName } from '../../../catalogue/reservedNames.js';
import { guessMapping, type Guess } from './guessMapping.js';
import { sampleFile, type Sample } from './sampleFile.js';

/**
 * A first import config for a file, made of its header and its first 5,000 rows: YAML with remarks on what a person has to
 * check. `reserved` are names that attributes cannot have. Throws a `UserError` for a file that is not there or cannot be read.
 */
export async function guessYaml(path: string, reserved: readonly ReservedName[] = []): Promise<string> {
  const sample = await sampleFile(path);
  return yamlOf(sample, guessMapping(sample, reserved));
}

/** Words that YAML takes for something else than a text. */
const reserved = /^(?:true|false|yes|no|on|off|null|y|n)$/i;

/** A value in one line. */
function inline(value: unknown): string {
  if (typeof value === 'string')
    return /^[A-Za-z_]\w*$/.test(value) && !reserved.test(value) ? value : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).map(([key, part]: [string, unknown]) => `${inline(key)}: ${inline(part)}`);
  return `{ ${entries.join(', ')} }`;
}

const comment = (text: string): string => `# ${text.replaceAll(/[\r\n]/g, ' ')}`;

function yamlOf({ file, options, nulls }: Sample, guess: Guess): string {
  const keys: Record<string, unknown> = { file, target: guess.target, source: guess.source, ...options };
  if (nulls.length > 1) keys['nulls'] = nulls;
  const lines = Object.entries(keys)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: ${inline(value)}`);
  if (guess.needsZone)
    lines.push(`zone: UTC ${comment('times have no offset: of which zone are they the local times?')}`);
  lines.push('columns:');
  for (const { name, mapping, remark } of guess.columns)
    lines.push(`  ${name}: ${inline(mapping)}${remark === undefined ? '' : ` ${comment(remark)}`}`);
  for (const name of guess.unmapped) lines.push(`  ${comment(`not mapped: ${name}`)}`);
  return [
    comment('A guess from the first rows: check each line, then try it with facet import --dry-run.'),
    ...guess.remarks.map(comment),
    'imports:',
    ...lines.map((line, index) => `${index === 0 ? '  - ' : '    '}${line}`),
    '',
  ].join('\n');
}
