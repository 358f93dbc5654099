import { isDeepStrictEqual } from 'node:util';
import {
  execute,
  parse,
  validate,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
} from 'graphql';
import { executePlanned } from '../../src/execution/executePlanned.js';

interface Asked {
  readonly schema: GraphQLSchema;
  readonly source: string;
  readonly variableValues: Readonly<Record<string, unknown>>;
  /** A new context for each execution. */
  readonly createContext: () => unknown;
}

/** Documents by schema and source: what is asked again runs by the plan that is kept. */
const documents = new WeakMap<GraphQLSchema, Map<string, DocumentNode>>();

function parsed(schema: GraphQLSchema, source: string): DocumentNode {
  const known = documents.get(schema) ?? new Map<string, DocumentNode>();
  documents.set(schema, known);
  const document = known.get(source) ?? parse(source);
  known.set(source, document);
  return document;
}

const plain = ({ data, errors }: ExecutionResult): unknown =>
  JSON.parse(
    JSON.stringify({
      data,
      errors: errors
        ?.map((error) => error.toJSON())
        .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    }),
  );

/** Where an answer holds too much as a whole, it is a matter of order which of its lists is refused. */
const isFull = ({ errors = [] }: ExecutionResult): boolean =>
  errors.some(({ message }) => message.startsWith('The answer would hold'));

/** Throws where graphql-js answers otherwise. */
async function compare(planned: ExecutionResult, args: ExecutionArgs): Promise<void> {
  const reference = await execute(args);
  if (isFull(planned) && isFull(reference)) return;
  const [ours, theirs] = [plain(planned), plain(reference)];
  if (isDeepStrictEqual(ours, theirs)) return;
  const [short, other] = [ours, theirs].map((one) => JSON.stringify(one).slice(0, 2000));
  throw new Error(`The plan answers ${short}\nand graphql-js ${other}`);
}

/**
 * The answer to a document as the server executes it. With `FACET_TEST_EXECUTORS=both` in the environment every one is also executed by
 * graphql-js, and another answer is an error.
 */
export async function executeSource({
  schema,
  source,
  variableValues,
  createContext,
}: Asked): Promise<ExecutionResult> {
  let document: DocumentNode;
  try {
    document = parsed(schema, source);
  } catch (error) {
    return { errors: [error as GraphQLError] };
  }
  const faults = validate(schema, document);
  if (faults.length > 0) return { errors: faults };
  const args = (): ExecutionArgs => ({ schema, document, variableValues, contextValue: createContext() });
  const planned = await executePlanned(args());
  if (process.env['FACET_TEST_EXECUTORS'] === 'both') await compare(planned, args());
  return planned;
}
