import { UserError } from '../../lib/errors/UserError.js';
import { findActiveSegments } from '../../membership/readSegments.js';
import type { Scope } from '../../scope.js';
import { nestingFaults } from '../../segments/nestingFaults.js';
import type { SegmentDefinition } from '../../segments/SegmentDefinition.js';

/** A change of the definition of a segment. */
interface Change {
  readonly before: SegmentDefinition;
  readonly after: SegmentDefinition;
}

/**
 * Throws a `UserError` where another segment in use, which names the one that is changed, could not be asked any more: it would lie too deep,
 * or be too large.
 */
export async function refuseBreaking(
  scope: Scope,
  { id, path }: { readonly id: string; readonly path: string },
  { before, after }: Change,
): Promise<void> {
  const others = (await findActiveSegments(scope)).filter((one) => one.id !== id);
  const definitions = others.map(({ definition }) => definition);
  const faultsWith = (own: SegmentDefinition) =>
    nestingFaults(definitions, new Map([...others.map((one) => [one.id, one.definition] as const), [id, own]]));
  const [was, would] = [faultsWith(before), faultsWith(after)];
  for (const other of others) {
    const fault = was.has(other.definition) ? undefined : would.get(other.definition);
    if (fault !== undefined)
      throw new UserError(
        `"${path}definition" would keep the segment "${other.id}", which names "${id}", from being asked: ${fault.message}`,
        fault.code,
      );
  }
}
