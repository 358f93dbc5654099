import { openFile } from '../sources/openFile.js';
import type { SampleOptions } from './sniffFile.js';

/**
 * For a CSV file in which columns have the same name: names that differ, and how many lines the header takes, so that
 * they can be said in its place. Throws a `UserError` for a file that cannot be read.
 */
export async function uniqueHeader(
  path: string,
  file: string,
  options: SampleOptions,
): Promise<Pick<SampleOptions, 'header' | 'skip'>> {
  const { names, unnamed } = (await openFile(path, file, { ...options, quote: '"' }, file)).shape;
  if (new Set(names).size === names.length) return {};
  // Without names of its own the header is the first row.
  const { rows } = await openFile(path, file, { ...options, quote: '"', header: ['1'] }, file);
  for await (const [first] of rows()) {
    if (first === undefined) continue;
    const fields = first.fields.map((field) => field?.trim() ?? '');
    const skip = first.line + fields.join('').split(/\r\n|\r|\n/).length - 1;
    return { header: differing(fields, unnamed.length > 0), skip };
  }
  return {};
}

/** Each name once: what comes again has a number. A config cannot name a column by nothing. */
function differing(names: readonly string[], hasUnnamed: boolean): string[] {
  const taken = new Set(names);
  const seen = new Set<string>();
  return names.map((name) => {
    const base = name === '' && hasUnnamed ? 'unnamed' : name;
    if (!seen.has(base) && base !== '') {
      seen.add(base);
      return base;
    }
    let number = 2;
    while (taken.has(`${base}_${number}`) || seen.has(`${base}_${number}`)) number += 1;
    seen.add(`${base}_${number}`);
    return `${base}_${number}`;
  });
}
