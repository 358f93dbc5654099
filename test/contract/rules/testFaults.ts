/** Files of `src/` in some folders, those below them too, that have no test of their name in the same folder of `test/`. */
export const testFaults = (
  sources: readonly string[],
  tests: readonly string[],
  folders: readonly string[],
): string[] =>
  sources
    .filter((file) => folders.some((folder) => file.startsWith(`${folder}/`)))
    .map((file) => file.replace(/\.ts$/, '.test.ts'))
    .filter((test) => !tests.includes(test))
    .map((test) => `there is no test/${test}`);
