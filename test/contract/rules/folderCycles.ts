import { cyclesOf, type Import } from './importGraph.js';

/** The entry of a folder that a file is, or is below: `ab.ts` or `cd`; undefined for a file outside the folder. */
function entryOf(file: string, folder: string): string | undefined {
  const prefix = folder === '' ? '' : `${folder}/`;
  return file.startsWith(prefix) ? file.slice(prefix.length).split('/')[0] : undefined;
}

const foldersOf = (file: string): string[] => {
  const parts = file.split('/').slice(0, -1);
  return ['', ...parts.map((_, index) => parts.slice(0, index + 1).join('/'))];
};

/** The cycles between the entries of one folder: its files, and its subfolders, each with all that is in it. */
export function entryCycles(
  imports: readonly Import[],
  folder: string,
  nameOf: (entry: string) => string = (entry) => entry,
): string[] {
  const between = imports.flatMap((one) => {
    const [from, to] = [entryOf(one.from, folder), entryOf(one.to, folder)].map((entry) => entry && nameOf(entry));
    return from === undefined || to === undefined || from === to ? [] : [{ ...one, from, to }];
  });
  return cyclesOf(between);
}

/**
 * The cycles between entries of a folder of `src`, and of every folder below it, as `folder: a.ts → b → a.ts`; '' is `src` itself.
 * A folder is an entry as a whole: two of them form a cycle, too, where no two of their files do.
 */
export function folderCycles(imports: readonly Import[], folder: string): string[] {
  const isInside = (path: string): boolean => folder === '' || `${path}/`.startsWith(`${folder}/`);
  const folders = new Set(imports.flatMap(({ from }) => foldersOf(from)).filter(isInside));
  return [...folders]
    .sort()
    .flatMap((one) => entryCycles(imports, one).map((cycle) => `${one === '' ? 'src' : one}: ${cycle}`));
}

/** The cycles between a folder's own files, taken together as `files`, and its subfolders: files that are entrances import folders. */
export const entranceCycles = (imports: readonly Import[], folder: string): string[] =>
  entryCycles(imports, folder, (entry) => (entry.endsWith('.ts') ? 'files' : entry));
