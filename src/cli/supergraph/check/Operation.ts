import type { FragmentDefinitionNode, OperationDefinitionNode } from 'graphql';

/** An operation that a client is known to ask. */
export interface KnownOperation {
  /** Its name, else where it stands. */
  readonly name: string;
  /** The file, or the entry of a manifest. */
  readonly place: string;
  readonly definition: OperationDefinitionNode;
  /** All that it may use, of its file and of the others. */
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** What is wrong with an operation. */
export interface OperationFault {
  readonly message: string;
  /** Where it is: a fragment may stand in another file. */
  readonly place: string;
  /** Counted from 1, in the file or in the text of the entry. */
  readonly line: number | undefined;
  readonly column: number | undefined;
}

/** An operation, or a text that is none, with what is wrong with it. */
export interface FaultyOperation {
  readonly name: string;
  readonly place: string;
  readonly faults: readonly OperationFault[];
}
