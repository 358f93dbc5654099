import type { SQL } from 'drizzle-orm';
import type { z } from 'zod';
import type { CompileContext } from '../CompileContext.js';
import type { SegmentDefinition } from '../SegmentDefinition.js';
import type { JoinedCondition } from '../sets/JoinedCondition.js';

/** A condition as SQL. */
export interface CompiledCondition extends JoinedCondition {
  /** Whether it can be asked as of a past day. */
  readonly hasPast: boolean;
  /** The customer's own value as a text, for explanations: over `c` and `p`; null where there is none to show. */
  readonly value: SQL | null;
}

/** What a condition is compiled for: with a way to the definitions of others. */
export interface ConditionContext extends CompileContext {
  /** Another definition, in brackets where it needs them. The path is for sentences. */
  readonly compileSegment: (definition: SegmentDefinition, path: string) => CompiledCondition;
}

/** What conditions name that has to be looked up before they are compiled. */
export interface UsedNames {
  readonly segments?: readonly string[];
  readonly lists?: readonly string[];
  /** Whether it names metrics. */
  readonly metrics?: boolean;
}

/** A kind of conditions of segments. */
export interface ConditionKind<Given = unknown> {
  /** The member of a condition that is of the kind. */
  readonly name: string;
  /** A strict object. */
  readonly form: z.ZodType<Given>;
  /** Throws a `UserError` that names the path, which ends with the name of the kind. */
  compile(context: ConditionContext, given: Given, path: string): CompiledCondition;
  /** What it says, as a clause that follows "customers": `whose country is DE or AT`, `who ordered after 2026-01-01`. */
  sentence(given: Given): string;
  /** What it names that has to be looked up. */
  uses?(given: Given): UsedNames;
}
