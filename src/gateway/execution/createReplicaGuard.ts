import { getOperationAST, OperationTypeNode } from 'graphql';
import type { GuardedOperation, OperationGuard } from './OperationGuard.js';

const typeOf = ({ document, operationName }: GuardedOperation): OperationTypeNode | undefined =>
  getOperationAST(document, operationName)?.operation;

/**
 * Lets queries be read from a replica, and tells of mutations when they are over. Everything of a mutation or a subscription is read
 * from the primary.
 */
export const createReplicaGuard = (onMutation: () => void): OperationGuard => ({
  before(operation) {
    if (typeOf(operation) === OperationTypeNode.QUERY) operation.envelope.mayLag?.();
  },
  ended(operation) {
    if (typeOf(operation) === OperationTypeNode.MUTATION) onMutation();
  },
});
