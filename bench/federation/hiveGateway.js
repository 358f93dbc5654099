// Hive Gateway as its documents set it up, over a ready supergraph, without the request log; with ROUTER_RUNTIME its planner in Rust.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createGatewayRuntime } from '@graphql-hive/gateway';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';

const supergraph = readFileSync(process.env.SUPERGRAPH, 'utf8');

const gateway = createGatewayRuntime({
  supergraph,
  logging: false,
  landingPage: false,
  graphiql: false,
  propagateHeaders: {
    fromClientToSubgraphs: ({ request }) => ({ authorization: request.headers.get('authorization') }),
  },
  ...(process.env.ROUTER_RUNTIME !== undefined && { unifiedGraphHandler }),
});

const server = createServer((request, response) => void gateway(request, response));
server.listen(0, '127.0.0.1', () => console.log(`listening on ${server.address().port}`));
