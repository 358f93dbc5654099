import { tierOf } from '../joining/loyalty.js';
import type { GatewayAnswer } from '../joining/openGateway.js';

interface Question {
  readonly query: string;
  /** What is wrong with an answer; undefined where it is right, or says what is missing. */
  readonly fault: (answer: GatewayAnswer) => string | undefined;
}

/** The codes of errors that may be told while the remote is in trouble. */
const allowed = new Set(['SUBGRAPH_UNAVAILABLE', 'SUBGRAPH_TIMEOUT', 'SUBGRAPH_BAD_ANSWER', 'SUBGRAPH_ERROR']);

/** Errors that do not tell which subgraph is in trouble, and where. */
const oddErrors = ({ errors = [] }: GatewayAnswer): string[] =>
  errors
    .filter(({ path, extensions: { code, subgraph } }) => {
      const isTold = allowed.has(String(code)) && subgraph === 'loyalty' && path !== undefined;
      return !isTold;
    })
    .map((error) => JSON.stringify(error));

interface Node {
  readonly id: string;
  readonly givenName: string | null;
  readonly tier?: string | null;
}

/** The nodes of a list, one by one: a tier may be missing only where an error says so. */
function nodeFaults(nodes: readonly Node[], { errors = [] }: GatewayAnswer): string[] {
  return nodes.flatMap(({ id, givenName, tier }) => {
    if (givenName !== `Name of ${id}`) return [`${id} is called ${givenName}`];
    if (tier === tierOf(id)) return [];
    return tier === null && errors.length > 0 ? [] : [`${id} has the tier ${tier} and no error`];
  });
}

const faultOf = (faults: readonly string[]): string | undefined =>
  faults.length === 0 ? undefined : faults.join('; ');

const local = (query: string, data: object): Question => ({
  query,
  fault: (answer) => {
    const found = JSON.stringify([answer.status, answer.data, answer.errors]);
    return found === JSON.stringify([200, data, undefined]) ? undefined : found;
  },
});

/** A page of customers of ours with a field of the remote's. */
const page: Question = {
  query: '{ customers(first: 20) { edges { node { id givenName tier } } } }',
  fault: (answer) => {
    const { customers } = (answer.data ?? {}) as { customers?: { edges: readonly { readonly node: Node }[] } };
    if (customers?.edges.length !== 20) return `no page: ${JSON.stringify(answer)}`;
    return faultOf([
      ...oddErrors(answer),
      ...nodeFaults(
        customers.edges.map(({ node }) => node),
        answer,
      ),
    ]);
  },
};

/** A list of the remote's with fields of ours. */
const members: Question = {
  query: '{ members(first: 30) { id givenName tier } }',
  fault: (answer) => {
    const { members: nodes } = (answer.data ?? {}) as { members?: readonly Node[] };
    const odd = oddErrors(answer);
    if (nodes === undefined)
      return odd.length > 0 || answer.errors === undefined ? `no list: ${JSON.stringify(answer)}` : undefined;
    return faultOf([...odd, ...nodeFaults(nodes, answer)]);
  },
};

const status: Question = {
  query: '{ loyaltyStatus customer(id: "C3") { givenName } }',
  fault: (answer) => {
    const { loyaltyStatus, customer } = (answer.data ?? {}) as { loyaltyStatus?: unknown; customer?: Node };
    if (customer?.givenName !== 'Name of C3') return `no customer: ${JSON.stringify(answer)}`;
    const isTold = loyaltyStatus === 'open' || (loyaltyStatus === null && answer.errors !== undefined);
    return faultOf([...oddErrors(answer), ...(isTold ? [] : [`status ${String(loyaltyStatus)} and no error`])]);
  },
};

/** Questions of customers `C0` … of a gateway whose remote may be in trouble at any time; those of ours alone are never in trouble. */
export const joinedQuestions: readonly Question[] = [
  page,
  members,
  status,
  local('{ customer(id: "C7") { id givenName } }', { customer: { id: 'C7', givenName: 'Name of C7' } }),
  local('{ customer(id: "C7") { profile { fields { age } } } }', { customer: { profile: { fields: { age: 36 } } } }),
];
