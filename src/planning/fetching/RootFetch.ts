import { Kind, type DocumentNode } from 'graphql';
import type { AnswerPath } from '../finishing/AnswerErrors.js';
import { callSubgraph } from './callSubgraph.js';
import { usedVariables, type FetchRequest, type JoinedRun, type PlanStep } from './JoinedRun.js';
import { mergeInto } from './mergeInto.js';
import type { Rewrite } from './Rewrite.js';
import { clientPath, pathOf, tellError } from './tellErrors.js';

/** The names under which an operation asks for fields of its root. */
function rootNames({ definitions }: DocumentNode): string[] {
  const operation = definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  return (operation?.selectionSet.selections ?? []).flatMap((one) =>
    one.kind === Kind.FIELD && one.name.value !== '__typename' ? [(one.alias ?? one.name).value] : [],
  );
}

/** The names that rewrites take away, with those that they give instead. */
export const renamingOf = (rewrites: readonly Rewrite[]): ReadonlyMap<string, string> =>
  new Map(rewrites.flatMap(({ renaming }) => (renaming === undefined ? [] : [renaming])));

/** Asks a subgraph for fields of the root. */
export class RootFetch implements PlanStep {
  private readonly roots: readonly AnswerPath[];
  private readonly renamed: ReadonlyMap<string, string>;

  constructor(
    private readonly request: FetchRequest,
    private readonly outputRewrites: readonly Rewrite[],
  ) {
    this.roots = rootNames(request.document).map((name) => [name]);
    this.renamed = renamingOf(outputRewrites);
  }

  async run(run: JoinedRun): Promise<void> {
    const { request, outputRewrites } = this;
    const places = (): AnswerPath[] => this.roots.map((path) => clientPath(path, run, this.renamed));
    const answer = await callSubgraph(request, usedVariables(request, run), places, run);
    if (answer === undefined) return;
    for (const error of answer.errors) {
      const path = pathOf(error);
      tellError(error, request.subgraph, path && clientPath(path, run, this.renamed), run);
    }
    if (answer.data === null) return;
    for (const rewrite of outputRewrites) rewrite.apply(answer.data);
    mergeInto(run.data, answer.data, run.interfaces);
  }
}
