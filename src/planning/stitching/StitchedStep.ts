import { execute, type DocumentNode, type ExecutionResult, type GraphQLError, type GraphQLSchema } from 'graphql';
import type { JoinedRun, PlanStep } from '../fetching/JoinedRun.js';
import { mergeInto } from '../fetching/mergeInto.js';
import { clientPath } from '../fetching/tellErrors.js';
import { mendPaths } from './mendPaths.js';

const none: ReadonlyMap<string, string> = new Map();

/** The errors that stitching made one of. */
function partsOf(error: GraphQLError): GraphQLError[] {
  const { errors } = (error.originalError ?? {}) as { errors?: unknown };
  if (!Array.isArray(errors) || errors.length === 0) return [error];
  return errors.map((one: GraphQLError) =>
    Object.assign(Object.create(one) as GraphQLError, { path: one.path ?? error.path, message: one.message }),
  );
}

/** Runs an operation on a stitched schema. */
export class StitchedStep implements PlanStep {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly document: DocumentNode,
  ) {}

  async run(run: JoinedRun): Promise<void> {
    const result: ExecutionResult = await execute({
      schema: this.schema,
      document: this.document,
      variableValues: run.variables,
      contextValue: { run },
    });
    run.signal.throwIfAborted();
    const errors = (result.errors ?? []).flatMap(partsOf);
    const paths = mendPaths(
      errors.map(({ path }) => path),
      result.data,
    );
    for (const [index, { message, extensions, originalError }] of errors.entries()) {
      const path = paths[index];
      const { subgraph, ...facts } = extensions;
      run.errors.add(message, {
        path: path && clientPath(path, run, none),
        subgraphs: typeof subgraph === 'string' ? [subgraph] : [],
        extensions: facts,
        originalError: originalError ?? undefined,
      });
    }
    if (result.data != null) mergeInto(run.data, { ...result.data }, run.interfaces);
  }
}
