import { importsOf } from './importGraph.js';

/** What any door may ask by, be it the graph, a command, the client or another: nothing of a graph is known here. */
const forEveryDoor = new Set(['scope.ts', 'visibleRows.ts', 'db', 'catalogue', 'conditions', 'levels', 'population']);

const ofGraph = /\bfrom '((?:@apollo|@graphql-tools|dataloader|graphql)[^']*)'/;

/** Files that what is for every door needs, itself or by others, and that import a package of GraphQL. */
export function graphqlFaults(sources: Readonly<Record<string, string>>): string[] {
  const reached = new Map<string, string>();
  const reach = (file: string, from: string): void => {
    if (reached.has(file) || sources[file] === undefined) return;
    reached.set(file, from);
    for (const { to } of importsOf(file, sources[file])) reach(to, from);
  };
  for (const file of Object.keys(sources)) if (forEveryDoor.has(file.split('/')[0] ?? '')) reach(file, file);
  return [...reached].flatMap(([file, from]) => {
    const [, name] = ofGraph.exec(sources[file] ?? '') ?? [];
    return name === undefined ? [] : [`${file} imports ${name}, and ${from} is for every door`];
  });
}
