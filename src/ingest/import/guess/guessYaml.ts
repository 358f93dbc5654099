import type { ReservedName } from '../../../catalogue/reservedNames.js';
import type { Guess } from './guess.js';
import { guessMapping } from './guessMapping.js';
import { sampleFile, type Sample, type SampleLimits } from './sampleFile.js';

interface GuessOptions {
  /** Names that attributes cannot have. */
  readonly reserved?: readonly ReservedName[];
  readonly limits?: SampleLimits | undefined;
}

/**
 * A first import config for a file, made of all of its rows, or of so many that it says how many: YAML with remarks on
 * what a person has to check. Throws a `UserError` for a file that is not there, cannot be read or holds no text.
 */
export async function guessYaml(path: string, { reserved, limits }: GuessOptions = {}): Promise<string> {
  const sample = await sampleFile(path, limits);
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

const rowCount = new Intl.NumberFormat('en');

const headOf = ({ rows, isWhole }: Sample): string => {
  const seen = rowCount.format(rows);
  return isWhole
    ? `A guess from ${rows === 1 ? 'the only row' : `all ${seen} rows`}: check each line, then try it with facet import --dry-run.`
    : `A guess from the first ${seen} rows: those behind them were not looked at. Check each line, then try it with facet import --dry-run.`;
};

function entryLines({ file, options, nulls }: Sample, guess: Guess): string[] {
  const { target, source, where } = guess;
  const keys: Record<string, unknown> = { file, target, source, ...options, where };
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
  return lines.map((line, index) => `${index === 0 ? '  - ' : '    '}${line}`);
}

const yamlOf = (sample: Sample, guesses: readonly Guess[]): string =>
  [
    comment(headOf(sample)),
    ...[...sample.remarks, ...guesses.flatMap(({ remarks }) => remarks)].map(comment),
    'imports:',
    ...guesses.flatMap((guess) => entryLines(sample, guess)),
    '',
  ].join('\n');
