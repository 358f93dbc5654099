import type { GraphQLField } from 'graphql';
import type { PiiClass } from '../../words/piiClasses.js';
import type { PiiPolicy } from '../../words/rights.js';

/** What a role may not simply read of a field. */
export interface FieldRight {
  readonly policy: Exclude<PiiPolicy, 'show'>;
  /** A sentence that names the field, why it is not shown, and the role. */
  readonly reason: string;
  /** As values of which class its values are masked. */
  readonly maskedAs: PiiClass;
}

declare module 'graphql' {
  interface GraphQLFieldExtensions<_TSource, _TContext, _TArgs> {
    /** In the schema of a role, of fields that are not simply shown. */
    right?: FieldRight;
  }
}

/** Whether a field is null for whoever asks, so that nothing need be read for it. */
export const isHiddenField = (field: GraphQLField<unknown, unknown> | undefined): boolean =>
  field?.extensions.right?.policy === 'hide';
