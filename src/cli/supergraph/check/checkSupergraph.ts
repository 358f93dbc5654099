import { findDangerousChanges, type BreakingChange, type GraphQLSchema } from 'graphql';
import { readSupergraph } from '../../../supergraph/readSupergraph.js';
import type { Composed } from '../runSupergraph.js';
import { breakingChanges } from './breakingChanges.js';
import { changedOperations, refusedOperations } from './checkOperations.js';
import type { CheckReport } from './CheckReport.js';
import type { FaultyOperation } from './Operation.js';
import type { ReadOperations } from './readOperations.js';

const told = ({ type, description }: { readonly type: string; readonly description: string }) => ({
  kind: type,
  message: description,
});

const none: ReadOperations = { operations: [], unreadable: [] };

/** Operations that something is wrong with: what clients lose now, and what they could not ask before either. */
function findLost(
  { operations, unreadable }: ReadOperations,
  schema: GraphQLSchema,
  before: GraphQLSchema | undefined,
  breaking: readonly BreakingChange[],
): Pick<CheckReport, 'lost' | 'lostBefore'> {
  const refused = refusedOperations(operations, schema);
  if (before === undefined) return { lost: [...unreadable, ...refused], lostBefore: [] };
  const keyOf = ({ place, name }: FaultyOperation | ReadOperations['operations'][number]) => `${place} ${name}`;
  const refusedBefore = new Set(refusedOperations(operations, before).map(keyOf));
  const [lost, lostBefore] = [false, true].map((was) => refused.filter((one) => refusedBefore.has(keyOf(one)) === was));
  const asked = new Set([...refused.map(keyOf), ...refusedBefore]);
  const answered = operations.filter((one) => !asked.has(keyOf(one)));
  return {
    lost: [...(lost ?? []), ...changedOperations(answered, before, breaking)],
    lostBefore: [...unreadable, ...(lostBefore ?? [])],
  };
}

/**
 * What clients would lose by a new supergraph. It fails for losses that are not allowed, for operations that are refused or change
 * their types and did not before, and, where no operations are known, for any change that may break one.
 * @param against the supergraph that they have now
 */
export function checkSupergraph(
  { sdl, subgraphs, losses, notes, mayLose }: Composed,
  against: string | undefined,
  known: ReadOperations | undefined,
): CheckReport {
  const schema = readSupergraph(sdl).apiSchema;
  const before = against === undefined ? undefined : readSupergraph(against).apiSchema;
  const breaking = before && breakingChanges(before, schema);
  const { lost, lostBefore } = findLost(known ?? none, schema, before, breaking ?? []);
  const isUnknownRisk = known === undefined && (breaking?.length ?? 0) > 0;
  return {
    subgraphs,
    losses,
    notes,
    breaking: breaking?.map(told),
    dangerous: before && findDangerousChanges(before, schema).map(told),
    operations: known && known.operations.length + known.unreadable.length,
    lost,
    lostBefore,
    passed: (mayLose || losses.length === 0) && lost.length === 0 && !isUnknownRisk,
  };
}
