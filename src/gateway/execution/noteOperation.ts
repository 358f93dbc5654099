import type { OperationGuard } from './OperationGuard.js';

/** Tells the request's state what is executed, and whether that came to data; for whoever is told of requests that have ended. */
export const noteOperation: OperationGuard = {
  before(operation) {
    operation.envelope.state.operation = operation;
  },
  after({ envelope: { state } }, { data }) {
    state.hasData = data != null;
  },
};
